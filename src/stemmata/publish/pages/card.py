"""How a report is named on a page: its number, outlet, language, day and headline."""

from __future__ import annotations

from markupsafe import Markup

from stemmata.model import AnnotatedArticle, Frozen, Publication
from stemmata.publish.addresses import article_anchor, language_tag, safe_link, span_anchor
from stemmata.publish.visible import clip, written
from stemmata.publish.wording import language_words, outlet_words, period


class Card(Frozen, frozen=True):
    """A report as every part of a page names it; `tag` is its language for `lang`.

    `siglum` is its number as a link to it, `place` the end of a link to words in it: a page
    repeats both for each statement.
    """

    number: int
    anchor: str
    outlet: str
    tag: str
    language: str
    headline: str
    published: str
    published_why: str
    link: str | None
    origin: str
    credit: str
    byline: str
    siglum: Markup
    place: str


def card(annotated: AnnotatedArticle, number: int) -> Card:
    """Return how a report is named on a page."""
    article = annotated.article
    published = annotated.published
    outlet, language = outlet_words(article), language_words(article.language)
    anchor = article_anchor(article.id)
    return Card(
        number=number,
        anchor=anchor,
        outlet=outlet,
        tag=language_tag(article.language),
        language=language,
        headline=clip(article.headline, 200) or "(without a headline)",
        published=period(published.earliest, published.latest) if published else "no date",
        published_why=_basis_words(published) if published else "",
        link=safe_link(article.url),
        origin=str(article.origin),
        credit=article.credit or "",
        byline=article.byline or "",
        siglum=Markup(  # noqa: S704 - escaped; an anchor is a digest
            f'<a class="siglum" href="#{anchor}" title="{written(f"{outlet}, {language}")}">'
            f'<span class="hidden">report </span>{number}</a>'
        ),
        place=f'title="{written(outlet)}"><span class="hidden">in report </span>{number}</a>',
    )


def _basis_words(published: Publication) -> str:
    """Return why a report is held to be of its day; what is inferred says that it is."""
    return f"inferred: {published.why}" if published.basis == "inferred" else published.why


class Words(Frozen, frozen=True):
    """Words of a report with the link to where they stand in it."""

    card: Card
    href: str
    text: str
    before: str = ""
    after: str = ""


def words_at(annotated: AnnotatedArticle, card: Card, span: tuple[int, int], longest: int) -> Words:
    """Return the words at a span, clipped for display, with the link to them."""
    start, end = span
    return Words(
        card,
        f"#{span_anchor(annotated.id, start, end)}",
        clip(annotated.text[start:end], longest),
    )


def words_in_context(annotated: AnnotatedArticle, card: Card, span: tuple[int, int]) -> Words:
    """Return the words at a span with some of what stands before and after on the same line."""
    start, end = span
    text = annotated.text
    before = text[max(0, start - 70) : start].rsplit("\n", 1)[-1]
    after = text[end : end + 70].split("\n", 1)[0]
    return Words(
        card,
        f"#{span_anchor(annotated.id, start, end)}",
        clip(text[start:end], 90),
        _tail(before, cut=len(before) == 70),
        _head(after, cut=len(after) == 70),
    )


def _tail(text: str, *, cut: bool) -> str:
    if not cut:
        return text.lstrip()
    return "…" + (text.split(" ", 1)[1] if " " in text[:30] else text[-24:])


def _head(text: str, *, cut: bool) -> str:
    if not cut:
        return text.rstrip()
    return (text.rsplit(" ", 1)[0] if " " in text[-30:] else text[:24]) + "…"
