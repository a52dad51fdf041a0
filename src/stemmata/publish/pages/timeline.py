"""The timeline of a story: when its reports appeared, and the days they speak of."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from stemmata.model import DateMention, Frozen
from stemmata.publish.material import StoryMaterial
from stemmata.publish.pages.card import Card, Words, words_in_context
from stemmata.publish.wording import period
from stemmata.settings import PublishSettings

_SHOWN_WORDS = 3


class Entry(Frozen, frozen=True):
    """A day or span of days: the reports that appeared then, and the words that name it."""

    when: str
    deadline: bool
    published: tuple[Card, ...]
    mentions: tuple[Words, ...]
    more: tuple[Words, ...]


class Timeline(Frozen, frozen=True):
    """The entries in order of time; `left_out` dates stand only in the files."""

    entries: tuple[Entry, ...]
    left_out: int


_Key = tuple[date | None, date | None, bool]


def timeline(material: StoryMaterial, settings: PublishSettings) -> Timeline:
    """Return the dated events of a story in order of time, with who says each."""
    by_id = material.cards
    said: defaultdict[_Key, dict[tuple[str, str], Words]] = defaultdict(dict)
    published: defaultdict[_Key, list[Card]] = defaultdict(list)
    for article in material.articles:
        if article.published:
            appeared = article.published
            published[appeared.earliest, appeared.latest, False].append(by_id[article.id])
        for mention in article.dates:
            if _is_dated(mention):
                key = _key(mention)
                words = words_in_context(article, by_id[article.id], (mention.start, mention.end))
                said[key].setdefault((article.id, mention.text), words)
    chosen = _chosen(said, published, settings.most_dates)
    entries = tuple(
        Entry(
            period(key[0], key[1]),
            key[2],
            tuple(published.get(key, ())),
            tuple(said.get(key, {}).values())[:_SHOWN_WORDS],
            tuple(said.get(key, {}).values())[_SHOWN_WORDS:],
        )
        for key in sorted(chosen, key=_when)
    )
    return Timeline(entries, len(said.keys() | published.keys()) - len(chosen))


def _key(mention: DateMention) -> _Key:
    """Return where a mention stands; of a deadline only the last day counts."""
    if mention.role == "deadline" and mention.latest:
        return (None, mention.latest, True)
    return (mention.earliest, mention.latest, mention.role == "deadline")


def _is_dated(mention: DateMention) -> bool:
    dated = mention.earliest is not None or mention.latest is not None
    return dated and mention.type in ("DATE", "TIME") and mention.role != "publication"


def _chosen(
    said: dict[_Key, dict[tuple[str, str], Words]], published: dict[_Key, list[Card]], most: int
) -> list[_Key]:
    def reports(key: _Key) -> int:
        named = {words.card.number for words in said.get(key, {}).values()}
        return len(named) + len(published.get(key, ()))

    return sorted(said.keys() | published.keys(), key=lambda key: -reports(key))[:most]


def _when(key: _Key) -> tuple[date, date, bool]:
    earliest, latest, deadline = key
    first = earliest or latest or date.max
    return (first, latest or date.max, deadline)
