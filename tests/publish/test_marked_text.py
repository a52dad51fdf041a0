"""Marked text: every mark is there, nothing of the text is changed, markup stays text."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import AnnotatedArticle, Article, Name, Origin, Paragraph, Span
from stemmata.publish.addresses import span_anchor
from stemmata.publish.marked_text import marked_paragraphs
from stemmata.publish.visible import visible


class Reader(HTMLParser):
    """Reads markup as a browser does: the text, the words of each span, the anchors."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.words: dict[str, str] = {}
        self.anchors: list[str] = []
        self.open: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a span."""
        given = dict(attrs)
        self.tags.add(tag)
        self.open.append(given["data-at"] or "")
        if anchor := given.get("id"):
            self.anchors.append(anchor)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - every tag is a span
        """Close the innermost span."""
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Give the text to every open span."""
        self.text += data
        for at in self.open:
            self.words[at] = self.words.get(at, "") + data


def read(annotated: AnnotatedArticle, statements: list[Span]) -> Reader:
    """The marked text of an article as a browser reads it."""
    reader = Reader()
    for paragraph in marked_paragraphs(annotated, statements):
        reader.feed(str(paragraph.markup))
    reader.close()
    return reader


TEXTS = st.text(st.sampled_from("ab <>&\"'\nس中\u202e\x00"), min_size=1, max_size=60)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12))
def test_any_spans_quote_their_words(text: str, places: list[tuple[int, int]]) -> None:
    """However spans overlap, each is marked over exactly its words and anchored once."""
    spans = [Span(start, min(start + size, len(text))) for start, size in places]
    spans = [span for span in spans if span.start < span.end]
    annotated = AnnotatedArticle(Article("a", text, Origin("s"), "en"))
    reader = read(annotated, spans)
    assert reader.text == visible(text)
    assert reader.tags <= {"span"}
    for span in spans:
        assert reader.words[f"{span.start}-{span.end}"] == visible(span.quote(text))
        assert reader.anchors.count(span_anchor("a", span.start, span.end)) == 1


def test_a_span_over_two_paragraphs_is_marked_in_both() -> None:
    """Evidence may run over a paragraph's end; its second part is marked without an anchor."""
    text = "one two\nthree four"
    paragraphs = (Paragraph(0, 7, "en", "report"), Paragraph(8, 18, "en", "report"))
    article = Article("a", text, Origin("s"), "en", paragraphs=paragraphs, body=(Span(0, 18),))
    reader = read(AnnotatedArticle(article), [Span(4, 13)])
    assert reader.words["4-13"] == "twothree"
    assert reader.anchors == [span_anchor("a", 4, 13)]


def test_what_is_not_report_is_told_apart() -> None:
    """A dateline before the body is marked as a prefix."""
    text = "SELM (Nordwire) - Rain fell."
    article = Article(
        "a", text, Origin("s"), "en",
        paragraphs=(Paragraph(0, 28, "en", "report"),), body=(Span(18, 28),),
    )  # fmt: skip
    assert (
        'class="prefix" data-at="0-18"'
        in marked_paragraphs(AnnotatedArticle(article), ())[0].markup
    )


def test_a_note_cannot_leave_its_attribute() -> None:
    """Quotation marks in a canonical name stay inside the attribute."""
    name = Name(0, 4, "Rain", "other", "k", 'x" onmouseover="alert(1)')
    annotated = AnnotatedArticle(Article("a", "Rain", Origin("s"), "en"), names=(name,))
    markup = marked_paragraphs(annotated, ())[0].markup
    assert 'onmouseover="' not in markup
