"""Quotes: a stored set for each language, marks, speakers, and laws that any text keeps."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.annotate.quotes import find_quotes, resolve_speakers
from stemmata.annotate.quotes.marks import find_stretches
from stemmata.model import AnnotatedArticle, Article, Name, Origin, Paragraph, Quote, Span

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
LANGUAGES = [path.stem for path in CASES]
MARKED = st.text(
    alphabet=st.sampled_from("“”„«»\"'‘’「」『』—–- \n.,:!said Müller他说که"), max_size=200
)


def article(text: str, language: str = "en") -> Article:
    return Article("a", text, Origin("a.txt"), language)


def quotes(text: str, language: str = "en") -> tuple[Quote, ...]:
    return find_quotes(article(text, language), ())


def stretches(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_stretches(text)]


@pytest.mark.parametrize("path", CASES, ids=LANGUAGES)
def test_stored_cases(path: Path) -> None:
    """Each stored sentence gives the kind, words, speaker and cue written beside it."""
    cases = tomllib.loads(path.read_text("utf-8"))["case"]
    assert len(cases) >= 8
    for case in cases:
        found = [
            [q.kind, q.text, q.speaker.text if q.speaker else "", q.cue.text if q.cue else ""]
            for q in quotes(case["text"], path.stem)
        ]
        assert found == case["quotes"], case["text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Eins zwei“ und »drei vier« und «fünf sechs»", ["Eins zwei", "drei vier", "fünf sechs"]),
        ('„Falsch geschlossen" und „richtig“', ["Falsch geschlossen", "richtig"]),
        ("“An outer ‘inner’ quote” ends", ["An outer ‘inner’ quote"]),
        ("''Typed marks'' and ``these too''", ["Typed marks", "these too"]),
        ("It's the boys' 5'11 fence", []),
        ("「外の『内』です」と", ["外の『内』です"]),
        ("“slip of the keyboard“ he said", ["slip of the keyboard"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    """Marks open and close by what is open already; apostrophes do not count."""
    assert stretches(text) == expected


def test_unclosed_quote_ends_with_its_paragraph() -> None:
    """A quote that is never closed does not swallow the next paragraph."""
    assert stretches("“It was late.\nThe next day came.") == ["It was late."]


def test_quote_over_paragraphs_keeps_its_speaker() -> None:
    """A quote that opens anew in each paragraph has the speaker of its first part."""
    first, second = quotes("Anna Holt said: “We waited long.\n“Nobody came to help us.”")
    assert first.speaker is not None
    assert second.speaker == first.speaker


def test_scare_quotes_and_titles_are_no_quotes() -> None:
    """A term, a ship's name and a lone word in marks are nobody's speech."""
    assert quotes("The so-called “dead zone” and the ship “Northern Star” are old.") == ()


def test_quoted_part_of_a_reported_clause() -> None:
    """A quoted part inside a reported clause is a quote of its own, by the same speaker."""
    found = quotes("Anna Holt said the plan was “a danger to everyone” in the valley.")
    assert {q.kind for q in found} == {"direct", "indirect"}
    assert {q.speaker.text for q in found if q.speaker} == {"Anna Holt"}


def test_reported_mood_goes_on() -> None:
    """A German sentence in Konjunktiv after a reported one goes on with its speaker."""
    found = quotes("Der Minister sagte, der Damm halte. Das sei seit Jahren bekannt.", "de")
    assert [q.text for q in found] == ["der Damm halte", "Das sei seit Jahren bekannt"]
    assert found[0].speaker == found[1].speaker


def test_boilerplate_and_other_languages_are_left_out() -> None:
    """Only the report is read, each paragraph with the cues of its own language."""
    german = "„Die Brücke ist für alle Menschen sicher“, sagte Anna Holt am Dienstag in der Stadt."
    text = f"“We are open,” said Karl.\n{german}\n“Follow us,” said the team."
    second, third = text.index("„"), text.index("“Follow")
    whole = Article(
        "a",
        text,
        Origin("a.txt"),
        "en",
        paragraphs=(
            Paragraph(0, second - 1, "en", "report"),
            Paragraph(second, third - 1, "de", "report"),
            Paragraph(third, len(text), "en", "boilerplate"),
        ),
        body=(Span(0, third - 1),),
    )
    assert [q.cue.text for q in find_quotes(whole, ()) if q.cue] == ["said", "sagte"]


def test_speakers_are_resolved() -> None:
    """A pronoun and a short form take the key of the person named before them."""
    text = "Mayor Anna Holt spoke. “We are safe here,” Holt said. “Come and see,” she added."
    place, short = text.index("Anna"), text.index("Holt said")
    names = (
        Name(place, place + 9, "Anna Holt", "person", key="n1"),
        Name(short, short + 4, "Holt", "person", key="n1"),
    )
    plain = article(text)
    annotated = AnnotatedArticle(plain, names=names, quotes=find_quotes(plain, names))
    resolved = resolve_speakers(annotated)
    assert [q.speaker.key for q in resolved.quotes if q.speaker] == ["n1", "n1"]
    assert [q.text for q in resolved.quotes] == [q.text for q in annotated.quotes]


@pytest.mark.parametrize(
    ("text", "language", "people", "expected"),
    [
        (
            "Le maire, Paul Roux, est venu. « Tout va bien », a dit le président de X, Luc Petit.",
            "fr",
            ("Paul Roux", "Luc Petit"),
            "Luc Petit",
        ),
        (
            "“We are ready,” said Anna Holt. Karl Weiss rejected the plan. “It is late,” he said.",
            "en",
            ("Anna Holt", "Karl Weiss"),
            "Karl Weiss",
        ),
        (
            "“We are ready,” said Anna Holt. She accused Karl Weiss. “It is late,” she said.",
            "en",
            ("Anna Holt", "Karl Weiss"),
            "Anna Holt",
        ),
        (
            "Ana Ruiz visitó el puerto. «El muelle no se cerrará», dijo a los periodistas.",
            "es",
            ("Ana Ruiz",),
            "Ana Ruiz",
        ),
    ],
)
def test_who_is_meant(text: str, language: str, people: tuple[str, ...], expected: str) -> None:
    """A role takes the person beside it; "he", or no subject, whom the last sentence is about."""
    names = tuple(
        Name(text.index(one), text.index(one) + len(one), one, "person", key=one) for one in people
    )
    plain = article(text, language)
    annotated = AnnotatedArticle(plain, names=names, quotes=find_quotes(plain, names))
    last = [quote for quote in resolve_speakers(annotated).quotes if quote.kind == "direct"][-1]
    assert last.speaker is not None
    assert last.speaker.key == expected
    assert text[last.speaker.start : last.speaker.end] == last.speaker.text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300) | MARKED, st.sampled_from(LANGUAGES))
def test_any_text(text: str, language: str) -> None:
    """Any text gives quotes in order that quote it to the letter, with speaker and cue."""
    found = quotes(text, language)
    assert [q.start for q in found] == sorted(q.start for q in found)
    for quote in found:
        assert text[quote.start : quote.end] == quote.text
        assert quote.start < quote.end
        for mention in (quote.speaker, quote.cue):
            assert mention is None or text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "unit",
    ['"', "“", "„a“ ", "«", "' ", "“a said b” said c. ", "a said, ", 'he said "a" , ', '" , '],
)
def test_linear_time(unit: str) -> None:
    """Eight times the marks take time in proportion, not in proportion to their square."""

    def least_time(count: int) -> float:
        times = []
        for number in range(3):  # other texts, so that nothing is remembered; the quietest counts
            began = time.process_time()
            quotes(unit * (count + number))
            times.append(time.process_time() - began)
        return min(times)

    assert least_time(2_000) < 24 * max(least_time(250), 0.01)
