"""The page of a pair: a copy beside its original, each passage of one marked in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemmata.model import AnnotatedArticle, Copy, Evidence, Frozen
from stemmata.publish.addresses import story_file
from stemmata.publish.marked_text import Mark, MarkedParagraph, write_marks
from stemmata.publish.material import StoryMaterial
from stemmata.publish.pages.card import Card, card
from stemmata.publish.pages.copying import how_taken
from stemmata.publish.stemma_layout import is_undecided
from stemmata.publish.visible import written
from stemmata.publish.wording import count, percent
from stemmata.settings import PublishSettings

PASSAGES = ("shared passage", "aligned sentences")
_SLIPS = ("shared error", "error")
_STYLES = 6


class Told(Frozen, frozen=True):
    """A report that is to stand beside another, with the address of its place and what it is."""

    annotated: AnnotatedArticle
    card: Card
    address: str
    place: str


class Side(Frozen, frozen=True):
    """One of the two reports; `address` leads to it on its story's page, `role` says what it is."""

    card: Card
    role: str
    address: str
    place: str
    paragraphs: tuple[MarkedParagraph, ...]


class Clue(Frozen, frozen=True):
    """A reason that is no passage: a time, a credit, a slip."""

    kind: str
    detail: str
    against: bool


class PairPage(Frozen, frozen=True):
    """The page of a copy and its original."""

    original: Side
    copy: Side
    how: str
    facts: tuple[str, ...]
    undecided: bool
    clues: tuple[Clue, ...]
    story: str


def pair_pages(
    material: StoryMaterial, settings: PublishSettings
) -> Iterator[tuple[str, PairPage]]:
    """Yield the file and the page of each pair of a story."""
    articles = {article.id: article for article in material.articles}
    story = story_file(material.story.id)
    for copy in material.pairs:
        parent = articles.get(copy.original)
        original = _within(parent, material) if parent else _outside(copy.original, material)
        child = _within(articles[copy.copy], material)
        yield material.pair_page(copy), pair_page(copy, original, child, story, settings)


def pair_page(
    copy: Copy, original: Told, child: Told, story: str, settings: PublishSettings
) -> PairPage:
    """Return the page of a copy beside its original.

    Args:
        copy: with the evidence that is marked in both.
        original: where the copy took from.
        child: the copy itself.
        story: the file of its story's page.
        settings: from when on a direction is decided.
    """
    undecided = is_undecided(copy, settings)
    passages = [piece for piece in copy.evidence if piece.kind in PASSAGES and piece.original]
    passages.sort(key=lambda piece: piece.copy)
    roles = ("one of the two", "the other") if undecided else ("taken from", "took")
    return PairPage(
        original=_side(original, roles[0], list(_original_marks(copy, passages))),
        copy=_side(child, roles[1], list(_copy_marks(copy, passages))),
        how=how_taken(copy),
        facts=(*_facts(copy, undecided=undecided), _marked(len(passages))),
        undecided=undecided,
        clues=tuple(_clues(copy)),
        story=story,
    )


def _within(annotated: AnnotatedArticle, material: StoryMaterial) -> Told:
    named = material.cards[annotated.id]
    address = f"../stories/{story_file(material.story.id)}#{named.anchor}"
    return Told(annotated, named, address, f"report {named.number}")


def _outside(original: str, material: StoryMaterial) -> Told:
    outsider = material.elsewhere[original]
    named = card(outsider.annotated, 0)
    address = f"../stories/{story_file(outsider.story)}#{named.anchor}"
    return Told(outsider.annotated, named, address, "in another story")


def _side(told: Told, role: str, marks: list[Mark]) -> Side:
    paragraphs = write_marks(told.annotated.article, sorted(marks))
    return Side(told.card, role, told.address, told.place, paragraphs)


def _facts(copy: Copy, *, undecided: bool) -> Iterator[str]:
    if copy.share:
        yield f"{percent(copy.share)} of the report was taken"
    yield f"taken, not written independently: {percent(copy.probability)}"
    if undecided:
        yield "which of the two was first is undecided"
    else:
        yield f"in this direction: {percent(copy.direction_probability)}"


def _marked(passages: int) -> str:
    return f"{count(passages, 'passage')} marked in both"


def _clues(copy: Copy) -> Iterator[Clue]:
    for piece in copy.evidence:
        if piece.kind not in PASSAGES:
            yield Clue(piece.kind.replace("_", " "), piece.detail, piece.weight < 0)


def _copy_marks(copy: Copy, passages: Iterable[Evidence]) -> Iterator[Mark]:
    for number, piece in enumerate(passages, 1):
        yield piece.copy.start, -piece.copy.end, number, _tag("c", "o", number, piece.detail)
    for piece in copy.evidence:
        if piece.kind in _SLIPS:
            yield piece.copy.start, -piece.copy.end, 0, _slip(piece)


def _original_marks(copy: Copy, passages: Iterable[Evidence]) -> Iterator[Mark]:
    for number, piece in enumerate(passages, 1):
        if piece.original:
            span = piece.original
            yield span.start, -span.end, number, _tag("o", "c", number, piece.detail)
    for piece in copy.evidence:
        if piece.kind in _SLIPS and piece.original:
            yield piece.original.start, -piece.original.end, 0, _slip(piece)


def _tag(here: str, there: str, number: int, detail: str) -> str:
    # With a direction of its own the link has no say in the direction of the paragraph.
    return (
        f'<span id="{here}-{number}" class="aligned s{(number - 1) % _STYLES}" data-n="{number}">'
        f'<a class="siglum" dir="ltr" href="#{there}-{number}" title="{written(detail)}">'
        f'<span class="hidden">passage </span>{number}</a>'
    )


def _slip(piece: Evidence) -> str:
    return f'<span class="m name suspect" title="{written(piece.detail)}">'
