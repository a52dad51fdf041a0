"""The rows of the quotes: one thing said, in all the wordings that reports give of it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from stemmata.publish.pages.quotes import QuoteRow, Wording
from stemmata.publish.parts import badge, isolated, verdict
from stemmata.publish.visible import written


def quote_rows(rows: Iterable[QuoteRow]) -> Markup:
    """Return quotes, wording beside wording."""
    return Markup("".join(map(_row, rows)))  # noqa: S704 - every word is escaped below


def _row(row: QuoteRow) -> str:
    worded = _alike if row.verdict == "agreed" else _signed
    notes = "".join([f'<p class="note">⚠ {isolated(note)}</p>' for note in row.notes])
    return (
        f'<div class="quote-row">\n<h3>{isolated(row.question)} {verdict(row.verdict)}</h3>\n'
        f'<div class="wordings">\n{"".join(map(worded, row.wordings))}</div>\n{notes}</div>\n'
    )


def _signed(each: Wording) -> str:
    return _wording(each, f"{badge(each.sign)} ")


def _alike(each: Wording) -> str:
    return _wording(each, "")


def _wording(each: Wording, sign: str) -> str:
    card = each.card
    language = f' lang="{card.tag}"' if card.tag else ""
    speaker = f" · {isolated(each.speaker, card.tag)}" if each.speaker else ""
    cue = f" <i>{isolated(each.cue, card.tag)}</i>" if each.cue else ""
    indirect = " · indirect" if each.kind == "indirect" else ""
    return (
        f'<figure>\n<blockquote dir="auto"{language}><a class="words" href="{each.href}">'
        f"{written(each.text)}</a></blockquote>\n"
        f"<figcaption>{sign}{card.siglum} {isolated(card.outlet)} "
        f'<span class="code">{card.tag}</span>{speaker}{cue}{indirect}</figcaption>\n</figure>\n'
    )
