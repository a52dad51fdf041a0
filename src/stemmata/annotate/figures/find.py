"""Finds the quantities of an article: the grammar run over each paragraph of the report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, DecimalException

from stemmata.annotate.figures.counted import Thing, counted_thing, noun_from
from stemmata.annotate.figures.exclude import is_no_quantity
from stemmata.annotate.figures.galleries import counts_pictures
from stemmata.annotate.figures.heights import read_height
from stemmata.annotate.figures.implied import read_implied, read_one_and_half
from stemmata.annotate.figures.lexicon import Lexicon, lexicon_of
from stemmata.annotate.figures.merge import merge_parts
from stemmata.annotate.figures.neighbours import AMONG, RANK, sides_of
from stemmata.annotate.figures.number import Number, read_number
from stemmata.annotate.figures.numerals import is_whole
from stemmata.annotate.figures.openers import Line, open_lines
from stemmata.annotate.figures.passage import Passage, passage_of
from stemmata.annotate.figures.pounds import weigh_pounds
from stemmata.annotate.figures.quantity import Quantity, read_quantity, token_from
from stemmata.annotate.figures.ranks import Rank, is_ordinal, read_rank
from stemmata.annotate.figures.shares_among import read_every, read_share_among
from stemmata.annotate.figures.spacing import carry_back, close_numbers
from stemmata.annotate.figures.style import regroup, written_mark
from stemmata.model import Article, DateMention, Figure, Paragraph, Span, replace
from stemmata.settings import FigureSettings
from stemmata.text import fold

_DEFAULTS = FigureSettings()
_GAP = 40  # characters between a figure and its conversion in brackets
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_FEET = frozenset("345678")  # of grown people, and of children
_AMBIGUOUS = frozenset(".,")  # marks before the last three digits may group them
_LIMIT = Decimal("1e300")


def find_figures(
    article: Article, settings: FigureSettings = _DEFAULTS, *, dates: Sequence[DateMention] = ()
) -> tuple[Figure, ...]:
    """Return the quantities in an article's report, in order.

    Each paragraph is read in its own language; where the article has no body, all of its text.
    None begins in one of `dates`, which come in order.

    Example:
        >>> from stemmata.model import Origin
        >>> text = "Die Brücke kostet 3,4 Milliarden Euro."
        >>> article = Article("a", text, Origin("a"), "de")
        >>> [(f.text, f.low, f.unit) for f in find_figures(article)]
        [('3,4 Milliarden Euro', 3400000000.0, 'EUR')]
    """
    figures: list[Figure] = []
    for start, end, language in _stretches(article):
        lexicon = lexicon_of(language)
        lines = open_lines(article.text, Span(start, end), lexicon, dates)
        kept = _within_bounds(lines, end - start, settings)
        figures.extend(_find(article.text, lexicon, kept, settings))
    return tuple(figures)


def find_figures_in(
    text: str, language: str, start: int = 0, end: int | None = None
) -> tuple[Figure, ...]:
    """Return the quantities in a stretch of text, in order.

    Args:
        text: any text; the spans count into it.
        language: BCP 47 primary tag.
        start: first code point to read.
        end: code point to stop before; the end of the text by default.

    Example:
        >>> [(f.text, f.low, f.high, f.unit) for f in find_figures_in("5 to 7 km away", "en")]
        [('5 to 7 km', 5.0, 7.0, 'km')]
    """
    last = len(text) if end is None else min(end, len(text))
    lexicon = lexicon_of(language)
    lines = open_lines(text, Span(max(0, start), last), lexicon, ())
    kept = _within_bounds(lines, last - start, _DEFAULTS)
    return tuple(_find(text, lexicon, kept, _DEFAULTS))


def _within_bounds(lines: Iterable[Line], size: int, settings: FigureSettings) -> list[Line]:
    """Return the lines with as many openers as reports hold; what goes on so is no report."""
    left = max(settings.most_numbers, size // settings.characters_per_number)
    kept: list[Line] = []
    for line in lines:
        kept.append(
            line if len(line.openers) <= left else line._replace(openers=line.openers[:left])
        )
        left -= len(line.openers)
        if left <= 0:
            break
    return kept


def _stretches(article: Article) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of the report that are in one language, a gap of white space or none."""
    foreign = [one for one in article.paragraphs if one.language != article.language]
    start, end, language = 0, 0, ""
    for span in article.body or (Span(0, len(article.text)),):
        for piece in _pieces(article, span, foreign):
            if piece[2] == language and not article.text[end : piece[0]].strip():
                end = piece[1]
                continue
            if start < end:
                yield start, end, language
            start, end, language = piece
    if start < end:
        yield start, end, language


def _pieces(
    article: Article, span: Span, foreign: Sequence[Paragraph]
) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a span, those in paragraphs of another language on their own."""
    place = span.start
    for paragraph in foreign:
        start, end = max(place, paragraph.start), min(span.end, paragraph.end)
        if start < end:
            yield place, start, article.language
            yield start, end, paragraph.language
            place = end
    yield place, span.end, article.language


def _find(text: str, lexicon: Lexicon, lines: list[Line], settings: FigureSettings) -> list[Figure]:
    if not lines:
        return []
    openers = (line.tokens[index].form for line in lines for index in line.openers)
    mark = lexicon.decimal
    if any(form[-4:-3] in _AMBIGUOUS for form in openers):
        mark = written_mark(text, mark)
    figures: list[Figure] = []
    han = lexicon.style == "han"
    for line in lines:
        closed = close_numbers(text[line.span.start : line.span.end]) if han else None
        if closed is not None:
            figures.extend(_find_in_closed(text, line, closed, lexicon, settings))
            continue
        passage = passage_of(text, line.span, lexicon, mark, line.tokens)
        figures.extend(_find_in_line(passage, line.openers, settings))
    figures = weigh_pounds(text, merge_parts(text, figures, lexicon), lexicon)
    return _tie_conversions(text, figures)


def _find_in_closed(
    text: str,
    line: Line,
    closed: tuple[str, list[int]],
    lexicon: Lexicon,
    settings: FigureSettings,
) -> Iterator[Figure]:
    """Yield the figures of a line read without the spaces inside of its numbers."""
    written, places = closed
    openers = [line.tokens[index].start for index in line.openers]
    for inner in open_lines(written, Span(0, len(written)), lexicon, ()):
        passage = passage_of(written, inner.span, lexicon, lexicon.decimal, inner.tokens)
        for figure in _find_in_line(passage, inner.openers, settings):
            found = carry_back(figure, text, line.span.start, places)
            if found.start > openers[-1]:
                return
            if bisect_left(openers, found.start) < bisect_left(openers, found.end):
                yield found


def _find_in_line(
    passage: Passage, openers: list[int], settings: FigureSettings
) -> Iterator[Figure]:
    if counts_pictures(passage):
        return
    place, held = 0, None
    for index in _outside_addresses(passage, openers):
        if index < place:
            continue
        try:
            figure, place = _read_at(passage, index, settings)
        except DecimalException:  # scales on scales, beyond what can be divided: no quantity
            continue
        if figure is None:
            continue
        if held is not None and figure.start >= held.end:
            yield held
            held = figure
        elif held is None or figure.start <= held.start:  # "1 in 20": the later one holds both
            held = figure
    if held is not None:
        yield held


def _outside_addresses(passage: Passage, openers: list[int]) -> list[int]:
    """Return the openers of a line that stand in no web address."""
    text, start, end = passage.text, passage.start, passage.end
    if text.find("://", start, end) < 0 and text.find("www.", start, end) < 0:
        return openers
    addresses = [match.span() for match in _ADDRESS.finditer(text, start, end)]
    edges = [edge for address in addresses for edge in address]
    starts = [passage.tokens[index].start for index in openers]
    return [
        index
        for index, start in zip(openers, starts, strict=True)
        if not bisect_right(edges, start) % 2
    ]


def _read_at(passage: Passage, index: int, settings: FigureSettings) -> tuple[Figure | None, int]:
    """Return the figure that begins at a token, if any, and the token to read on from."""
    lexicon, (start, _, form) = passage.lexicon, passage.tokens[index]
    worded = not form[-1].isdecimal()
    if not worded and form[0] in _FEET and (len(form) == 1 or not form.isdecimal()):
        height = _read_height(passage, index)
        if height is not None:
            return height
    if (worded or lexicon.digit_asides) and passage.after(lexicon.asides, start) is not None:
        return None, index + 1
    among = lexicon.among
    every = read_every(passage, index) if among and form in among.each_written else None
    if every is not None:
        share, place = every
        return (None if share is None else _figure_of(passage, *share)), place
    named = read_implied(passage, index) if worded else None
    number = read_number(passage, index) if named is None else None
    if number is not None and worded:
        named = read_one_and_half(passage, number)
    if named is not None:
        return _figure_of(passage, named, None), named.next
    return (None, index + 1) if number is None else _read_number_at(passage, number, settings)


def _read_height(passage: Passage, index: int) -> tuple[Figure, int] | None:
    """Return the figure of a height in signs and the token to read on from, or None."""
    start = passage.tokens[index].start
    height = read_height(passage.text, start)
    if height is None or passage.char(start - 1).isalnum() or height.end > passage.end:
        return None
    feet = round(float(height.feet), 9)
    text = passage.text[start : height.end]
    figure = Figure(start, height.end, text, feet, feet, unit="[ft_i]")
    return figure, token_from(passage, height.end, index + 1)


def _read_number_at(
    passage: Passage, number: Number, settings: FigureSettings
) -> tuple[Figure | None, int]:
    """Return the figure of a number, if it is one, and the token to read on from."""
    sides = sides_of(passage, number.first, number.last)
    if (sides.before | sides.after) & RANK:
        rank = read_rank(passage, number)
        if rank is not None:
            return _figure_of_rank(passage, rank), rank.next
        if is_ordinal(passage, number):
            return None, number.last
    share = read_share_among(passage, number) if sides.before & AMONG else None
    if share is not None:
        return _figure_of(passage, *share), share.quantity.next
    quantity = read_quantity(passage, number, sides)
    thing = counted_thing(passage, quantity) if _counts(quantity) else None
    quantity = regroup(passage, quantity, thing)
    if is_no_quantity(passage, quantity, thing, sides, settings):
        return None, max(number.last, quantity.next)
    return _figure_of(passage, quantity, thing), quantity.next


def _counts(quantity: Quantity) -> bool:
    return quantity.unit is None or quantity.unit.kind == "counter"


def _figure_of_rank(passage: Passage, rank: Rank) -> Figure:
    return Figure(
        rank.start,
        rank.end,
        passage.text[rank.start : rank.end],
        float(rank.place),
        float(rank.place),
        unit="rank",
        of=None if rank.of is None else float(rank.of),
    )


def _figure_of(passage: Passage, quantity: Quantity, thing: Thing | None) -> Figure:
    low: Decimal | None = min(quantity.low, quantity.high)
    high: Decimal | None = max(quantity.low, quantity.high)
    bound = "above" if quantity.number.vague and quantity.bound is None else quantity.bound
    if not quantity.ranged:
        low = None if bound == "below" else low
        high = None if bound == "above" else high
    unit, subject, end = _unit_and_subject(passage, quantity, thing)
    return Figure(
        quantity.start,
        end,
        passage.text[quantity.start : end],
        _number(low),
        _number(high),
        unit=unit,
        subject=subject,
        approximate=bound is not None,
        rivals=tuple(float(rival) for rival in quantity.rivals if rival < _LIMIT),
    )


def _number(value: Decimal | None) -> float | None:
    if value is None or abs(value) > _LIMIT:
        return None
    return float(value)


def _unit_and_subject(
    passage: Passage, quantity: Quantity, thing: Thing | None
) -> tuple[str | None, Span | None, int]:
    """Return the unit as it is put out, the words of what is counted, and the figure's end."""
    unit = quantity.unit
    if thing is not None and not passage.lexicon.glued:
        near = passage.skip(quantity.end) == thing.span.start
        end = thing.span.end if near else quantity.end
        return thing.span.quote(passage.text), thing.span, end
    if unit is None:
        age = "year" if _is_age(passage, quantity) else None
        return age, None, quantity.end
    if unit.kind == "counter":
        start = quantity.unit_start
        subject = Span(start, quantity.end) if thing is None else thing.span
        return passage.text[start : quantity.end], subject, quantity.end
    return unit.symbol, _subject_after(passage, quantity), quantity.end


def _subject_after(passage: Passage, quantity: Quantity) -> Span | None:
    """Return the noun in "60 % of the parts", "20 km of road"."""
    if passage.lexicon.glued:
        return None
    index = passage.begins.get(passage.skip(quantity.end))
    if index is None or fold(passage.tokens[index].form) not in passage.lexicon.linkers:
        return None
    for place in range(index + 1, min(index + 3, len(passage.tokens))):
        thing = noun_from(passage, place)
        if thing is not None:
            return thing.span
    return None


def _is_age(passage: Passage, quantity: Quantity) -> bool:
    """Tell whether a bare number in commas or brackets after a name is an age ("Ann Lee, 34,")."""
    if (
        quantity.ranged
        or quantity.bound
        or not 0 < quantity.low <= 115
        or not is_whole(quantity.low)
    ):
        return False
    place = passage.skip_back(quantity.start)
    marks = passage.char(place - 1) + passage.char(quantity.end)
    if marks not in (",,", "()", "（）", "، ،", ",."):
        return False
    if passage.lexicon.glued:
        return marks in ("（）", "()")
    index = passage.ends.get(passage.skip_back(place - 1))
    return index is not None and passage.tokens[index].form[0].isupper()


def _tie_conversions(text: str, figures: list[Figure]) -> list[Figure]:
    """Return the figures, those in brackets after one of another unit tied to it."""
    tied: list[Figure] = []
    for figure in figures:
        if tied and _converts(text, tied[-1], figure):
            tied.append(replace(figure, converts=tied[-1].start))
        else:
            tied.append(figure)
    return tied


def _converts(text: str, before: Figure, figure: Figure) -> bool:
    gap = text[before.end : figure.start]
    if (
        len(gap) > _GAP
        or "\n" in gap
        or not ("(" in gap or "（" in gap)
        or ")" in gap
        or "）" in gap
    ):
        return False
    if before.unit == figure.unit or not before.unit or not figure.unit:
        return False
    return _is_money(before.unit) == _is_money(figure.unit) and _is_symbol(figure.unit)


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _is_symbol(unit: str) -> bool:
    return _is_money(unit) or not unit.isalpha() or len(unit) <= 3
