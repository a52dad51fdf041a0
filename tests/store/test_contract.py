"""What every store keeps to, whatever it is made of."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from tests.store.samples import PAGE, copy, kept, point, two_stories

from stemmata.model import Affair, Problem, Raw, Story
from stemmata.store import Store, Where, Words


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as write:
        two_stories(write)
    return store


def write_and_fail(store: Store) -> None:
    """Write an article and a change, and fail before the end."""
    with store.writing() as write:
        write.put_article(kept("d"))
        raise KeyError(write.note("article added", "d"))


def test_articles_come_back_as_they_were_kept(filled: Store) -> None:
    """An article, its record and its place come back equal."""
    wanted = kept("a", passages=(1, 2, 3), url="https://sarne.example/dam")
    found = filled.article("a")
    assert found is not None
    assert (found.annotated, found.version, found.story) == (wanted.annotated, 1, "s-1")
    assert filled.record("a", 1) == wanted.record  # without its bytes
    assert filled.article("nobody") is None
    assert [each.id for each in filled.articles(["c", "nobody", "a"])] == ["c", "a"]
    assert filled.known(["a", "nobody"]) == {"a": wanted.digest}


def test_bytes_come_back_as_they_came(filled: Store) -> None:
    """A page is kept with the version that was read from it, and stays when that is kept again."""
    other = Raw("feed", bytes(range(256)), "3")
    with filled.writing() as write:
        write.put_article(kept("a", "Lowen Water opened it.", raw=other))
        write.put_article(kept("a", "Lowen Water opened it."))
    assert (filled.raw("a", 1), filled.raw("a", 2)) == (PAGE, other)
    assert filled.raw("b", 1) is filled.raw("nobody", 1) is None
    assert not [found for found in filled.check() if "page" in found.where]


def test_what_is_kept_again_keeps_its_moment(filled: Store) -> None:
    """Other keys of names, or another extraction of the same page, make no new version of it."""
    [before], article = filled.versions("a"), filled.article("a")
    with filled.writing() as write:
        write.put_article(kept("a", url="https://sarne.example/dam"))
        write.put_article(replace(kept("a", "Lowen Water closed it.", raw=None), renewed=True))
    [after], now = filled.versions("a"), filled.article("a")
    assert article is not None
    assert now is not None
    assert (before.fetched, article.revised) == (after.fetched, now.revised)
    assert now.annotated.text == "Lowen Water closed it."
    assert filled.raw("a", 1) == PAGE


def test_strange_letters_survive(store: Store) -> None:
    """Lone surrogates, null letters and any script come back to the letter."""
    text = "Lowen Water \ud83d 東京 \0 ไทย 'OR 1=1 --"
    with store.writing() as write:
        write.put_article(kept("x'; DROP TABLE articles; --\ud83d", text))
        write.put_stories([Story("s", "l", ("x'; DROP TABLE articles; --\ud83d",))], {})
    [found] = store.articles(["x'; DROP TABLE articles; --\ud83d"])
    assert found.text == text
    assert len(store.search(Words((("東京",), ("ไทย",))), Where())) == 1


def test_an_interrupted_transaction_leaves_nothing(filled: Store) -> None:
    """What raises within a transaction is as if it had never been begun."""
    before = filled.last_change(), filled.counts()
    with pytest.raises(KeyError):
        write_and_fail(filled)
    assert (filled.last_change(), filled.counts()) == before
    assert filled.article("d") is None


def test_other_words_make_a_new_version(filled: Store) -> None:
    """Another text is another version; the same text with other findings replaces them."""
    with filled.writing() as write:
        assert write.put_article(kept("a", "Lowen Water opened the dam.", digest="new")) == 2
        assert write.put_article(kept("a", "Lowen Water opened the dam.", digest="new")) == 2
    versions = filled.versions("a")
    assert [version.version for version in versions] == [1, 2]
    first, second = filled.extraction("a", 1), filled.extraction("a", 2)
    assert first is not None
    assert second is not None
    assert "closed" in first.text
    assert "opened" in second.text
    assert [hit.article for hit in filled.search(Words((("opened",),)), Where())] == ["a"]
    assert filled.search(Words((("closed dam",),)), Where()) == []
    assert [entry.articles for entry in filled.name("organisation:lowen-water")] == [1, 1]


def test_stories_are_listed_as_they_change(filled: Store) -> None:
    """The last changed story stands first, and the next page goes on behind it."""
    listed = filled.stories(Where())
    assert [each.id for each in listed] == ["s-2", "s-1"]
    assert [each.id for each in filled.stories(Where(), before=listed[0].changed)] == ["s-1"]
    first = listed[1]
    assert (first.articles, first.outlets, set(first.languages)) == (2, 2, {"en", "de"})
    assert (first.first, first.last) == (date(2026, 3, 3), date(2026, 3, 4))
    assert (first.points["disputed"], first.points["single"], first.copies) == (1, 1, 2)
    assert [each.id for each in filled.storyline("l-1")] == ["s-1", "s-2"]


@pytest.mark.parametrize(
    ("where", "stories"),
    [
        (Where(languages=("de",)), ["s-1"]),
        (Where(outlets=("Sarne Herald",)), ["s-1"]),
        (Where(names=("organisation:lowen-water",)), ["s-1"]),
        (Where(names=("organisation:lowen-water", "person:nobody")), []),
        (Where(since=date(2026, 3, 5)), []),
        (Where(until=date(2026, 3, 3)), ["s-1"]),
        (Where(disputed=True), ["s-1"]),
        (Where(several=True), ["s-1"]),
        (Where(storylines=("l-1",)), ["s-2", "s-1"]),
        (Where(stories=("s-2",)), ["s-2"]),
    ],
)
def test_stories_are_found_by_what_is_wanted(
    filled: Store, where: Where, stories: list[str]
) -> None:
    """Each condition narrows the list, and all hold together."""
    assert [each.id for each in filled.stories(where)] == stories
    found = {filled.story_of([id_])[id_] for id_ in filled.article_ids(where)}
    assert found == set(stories)


def test_a_merged_story_leads_to_what_it_became(filled: Store) -> None:
    """Ids of merged stories go on leading somewhere, over several mergers."""
    with filled.writing() as write:
        write.put_stories([Story("s-1", "l-1", ("a", "b", "c"))], {"s-2": "s-1"})
    with filled.writing() as write:
        write.put_stories([Story("s-3", "l-1", ("a", "b", "c"))], {"s-1": "s-3"})
    found = filled.story("s-2")
    assert found is not None
    assert found.story == Story("s-3", "l-1", ("a", "b", "c"))
    assert found.former == ("s-1", "s-2")


def test_points_and_copies_are_replaced_whole(filled: Store) -> None:
    """New points and copies stand in the place of the old ones."""
    assert [each.id for each in filled.points(["s-1"])] == ["p-1", "p-2"]
    assert {each.original for each in filled.copies(["a"])} == {"a"}
    assert len(filled.copies(["b"])) == 2
    with filled.writing() as write:
        write.put_points("s-1", [point("s-1", "b", id_="p-3")])
        write.put_copies(["b"], [copy("b", "c")])
    assert [each.id for each in filled.points(["s-1"])] == ["p-3"]
    assert filled.point("p-1") is None
    assert [each.original for each in filled.copies(["b"])] == ["c"]
    assert filled.copies(["a"]) == []


def test_grouping_gets_back_what_it_kept(filled: Store) -> None:
    """Fingerprints come in the order of arrival, with all compared pairs."""
    prints = {each.id: each for each in filled.fingerprints()}
    assert list(prints) == ["a", "b", "c"]
    assert prints["c"].near == (("a", -3.0),)
    assert (prints["b"].fingerprint, prints["b"].story) == (b"print of b", "s-1")
    assert [(edge.a, edge.b, edge.odds) for edge in filled.edges(["a"])] == [("b", "a", 2.0)]


def test_fingerprints_of_a_time_come_with_their_storylines(filled: Store) -> None:
    """What cannot be in reach is left out, unless a report of its storyline can."""
    with filled.writing() as write:
        write.put_article(kept("old", day=date(2020, 1, 1)))
        write.put_stories([Story("s-4", "l-4", ("old",))], {})
    wanted = [each.id for each in filled.fingerprints(date(2026, 3, 4), date(2026, 3, 9))]
    assert wanted == ["a", "b", "c"]


def test_words_are_found_in_any_script_and_syntax_means_nothing(filled: Store) -> None:
    """Groups must all be found, by any of their phrases; what is begun may go on."""

    def found(*groups: tuple[str, ...], begun: str = "") -> list[str]:
        hits = filled.search(Words(groups, frozenset({begun} - {""})), Where())
        return sorted(hit.article for hit in hits)

    assert found(("dam", "Talsperre")) == ["a", "b"]
    assert found(("dam",), ("Lowen Water",)) == ["a"]
    assert found(("Water Lowen",)) == []
    assert found(("orch",)) == []
    assert found(("orch",), begun="orch") == ["c"]
    for strange in ('"', "NEAR(a b)", "a OR", "*", "body:dam", "(", "\0", ""):
        found((strange,), begun=strange)
    assert found(("dam OR orchard",)) == []


def test_how_many_articles_hold_a_word_is_counted_no_further_than_asked(filled: Store) -> None:
    """A phrase counts where its words follow one another; what is no word is nowhere."""
    asked = ("dam", "orchard", "Lowen Water", "Water Lowen", '"', "*")
    assert [filled.holding(phrase, 5) for phrase in asked] == [1, 1, 2, 0, 0, 0]
    assert filled.holding("Lowen", 1) == 1


def test_names_are_found_by_every_way_in(filled: Store) -> None:
    """By key, as written, by a beginning, by letters, by marks, by article."""
    key = "organisation:lowen-water"
    assert {entry.language for entry in filled.name(key)} == {"en", "de"}
    ways = [
        filled.names_written(["lowen water"]),
        filled.names_beginning("wat"),
        filled.names_near("lowan water"),
        filled.names_filed(["=lowen water"]),
        filled.names_in(["a"])["a"],
    ]
    assert all({entry.key for entry in way} == {key} for way in ways)
    assert filled.naming(key) == ["b", "a"]
    assert filled.writing_name([("de", "Lowen Water")]) == {("de", "Lowen Water"): ["b"]}
    assert filled.names_beginning('"*') == []


def test_passages_lead_to_articles(filled: Store) -> None:
    """The article that shares most passages comes first."""
    assert filled.sharing([1, 2, 9]) == {"a": 2, "b": 1}
    assert filled.article_at("sarne.example/dam") == "a"
    assert filled.article_at("") is None
    assert filled.span() == (3, date(2026, 3, 3), date(2026, 3, 4))
    assert filled.languages() == ["de", "en"]
    assert filled.outlets() == {"Lowener Bote": 1, "Sarne Herald": 1}


def test_the_log_only_grows(filled: Store) -> None:
    """Numbers grow with every change, also after one that was taken back."""
    before = filled.last_change()
    with pytest.raises(KeyError):
        write_and_fail(filled)
    with filled.writing() as write:
        number = write.note("point disputed", "p-1", {"story": "s-1"})
    assert number > before
    [change] = filled.changes(after=before)
    assert (change.number, change.kind, change.detail) == (
        number,
        "point disputed",
        {"story": "s-1"},
    )


def test_decisions_hold_until_they_are_undone(store: Store) -> None:
    """A decision is kept with its author; it is undone once, and stays in the list."""
    with store.writing() as write:
        made = write.decide("merge stories", {"stories": ["s-1", "s-2"]}, "Ana", "one dam")
    with store.writing() as write:
        undone = write.undo(made.number, "Bo")
        assert write.undo(made.number, "Bo") is None
    assert undone is not None
    assert store.decisions() == [undone]
    assert (undone.author, undone.undone_by, undone.subject) == (
        "Ana", "Bo", {"stories": ["s-1", "s-2"]}
    )  # fmt: skip
    assert [change.kind for change in store.changes()] == ["decision made", "decision undone"]


def test_states_and_problems_are_kept(store: Store) -> None:
    """A state is replaced or forgotten by its key; a problem is kept once."""
    problem = Problem("a.txt", "read", "is empty", "leave it out")
    with store.writing() as write:
        write.put_state("feed", "x", {"etag": "1"})
        write.put_state("feed", "x", {"etag": "2"})
        write.put_state("feed", "y", {})
        write.put_state("feed", "y", None)
        write.put_problems([problem, problem])
    assert store.states("feed") == {"x": {"etag": "2"}}
    assert store.state("feed", "y") is None
    assert store.problems() == [problem]


def test_affairs_are_kept_by_storyline(filled: Store) -> None:
    """An affair is replaced, and goes with its storyline."""
    affair = Affair("l-1", ("s-1", "s-2"), ("a", "b", "c"))
    with filled.writing() as write:
        write.put_affairs([affair])
    assert filled.affair("l-1") == affair
    with filled.writing() as write:
        write.put_affairs([], gone=["l-1"])
    assert filled.affair("l-1") is None


def test_readers_see_what_was_committed_while_one_writes(filled: Store) -> None:
    """A reader in another thread is not held up, and sees nothing of what is under way."""
    seen: list[int] = []
    with filled.writing() as write:
        write.put_article(kept("d"))
        write.put_stories([Story("s-9", "l-9", ("d",))], {})
        reader = threading.Thread(target=lambda: seen.append(filled.counts().articles))
        reader.start()
        reader.join(timeout=5)
    assert seen == [3]
    assert filled.counts().articles == 4


def test_a_sound_store_has_no_damage(filled: Store) -> None:
    """`check` finds nothing where nothing is wrong."""
    assert list(filled.check()) == []
