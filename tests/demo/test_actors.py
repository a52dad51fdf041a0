"""The actors and ties of the demo affair are held against the truth beside its articles.

Run `pytest tests/demo/test_actors.py -s` to see what is missed and what is too much.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from stemmata.demo import articles_folder
from stemmata.model import (
    Actor,
    Affair,
    AnnotatedArticle,
    Claim,
    Dossier,
    MergedTie,
    Passage,
)
from stemmata.pipeline import run

TRUTH: dict[str, Any] = json.loads((articles_folder().parent / "truth.json").read_text("utf-8"))
# English titles that say the same as the truth's first words.
SAME = {
    "mayor": {"mayor"},
    "chief executive": {"chief executive", "head"},
    "president": {"president", "head"},
    "leader": {"leader", "head"},
    "councillor": {"councillor"},
    "deputy general": {"deputy managing director"},
    "spokeswoman": {"spokesperson"},
    "engineer": {"engineer"},
    "contractor": {"contractor", "company"},
    "supplier": {"supplier", "manufacturer"},
    "union": {"union"},
    "company": {"company"},
    "agency": {"agency"},
}


@dataclass(frozen=True)
class Demo:
    dossier: Dossier
    affair: Affair
    by_handle: Mapping[str, AnnotatedArticle]
    key_of: Mapping[str, str]

    def actor(self, name: str) -> Actor | None:
        """Return the actor that the truth calls so."""
        return next((a for a in self.affair.actors if a.key == self.key_of.get(name)), None)

    def keys(self, name: str) -> set[str]:
        """The keys of an actor: its own, and those of forms suspected to be garblings of it.

        A garbled name stands apart with the suspicion beside it: nothing is corrected silently.
        """
        own = self.key_of.get(name, "?")
        garbled = {
            each.key
            for article in self.by_handle.values()
            for each in article.names
            if each.suspected == own
        }
        return {own, *garbled}

    def is_said(self, handle: str, words: str, found: Passage | Claim) -> bool:
        """Tell whether a passage is within words of the truth, or they overlap."""
        article = self.by_handle[handle]
        start = alike(article.text).find(alike(words))
        while start >= 0 and article.id == found.article:
            if found.start < start + len(words) and start < found.end:
                return True
            start = alike(article.text).find(alike(words), start + 1)
        return False


def alike(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def demo() -> Demo:
    dossier = run([str(articles_folder())])
    by_handle = {}
    for handle, about in TRUTH["articles"].items():
        for article in dossier.articles:
            origin = article.article.origin
            locator = about["locator"]
            if origin.source.endswith(about["file"]) and (
                locator is None or locator in (article.id, article.article.url)
            ):
                by_handle[handle] = article
    affair = max(dossier.affairs, key=lambda affair: len(affair.articles))
    return Demo(dossier, affair, by_handle, keys(by_handle))


def keys(by_handle: Mapping[str, AnnotatedArticle]) -> dict[str, str]:
    """The key that most forms of each name of the truth got."""
    found = {}
    for name in TRUTH["names"]:
        votes: Counter[str] = Counter()
        for handle, forms in name["forms"].items():
            votes.update(each.key for each in by_handle[handle].names if each.text in forms)
        if not votes:  # none is found whole: "Assembleia Municipal" of Torvela
            for handle, forms in name["forms"].items():
                votes.update(
                    each.key
                    for each in by_handle[handle].names
                    if any(each.text in form and 2 * len(each.text) > len(form) for form in forms)
                )
        if votes:
            found[name["key"]] = votes.most_common(1)[0][0]
    return found


def test_an_affair_is_its_storyline(demo: Demo) -> None:
    """The affair of the bridge holds the articles of its storyline, in order of publication."""
    wanted = {
        demo.by_handle[handle].id
        for handle, about in TRUTH["articles"].items()
        if about["storyline"] == "almira-bridge"
    }
    assert set(demo.affair.articles) == wanted
    days = [
        article.published.latest
        for id_ in demo.affair.articles
        for article in demo.dossier.articles
        if article.id == id_ and article.published
    ]
    assert days == sorted(days)


def test_actors_are_found(demo: Demo) -> None:
    """All people and organisations of the truth are actors of the affair, and few besides."""
    missing = [
        actor["key"]
        for actor in TRUTH["actors"]
        if actor["kind"] != "place" and demo.actor(actor["key"]) is None
    ]
    print("actors missing:", missing, "of", len(TRUTH["actors"]))
    print("not in the truth:", sorted(strangers(demo)))
    assert not missing
    assert len(set(strangers(demo))) <= 4


def strangers(demo: Demo) -> Iterator[str]:
    """Names of actors that the truth does not hold: halves of names, outlets, garbled forms."""
    known = set().union(*(demo.keys(actor["key"]) for actor in TRUTH["actors"]))
    for actor in demo.affair.actors:
        if actor.key not in known:
            yield actor.canonical


def is_so(demo: Demo, truth: Mapping[str, Any], tie: MergedTie) -> bool:
    """Tell whether a tie has the truth's direction, standing and both its ends."""
    ends = [
        not truth[end] or bool(demo.keys(truth[end]) & {*sides, *(others if tie.mutual else ())})
        for end, sides, others in (
            ("source", tie.sources, tie.targets),
            ("target", tie.targets, tie.sources),
        )
    ]
    told = (tie.standing, tie.mutual) == (truth["standing"], truth["mutual"])
    return told and all(ends)


def true_roles() -> Iterator[tuple[str, str, str, str, str | None]]:
    """Every place where the truth states a role: actor, title, article, words, of what."""
    for actor in TRUTH["actors"]:
        for role in actor["roles"]:
            if actor["key"] != "manara-fund":  # lending is a tie, not a role in apposition
                for handle, words in role["words"].items():
                    yield actor["key"], role["role"], handle, words, role["of"]


def test_roles_are_stated_where_the_truth_has_them(demo: Demo) -> None:
    """All roles are found at their words, with the right title, and none besides."""
    missing, right, total = [], 0, 0
    for name, role, handle, words, _ in true_roles():
        total += 1
        titles = next(same for first, same in SAME.items() if role.startswith(first))
        fits = any(
            found.title in titles and any(demo.is_said(handle, words, said) for said in found.said)
            for actor in demo.affair.actors
            if actor.key in demo.keys(name)
            for found in actor.roles
        )
        right += fits
        if not fits:
            missing.append((handle, words))
    besides = [
        (actor.canonical, role.title, said.text)
        for actor in demo.affair.actors
        for role in actor.roles
        for said in role.said
        if not any(demo.is_said(handle, words, said) for _, _, handle, words, _ in true_roles())
    ]
    print(f"roles {right}/{total}; missing {missing}; besides {besides}")
    assert right == total
    assert not besides


def test_roles_are_of_what_they_are_said_to_be_of(demo: Demo) -> None:
    """The mayor is that of Torvela, the chief executive that of Brankosa, whoever says so."""
    for name, of in (("marquezan", "torvela"), ("valcke", "brankosa")):
        actor = demo.actor(name)
        assert actor is not None
        first = max(actor.roles, key=lambda role: len(role.said))
        assert first.of == demo.key_of[of]
        assert first.independent_sources >= 4


def test_the_country_is_stated(demo: Demo) -> None:
    """Haiyue is Chinese by the words of most languages."""
    haiyue = demo.actor("haiyue")
    assert haiyue is not None
    assert haiyue.country == "CN"
    (truth,) = [actor for actor in TRUTH["actors"] if actor["key"] == "haiyue"]
    said = {passage.text for passage in haiyue.country_said}
    print("countries said:", said)
    assert len(said & set(truth["country"]["words"].values())) >= 3


def test_ties_are_stated_where_the_truth_has_them(demo: Demo) -> None:
    """All ties are found at their words with type, ends, direction and standing; one besides."""
    typed = ended = whole = directed = 0
    missing = []
    for truth in TRUTH["ties"]:
        ends = [demo.keys(end) for end in (truth["source"], truth["target"]) if end]
        at = [
            tie
            for tie in demo.affair.ties
            if tie.type == truth["type"]
            and any(demo.is_said(truth["article"], truth["words"], claim) for claim in tie.claims)
        ]
        typed += bool(at)
        met = [[bool(end & {*tie.sources, *tie.targets}) for end in ends] for tie in at]
        ended += any(map(any, met))
        whole += any(map(all, met))
        directed += any(map(partial(is_so, demo, truth), at))
        if not at:
            missing.append((truth["article"], truth["type"], truth["words"]))
    besides = [
        (tie.type, claim.text)
        for tie in demo.affair.ties
        for claim in tie.claims
        if not any(demo.is_said(t["article"], t["words"], claim) for t in TRUTH["ties"])
    ]
    total = len(TRUTH["ties"])
    print(f"typed {typed}, one end right {ended}, both {whole}, as told {directed}, of {total}")
    print("missing", missing)
    print("besides", besides)
    assert typed == ended == whole == directed == total
    assert len(besides) <= 1


def test_copies_do_not_confirm_ties(demo: Demo) -> None:
    """A tie never rests on more sources than its articles leave once copies are folded."""
    parents: defaultdict[str, list[str]] = defaultdict(list)
    for copy in TRUTH["copies"]:
        parents[copy["copy"]].append(copy["original"])
    handle_of = {article.id: handle for handle, article in demo.by_handle.items()}

    def roots(handle: str) -> set[str]:
        if handle not in parents:
            return {handle}
        return set().union(*(roots(parent) for parent in parents[handle]))

    over = []
    for tie in demo.affair.ties:
        handles = {handle_of[claim.article] for claim in tie.claims}
        allowed = len(set().union(*(roots(handle) for handle in handles)))
        if tie.independent_sources > allowed:
            over.append((tie.type, tie.independent_sources, allowed, sorted(handles)))
        low, high = tie.support_bounds
        assert 1 <= low <= tie.independent_sources <= high
    print("counted more sources than there are:", over)
    assert len(over) <= 3


def test_every_passage_quotes_its_article(demo: Demo) -> None:
    """Forms, roles, quotes, figures, countries and ties stand at their spans to the letter."""
    texts = {article.id: article.text for article in demo.dossier.articles}
    for affair in demo.dossier.affairs:
        for passage in passages(affair):
            assert texts[passage.article][passage.start : passage.end] == passage.text


def passages(affair: Affair) -> Iterator[Passage | Claim]:
    for tie in affair.ties:
        yield from tie.claims
    for actor in affair.actors:
        yield from (form.first for form in actor.forms)
        yield from (*actor.quotes, *actor.figures, *actor.country_said)
        for role in actor.roles:
            yield from role.said
