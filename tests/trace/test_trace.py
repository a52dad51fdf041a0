"""Copies are found with their spans, direction and unseen sources; independent reports are not."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from random import Random

import pytest

from stemmata.model import (
    AnnotatedArticle,
    Article,
    Attribution,
    Copy,
    Figure,
    Grouping,
    Link,
    LinkKind,
    Origin,
    Publication,
    Span,
    Story,
    replace,
)
from stemmata.settings import TraceSettings
from stemmata.trace import Memory, family, sign, trace, trace_again
from stemmata.trace.comparison import Comparison, Prepared
from stemmata.trace.family import Family

STORM = """The town of Velmora lost power on Monday after a storm tore down two lines by the river.
Mayor Ilse Brandtner told reporters that 4,200 homes were without electricity at noon.
Crews from three neighbouring districts worked through the night to mend the damage.
Schools stayed closed on Tuesday, and the hospital ran on its own generators until evening.
The grid operator Nordnetz promised a full report on the causes within ten days.
Insurers put the damage to roofs, cars and shops at 12 million euros."""

OTHER = """A ferry ran aground off the island of Karsund early on Wednesday with 310 people aboard.
Nobody was hurt, the coast guard said, though two children were treated for cold.
The captain blamed a failure of the steering gear for the accident in calm weather.
Divers will examine the hull before the ship is towed to the yard at Hellvik.
The company has cancelled its crossings until Sunday and offers refunds."""

INDEPENDENT = """Thousands of people in Velmora sat in the dark on Monday.
Two power lines by the river had come down in the third gale of this winter, and repairs took hours.
By the evening most streets had light again, said a spokesman for the utility, Nordnetz.
The mayor, Ilse Brandtner, visited the hospital, which had switched to generators.
She called it the worst night of her time in office and thanked the volunteers."""

GERMAN = """Die Stadt Velmora war am Montag ohne Strom, nachdem ein Sturm zwei Leitungen am Fluss
 heruntergerissen hatte.
Bürgermeisterin Ilse Brandtner sagte Reportern, um 12 Uhr seien 4200 Häuser ohne Elektrizität.
Arbeiter aus drei benachbarten Bezirken arbeiteten die Nacht hindurch, um den Schaden zu beheben.
Die Schulen blieben am Dienstag geschlossen, und das Krankenhaus lief bis zum Abend mit eigenen
 Generatoren.
Der Netzbetreiber Nordnetz versprach einen vollen Bericht über die Ursachen binnen zehn Tagen.
Versicherer schätzen den Schaden an Dächern, Autos und Läden auf 12 Millionen Euro.""".replace(
    "\n ", " "
)


def annotated(name: str, text: str, day: int | None = None, **given: object) -> AnnotatedArticle:
    """Return an article of English text, or what is given, published on a day of March."""
    article = Article(id=name, text=text, origin=Origin("test"), language="en")
    article = replace(article, **given)
    if day is None:
        return AnnotatedArticle(article)
    when = date(2024, 3, day)
    return AnnotatedArticle(article, Publication(when, when, "metadata", "declared"))


def story(*articles: AnnotatedArticle) -> Grouping:
    """Return a grouping that puts the articles in one story."""
    return Grouping((Story("s", "s", tuple(sorted(a.id for a in articles))),))


def traced(*articles: AnnotatedArticle) -> tuple[Copy, ...]:
    """Return the copies among articles of one story."""
    return trace(articles, story(*articles))


def steps(copies: Sequence[Copy]) -> set[tuple[str, str]]:
    """Return (copy, original) of each edge."""
    return {(copy.copy, copy.original) for copy in copies}


def test_a_verbatim_copy_is_quoted_in_both_texts() -> None:
    """The shared passage has the same words at both spans."""
    (copy,) = traced(annotated("a", STORM, 1), annotated("b", "Read on. \n" + STORM, 2))
    assert (copy.copy, copy.original) == ("b", "a")
    passage = next(e for e in copy.evidence if e.kind == "shared passage")
    assert passage.original is not None
    assert passage.copy.quote("Read on. \n" + STORM) == passage.original.quote(STORM)
    assert copy.share > 0.9


def test_an_identical_text_is_verbatim() -> None:
    """Nothing changed means kind verbatim and the whole report as share."""
    (copy,) = traced(annotated("a", STORM), annotated("b", STORM))
    assert copy.kind == "verbatim"
    assert copy.share == 1.0


def test_without_any_clue_the_direction_is_undecided() -> None:
    """Two equal texts without time or credit could be either way round."""
    (copy,) = traced(annotated("a", STORM), annotated("b", STORM))
    assert copy.direction_probability == 0.5


def test_one_publisher_is_told_and_gives_no_direction() -> None:
    """Two sites of one declared publisher are named beside the copy; who was first stays open."""
    one = annotated("a", STORM, url="https://north.example/1", outlet="Coast Group")
    other = annotated("b", STORM, url="https://south.example/2", outlet="Coast Group")
    (copy,) = traced(one, other)
    assert [piece.weight for piece in copy.evidence if piece.kind == "one publisher"] == [0.0]
    assert copy.direction_probability == 0.5


def test_a_kept_credit_speaks_for_the_parent_too() -> None:
    """Who keeps a credit of the report it took from is not moved to the credited one."""
    edited = STORM.replace("lost power", "was without power").replace("promised", "announced")
    root = annotated("a", STORM, 1, outlet="Velmora Courier")
    middle = annotated("b", edited, 2, credit="Velmora Courier")
    last = annotated("c", edited.replace("stayed", "were"), 3, credit="Velmora Courier")
    direct = [copy for copy in traced(root, middle, last) if copy.direct and copy.kind != "cited"]
    assert steps(direct) == {("b", "a"), ("c", "b")}


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 1)])
def test_the_earlier_report_is_the_original(first: int, second: int) -> None:
    """Publication days decide the direction, whichever id comes first."""
    (copy,) = traced(annotated("a", STORM, first), annotated("b", STORM, second))
    assert copy.original == ("a" if first < second else "b")
    assert copy.direction_probability > 0.9


def test_clock_times_decide_within_a_day() -> None:
    """Declared times of day tell who was first on one day."""
    late = annotated("a", STORM, 1, declared_published="2024-03-01T15:00:00+01:00")
    early = annotated("b", STORM, 1, declared_published="2024-03-01T09:00:00Z")
    (copy,) = traced(late, early)
    assert (copy.copy, copy.original) == ("a", "b")


def test_a_cut_text_is_an_excerpt_of_the_longer_one() -> None:
    """Without times the shorter text is held to be taken from the longer."""
    short = "\n".join(STORM.split("\n")[:3])
    (copy,) = traced(annotated("a", short), annotated("b", STORM))
    assert (copy.copy, copy.original, copy.kind) == ("a", "b", "excerpt")
    assert copy.direction_probability > 0.5


def test_a_reordered_text_is_edited() -> None:
    """The same sentences in another order are no verbatim copy."""
    turned = "\n".join(reversed(STORM.split("\n")))
    (copy,) = traced(annotated("a", STORM, 1), annotated("b", turned, 2))
    assert copy.kind == "edited"
    assert copy.share > 0.9


def test_a_text_put_together_from_two_has_two_parents() -> None:
    """Half of one report and half of another give two merged edges."""
    both = "\n".join(STORM.split("\n")[:4] + OTHER.split("\n")[:4])
    copies = traced(annotated("a", STORM), annotated("b", OTHER), annotated("c", both))
    assert steps(copies) == {("c", "a"), ("c", "b")}
    assert {copy.kind for copy in copies} == {"merged"}


def test_a_chain_is_a_chain() -> None:
    """What was changed first stays changed: the third took from the second."""
    second = STORM.replace("told reporters", "said").replace("mend the damage", "repair it all")
    third = second.replace("stayed closed", "did not open").replace("roofs, cars", "houses")
    copies = traced(annotated("c", STORM, 1), annotated("b", second, 2), annotated("a", third, 3))
    assert steps([copy for copy in copies if copy.direct]) == {("b", "c"), ("a", "b")}
    (through,) = [copy for copy in copies if not copy.direct]
    assert (through.copy, through.original) == ("a", "c")
    assert through.evidence[0].kind == "by way of"
    assert through.evidence[0].detail == "through b"


def test_independent_reports_of_one_event_are_no_copies() -> None:
    """The same facts in other words and another order prove nothing."""
    assert traced(annotated("a", STORM), annotated("b", INDEPENDENT)) == ()


def test_evidence_holds_every_passage_and_what_was_reworded() -> None:
    """A sentence told in other words is set beside its original; passages overlap nowhere."""
    old = STORM.splitlines()[3]
    new = "The hospital lived on generators of its own until evening, and schools were shut."
    text = STORM.replace(old, new)
    (copy,) = traced(annotated("a", STORM, 1), annotated("b", text, 2))
    passages = [e for e in copy.evidence if e.kind in ("shared passage", "aligned sentences")]
    (reworded,) = [e for e in passages if "in other words" in e.detail]
    assert reworded.copy.quote(text) == new
    assert reworded.original is not None
    assert reworded.original.quote(STORM) == old
    told = [place for e in passages for place in range(e.copy.start, e.copy.end)]
    assert len(told) == len(set(told))
    assert len(told) > 0.95 * len(text)


def test_a_translation_is_found_by_its_sentences() -> None:
    """A German version of an English report is a translated copy."""
    german = annotated("b", GERMAN, 2, language="de")
    (copy,) = traced(annotated("a", STORM, 1), german)
    assert (copy.copy, copy.original, copy.kind) == ("b", "a", "translated")
    aligned = [e for e in copy.evidence if e.kind == "aligned sentences" and e.original]
    assert len(aligned) >= 3


def test_independent_reports_in_two_languages_are_no_translations() -> None:
    """The same facts, names and figures told by another writer in another language are no copy."""
    assert traced(annotated("a", INDEPENDENT, 4), annotated("b", GERMAN, 5, language="de")) == ()


def test_one_sentence_taken_into_an_unrelated_report_is_an_excerpt() -> None:
    """A whole sentence in both is copied, however little else they share."""
    lines = OTHER.split("\n")
    mixed = "\n".join([*lines[:3], STORM.split("\n")[2], *lines[3:]])
    (copy,) = traced(annotated("a", STORM, 4), annotated("b", mixed, 5))
    assert (copy.copy, copy.original, copy.kind) == ("b", "a", "excerpt")
    assert copy.share < 0.3


def test_copies_are_found_where_grouping_failed() -> None:
    """The index finds a copy between articles of different stories."""
    copies = trace((annotated("a", STORM, 1), annotated("b", STORM, 2)), Grouping(()))
    assert steps(copies) == {("b", "a")}


def test_the_order_of_articles_does_not_matter() -> None:
    """Any order of the input gives the same copies."""
    short = "\n".join(STORM.split("\n")[:3])
    articles = [
        annotated("a", STORM),
        annotated("b", short),
        annotated("c", OTHER, credit="Reuters"),
        annotated("d", STORM.replace("Tuesday", "Thursday")),
        annotated("e", GERMAN, language="de"),
    ]
    expected = traced(*articles)
    for seed in range(3):
        Random(seed).shuffle(articles)  # noqa: S311 - an order, not a secret
        assert traced(*articles) == expected


def test_an_unrelated_article_changes_nothing() -> None:
    """The copies stay as they are when a report of something else joins the collection."""
    pair = (annotated("a", STORM, 1), annotated("b", STORM.replace("night", "dark"), 2))
    assert trace((*pair, annotated("z", OTHER, 2)), story(*pair)) == trace(pair, story(*pair))


def test_only_the_body_counts() -> None:
    """What an outlet's template adds to each page is no copy."""
    template = (
        "Follow us everywhere and read our award-winning newsletter each morning at breakfast."
    )
    texts = {"a": f"{STORM}\n{template}", "b": f"{OTHER}\n{template}"}
    articles = [
        annotated(name, text, body=(Span(0, len(text) - len(template) - 1),))
        for name, text in texts.items()
    ]
    assert trace(articles, Grouping(())) == ()


def test_a_credit_names_the_original() -> None:
    """An article that credits the outlet of another is its copy, times or no times."""
    first = annotated("b", STORM, outlet="Velmora Courier")
    second = annotated("a", STORM, credit="Velmora Courier")
    (copy,) = traced(first, second)
    assert (copy.copy, copy.original) == ("a", "b")
    assert copy.direction_probability > 0.9
    assert any(e.kind == "credit" for e in copy.evidence)


def test_a_declared_link_names_the_original() -> None:
    """`isBasedOn` with the address of another article decides the direction."""
    first = annotated("b", STORM, url="https://example.org/storm?x=1")
    link = Link("isBasedOn", "http://www.example.org/storm")
    (copy,) = traced(first, annotated("a", STORM, links=(link,)))
    assert (copy.copy, copy.original) == ("a", "b")


@pytest.mark.parametrize("kind", ["hreflang", "translationOfWork"])
def test_declared_versions_are_compared_and_weighed(kind: LinkKind) -> None:
    """Half a translation that declares its original is one; `hreflang` tells nobody first."""
    page = "https://news.example/en/storm"
    english = annotated("a", STORM, url=page)
    german = "\n".join(GERMAN.split("\n")[:4])
    link = Link(kind, page, "en")
    declared = annotated("b", german, language="de", url="https://news.example/de/1", links=(link,))
    (copy,) = trace([english, declared], Grouping(()))
    assert {copy.copy, copy.original} == {"a", "b"}
    told = [piece for piece in copy.evidence if piece.kind == "declared link"]
    assert [bool(piece.weight) for piece in told] == [kind == "translationOfWork"]
    unrelated = replace(declared, article=replace(declared.article, text=OTHER, language="en"))
    assert trace([english, unrelated], Grouping(())) == ()


def test_a_credited_agency_that_is_absent_is_an_unseen_source() -> None:
    """A report that credits Reuters hangs on it where no Reuters article is there."""
    (copy,) = traced(annotated("a", STORM, credit="Reuters"))
    assert (copy.original, copy.kind, copy.unseen) == ("unseen:Reuters", "cited", "Reuters")


def test_a_credit_in_another_script_is_explained_by_the_parent() -> None:
    """A copy that credits its parent's outlet in its own letters leans on nobody unseen."""
    first = annotated("a", STORM, 4, outlet="Nordpress")
    second = annotated("b", STORM, 5, outlet="Утро", credit="Нордпресс")
    assert [copy.original for copy in traced(first, second)] == ["a"]


def test_two_prints_of_one_absent_agency_hang_on_it() -> None:
    """Near-copies that credit one agency took from it, not from each other."""
    one = STORM.replace("mend the damage", "repair the lines")
    two = STORM.replace("told reporters", "said")
    copies = traced(annotated("a", one, credit="Reuters"), annotated("b", two, credit="Reuters"))
    direct = [copy for copy in copies if copy.direct]
    assert steps(direct) == {("a", "unseen:Reuters"), ("b", "unseen:Reuters")}
    assert all(copy.kind != "cited" for copy in copies)


def test_a_shared_scale_slip_ties_a_copy_to_the_one_that_made_it() -> None:
    """Who prints a trillion with the report that made it of a billion took it from there."""
    right = "The new bridge costs 1.42 billion euros, the chamber said.\n" + STORM
    wrong = right.replace("billion", "trillion").replace("told reporters", "said")
    cost, slip = (
        Figure(21, 39, "1.42 billion euros", value, value, "EUR") for value in (1.42e9, 1.42e12)
    )
    root = replace(annotated("a", right, 1), figures=(cost,))
    other, third = (replace(annotated(name, right, 2), figures=(cost,)) for name in "be")
    first = replace(annotated("c", wrong, 2), figures=(slip,))
    second = replace(annotated("d", wrong.replace("Insurers", "Experts"), 3), figures=(slip,))
    copies = [copy for copy in traced(root, other, third, first, second) if copy.copy == "d"]
    assert copies[0].original == "c"
    assert any(piece.kind == "shared error" for piece in copies[0].evidence)


def test_a_shared_slip_weighs_by_how_rarely_it_is_made_alone() -> None:
    """A transposed name ties two reports more than a doubled letter, and the evidence says why."""
    told = {}
    for slip in ("Brantdner", "Branndtner"):
        wrong = STORM.replace("Brandtner", slip)
        copies = traced(
            annotated("a", STORM, 4),
            annotated("b", STORM, 5),
            annotated("e", STORM, 5),
            annotated("c", wrong, 6),
            annotated("d", wrong.replace("Schools stayed closed", "No school opened"), 7),
        )
        (edge,) = [c for c in copies if (c.copy, c.original) == ("d", "c")]
        (told[slip],) = [piece for piece in edge.evidence if piece.kind == "shared error"]
    assert told["Brantdner"].weight > told["Branndtner"].weight > 0
    assert "seldom make this slip alone" in told["Brantdner"].detail
    assert "a letter doubled or not" in told["Branndtner"].detail


def test_an_attribution_to_an_outlet_is_a_citation_with_its_words() -> None:
    """An agency leaned on is evidence at its span; a mayor leaned on is none."""
    text = INDEPENDENT + "\nThe lines were old, according to Reuters and according to the mayor."
    start = text.index("according to Reuters")
    said = text.index("according to the mayor")
    article = replace(
        annotated("a", text),
        attributions=(
            Attribution(start, start + 20, "according to Reuters", "Reuters", "reuters"),
            Attribution(said, said + 22, "according to the mayor", "the mayor", "mayor"),
        ),
    )
    (copy,) = traced(article)
    assert copy.original == "unseen:Reuters"
    assert copy.evidence[0].copy.quote(text) == "according to Reuters"


def test_a_garbled_name_betrays_the_copy() -> None:
    """The report that writes a name wrongly once and rightly once is not the original."""
    right = STORM + "\nBrandtner will speak on Friday."
    wrong = right.replace("Ilse Brandtner", "Ilse Brandnter")
    (copy,) = traced(annotated("b", right), annotated("a", wrong))
    assert (copy.copy, copy.original) == ("a", "b")
    assert any(e.kind == "error" for e in copy.evidence)


def test_spans_of_evidence_lie_in_their_texts() -> None:
    """Each span quotes words of its own article."""
    articles = [annotated("a", STORM, 1), annotated("b", GERMAN, 2, language="de")]
    text_of = {article.id: article.text for article in articles}
    for copy in traced(*articles):
        for piece in copy.evidence:
            assert 0 <= piece.copy.start <= piece.copy.end <= len(text_of[copy.copy])
            if piece.original:
                assert piece.original.end <= len(text_of[copy.original])


@pytest.mark.parametrize("text", ["", " \n ", "…", "One.", "\x00\u202e"])
def test_a_text_with_next_to_nothing_stops_no_run(text: str) -> None:
    """Empty and near-empty articles are neither copies nor errors."""
    assert traced(annotated("a", text), annotated("b", STORM), annotated("c", text)) == ()


def test_signatures_and_families_can_be_made_and_traced_in_other_processes() -> None:
    """What comes out is the same when everything is pickled on its way there and back."""
    short = "\n".join(STORM.split("\n")[:3])
    articles = [
        annotated("a", STORM, 1, outlet="Velmora Courier"),
        annotated("b", short, 2, credit="Velmora Courier"),
        annotated("c", GERMAN, 2, language="de"),
        annotated("d", OTHER, 2),
    ]

    def spread(
        work: Callable[[Family], list[Copy]], families: Iterable[Family]
    ) -> Iterable[list[Copy]]:
        return [pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(f))))) for f in families]  # noqa: S301 - our own

    signatures = [pickle.loads(pickle.dumps(sign(article))) for article in articles]  # noqa: S301 - our own
    copies = trace(articles, story(*articles), signatures=signatures, spread=spread)
    assert copies == traced(*articles)
    assert steps(copies) >= {("b", "a"), ("c", "a")}


def test_paragraphs_set_apart_are_read_as_if_they_stood_together() -> None:
    """Spans of the body with a line break between them give the signature of one span."""
    first = STORM.index("\n")
    parts = (Span(0, first), Span(first + 1, len(STORM)))
    apart, whole = sign(annotated("a", STORM, body=parts)), sign(annotated("a", STORM))
    assert apart.words.tolist() == whole.words.tolist()
    assert apart.solid.tolist() == whole.solid.tolist()


def test_names_alike_in_two_scripts_are_held_alike() -> None:
    """A name and a figure written in two scripts have the same hashes."""
    latin = sign(annotated("a", "Yesterday Merkel paid 1234"))
    cyrillic = sign(annotated("b", "вчера Меркель заплатила 1234", language="ru"))
    assert set(cyrillic.solid.tolist()) <= set(latin.solid.tolist())
    assert len(cyrillic.solid) == 2


def test_only_what_is_new_is_compared_and_copies_are_those_of_a_tracing_from_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A newcomer, or a report that is another text, is compared; all other pairs are remembered."""
    compared: list[tuple[str, str]] = []
    compare_pairs = family._compare_pairs

    def spied(
        pairs: Iterable[tuple[Prepared, Prepared]], settings: TraceSettings
    ) -> list[tuple[Comparison, float]]:
        held = list(pairs)
        compared.extend((a.report.id, b.report.id) for a, b in held)
        return compare_pairs(held, settings)

    short = "\n".join(STORM.split("\n")[:3])
    one, two = annotated("a", STORM, 1), annotated("b", short, 2)
    three, german = annotated("c", INDEPENDENT, 2), annotated("d", GERMAN, 3, language="de")
    piles = ([one, two, three], [one, two, three, german], [one, annotated("b", OTHER, 2), three])
    wanted = [traced(*pile) for pile in piles]
    monkeypatch.setattr(family, "_compare_pairs", spied)
    memory = Memory(most=10)
    fresh = []
    for pile, copies in zip(piles, wanted, strict=True):
        compared.clear()
        assert trace_again(pile, story(*pile), memory) == copies
        fresh.append(sorted(compared))
    assert fresh == [
        [("a", "b"), ("a", "c"), ("b", "c")],
        [("a", "d"), ("b", "d"), ("c", "d")],
        [("a", "b"), ("b", "c")],
    ]


def test_reports_compared_long_ago_are_forgotten() -> None:
    """No more reports are remembered than were asked for."""
    pile = [annotated(name, STORM, day) for day, name in enumerate("abcd", 1)]
    memory = Memory(most=2)
    trace_again(pile, story(*pile), memory)
    assert [signature.id for signature in memory.signatures(pile)] == ["c", "d"]
