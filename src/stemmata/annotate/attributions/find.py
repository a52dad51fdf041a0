"""An article to its attributions: source phrases, report verbs of outlets and papers, credits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from stemmata.annotate.attributions.credits import find_credits, is_agency, known_agencies
from stemmata.annotate.quotes.hits import Hit
from stemmata.annotate.quotes.passage import Passage
from stemmata.annotate.quotes.phrases import Names, mention_of, read_named
from stemmata.annotate.quotes.sources import find_sources
from stemmata.annotate.quotes.speakers import find_speaker
from stemmata.model import Article, Attribution, Mention, Name
from stemmata.settings import AttributionSettings, QuoteSettings

_LONGEST_NAME = 42  # characters of an outlet's name with its quotation marks
_DEFAULT = AttributionSettings()
_SPEAKERS = QuoteSettings()


def find_attributions(
    article: Article, names: Sequence[Name], settings: AttributionSettings = _DEFAULT
) -> tuple[Attribution, ...]:
    """Return whom an article leans on, ordered by start; each span is the whole phrase.

    A chain ("Dawn, citing Reuters") gives one attribution for each link.

    Args:
        article: the article, cleaned.
        names: its names; without any, capitals and lists of agencies and documents stand in.
        settings: bounds.

    Example:
        >>> from stemmata.model import Origin
        >>> text = "The bridge will close, according to the Harbour Office. (Reuters)"
        >>> [a.source for a in find_attributions(Article("a", text, Origin("a"), "en"), ())]
        ['Harbour Office', 'Reuters']
    """
    found = list(find_credits(article, settings))
    for passage, index in read_named(article, names):
        found += _from_phrases(passage, index)
        found += _from_report_verbs(passage, index)
    return _distinct(found)


def _from_phrases(passage: Passage, names: Names) -> Iterator[Attribution]:
    for phrase in find_sources(passage, names):
        source = mention_of(passage, phrase.source_first, phrase.source_last)
        start = passage.starts[phrase.first]
        end = passage.ends[phrase.last - 1]
        yield Attribution(start, end, passage.text[start:end], source.text)


def _from_report_verbs(passage: Passage, names: Names) -> Iterator[Attribution]:
    """Yield "Reuters reported", "wie die dpa berichtet": only outlets, bodies and papers count."""
    for hit in passage.by_kind.get("report", ()):
        if passage.stretch[hit.first] >= 0:
            continue
        trails = _trails(passage, hit)
        speaker = find_speaker(passage, names, hit, follows_quote=trails, settings=_SPEAKERS)
        if speaker is not None and _is_source(passage, names, speaker):
            start = min(speaker.start, passage.starts[hit.first])
            end = max(speaker.end, passage.ends[hit.last - 1])
            source = _with_quoted_name(passage, speaker)
            end = max(end, speaker.start + len(source))
            yield Attribution(start, end, passage.text[start:end], source)


def _with_quoted_name(passage: Passage, speaker: Mention) -> str:
    """Return a source with its name in quotation marks: "the paper “Nordkurier”"."""
    place = bisect_left(passage.stretches, (speaker.end,))
    if place < len(passage.stretches):
        stretch = passage.stretches[place]
        near = stretch.opens - speaker.end <= 1 and stretch.closes - stretch.opens <= _LONGEST_NAME
        return passage.text[speaker.start : stretch.closes] if near else speaker.text
    return speaker.text


def _trails(passage: Passage, hit: Hit) -> bool:
    return passage.gap(hit.first).strip().startswith((",", "“", "”", '"', "»"))


def _is_source(passage: Passage, names: Names, speaker: Mention) -> bool:
    agencies = known_agencies(passage.cues.code)
    if is_agency(speaker.text, agencies):
        return True
    first, last = passage.first_word(speaker.start), passage.first_word(speaker.end)
    for place in range(first, last):
        name = names.at(place)
        if name is not None and name.kind == "organisation":
            return True
        if is_agency(passage.written[place], agencies) or passage.is_a(place, "document"):
            return True
    return False


def _distinct(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Leave out what lies within another attribution to the same source."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda a: (a.start, -a.end, a.source)):
        if not any(one.start < k.end and one.source == k.source for k in kept[-4:]):
            kept.append(one)
    return tuple(kept)
