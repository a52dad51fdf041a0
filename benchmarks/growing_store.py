"""An archive of any size made of a real one: other words, names and days, the same shape.

Each round of copies takes other letters for all but the commonest words, one for one, so that every
span still quotes its text; names, passages and rare words differ from round to round, and days move
on. So an archive of 100,000 articles is written in minutes, and grouping, search and name
lookups meet as many different things as they would in a real one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

import msgspec
import numpy as np
from resampling import other_concepts, other_letters, other_words

from stemmata.archive.meaning import telling_concepts
from stemmata.archive.naming import name_marks
from stemmata.group import Fingerprint, read_print, write_print
from stemmata.lexicon import load_background
from stemmata.model import (
    UNSEEN,
    AnnotatedArticle,
    Copy,
    Point,
    Record,
    Story,
    replace,
)
from stemmata.settings import SearchSettings
from stemmata.store import Kept, Store, StoredPrint, Where
from stemmata.trace import passage_marks, sign

DAYS_A_ROUND = 6
_COMMON = 400  # words that stay as they are
_WORD = re.compile(r"[^\W\d_]+")
Mention = TypeVar("Mention", bound=msgspec.Struct)


class Round:
    """One round of copies: what is written otherwise, and when.

    Args:
        number: from 1.
        common: words that stay.
    """

    def __init__(self, number: int, common: frozenset[str]) -> None:
        self._number = number
        self._common = common
        self._shift = timedelta(days=DAYS_A_ROUND * number)
        self._letters = other_letters(number)
        self._words: dict[str, str] = {}

    def id(self, name: str) -> str:
        """Return the id of a copy."""
        return name if name.startswith(UNSEEN) else f"{name}+{self._number}"

    def key(self, key: str) -> str:
        """Return the key of a name."""
        return f"{key}-{self._number}" if key and not key[6:].isupper() else key

    def text(self, text: str) -> str:
        """Return other words of the same lengths."""
        return _WORD.sub(self._word, text)

    def article(self, annotated: AnnotatedArticle) -> AnnotatedArticle:
        """Return the copy of an article."""
        about = annotated.article
        text = self.text(about.text)

        def quoted(mention: Mention) -> Mention:
            return replace(mention, text=text[mention.start : mention.end])  # type: ignore[attr-defined] # mentions have spans

        def keyed(mention: Any) -> Any:
            return mention and replace(quoted(mention), key=self.key(mention.key))

        return replace(
            annotated,
            article=replace(
                about,
                id=self.id(about.id),
                text=text,
                title=self.text(about.title),
                url=f"{about.url}?round={self._number}" if about.url else None,
            ),
            published=annotated.published
            and replace(
                annotated.published,
                earliest=self.day(annotated.published.earliest),
                latest=self.day(annotated.published.latest),
            ),
            names=tuple(
                replace(
                    quoted(name),
                    key=self.key(name.key),
                    canonical=self.text(name.canonical),
                    suspected=self.key(name.suspected),
                )
                for name in annotated.names
            ),
            figures=tuple(map(quoted, annotated.figures)),
            dates=tuple(map(quoted, annotated.dates)),
            quotes=tuple(
                replace(quoted(q), speaker=keyed(q.speaker), cue=q.cue and quoted(q.cue))
                for q in annotated.quotes
            ),
            attributions=tuple(map(keyed, annotated.attributions)),
            ties=(),
        )

    def day(self, day: date) -> date:
        """Return the day of a copy."""
        return min(day + self._shift, date(9000, 1, 1))

    def print_(self, print_: Fingerprint, article: AnnotatedArticle) -> Fingerprint:
        """Return the fingerprint of a copy."""
        made: dict[str, Any] = {
            field: other_words(getattr(print_, field), self._number)
            for field in ("stems", "opening", "sounds")
        }
        moved = _moved_concepts(self._number)
        for ids, weights in (("concepts", "weights"), ("lead", "lead_weights")):
            made[ids], made[weights] = other_concepts(
                getattr(print_, ids), getattr(print_, weights), moved
            )
        published = print_.published
        days = self._shift.days
        return type(print_)(
            **{
                **{name: getattr(print_, name) for name in print_.__dataclass_fields__},
                **made,
                "id": article.id,
                "names": {self.key(key): weight for key, weight in print_.names.items()},
                "canonical": {self.key(k): self.text(t) for k, t in print_.canonical.items()},
                "days": {day + days: weight for day, weight in print_.days.items()},
                "forms": {},
                "published": published and (published[0] + days, published[1] + days),
            }
        )

    def passages(self, passages: Iterable[int]) -> list[int]:
        """Return the passages of a copy."""
        return [passage ^ (self._number << 32) for passage in passages]

    def point(self, point: Point, texts: dict[str, str]) -> Point:
        """Return a point of a copied story."""
        return replace(
            point,
            id=self.id(point.id),
            story=self.id(point.story),
            question=self.text(point.question),
            silent=tuple(map(self.id, point.silent)),
            readings=tuple(
                replace(
                    reading,
                    claims=tuple(
                        replace(
                            claim,
                            article=self.id(claim.article),
                            text=texts[self.id(claim.article)][claim.start : claim.end],
                            source=self.key(claim.source),
                        )
                        for claim in reading.claims
                    ),
                    origins=tuple(map(self.id, reading.origins)),
                )
                for reading in point.readings
            ),
        )

    def copy(self, copy: Copy) -> Copy:
        """Return a copy edge among copied articles."""
        return replace(copy, copy=self.id(copy.copy), original=self.id(copy.original))

    def _word(self, found: re.Match[str]) -> str:
        word = found.group()
        made = self._words.get(word)
        if made is None:
            stays = word.lower() in self._common
            made = self._words[word] = word if stays else word.translate(self._letters)
        return made


class Pattern:
    """A small archive, read whole, to be copied again and again.

    Args:
        store: the small archive.
    """

    def __init__(self, store: Store) -> None:
        self._prints: list[StoredPrint] = list(store.fingerprints())
        ids = [each.id for each in self._prints]
        self._articles = store.articles(ids)
        self._records = [store.record(name, 1) for name in ids]
        self._passages = _passages(self._articles)
        held = [store.story(each.id) for each in store.stories(Where(), 10**6)]
        self._stories: list[Story] = [kept.story for kept in held if kept]
        self._points = store.points(story.id for story in self._stories)
        self._copies = store.copies(ids)
        words = Counter(word for a in self._articles for word in _WORD.findall(a.text.lower()))
        self._common = frozenset(word for word, _ in words.most_common(_COMMON))

    def __len__(self) -> int:
        return len(self._articles)

    def write(self, store: Store, number: int) -> None:
        """Write a round of copies in one transaction."""
        made = Round(number, self._common)
        with store.writing() as write:
            articles = [made.article(article) for article in self._articles]
            for kept in self._kept(made, articles):
                write.put_article(kept)
            write.put_stories(
                [
                    Story(made.id(s.id), made.id(s.storyline), tuple(map(made.id, s.articles)))
                    for s in self._stories
                ],
                {},
            )
            near = {
                made.id(each.id): [(made.id(other), odds) for other, odds in each.near]
                for each in self._prints
            }
            write.put_near(near)
            copies = [made.copy(copy) for copy in self._copies]
            write.put_copies(dict.fromkeys(copy.copy for copy in copies), copies)
            texts = {article.id: article.text for article in articles}
            points: dict[str, list[Point]] = {}
            for point in self._points:
                points.setdefault(made.id(point.story), []).append(made.point(point, texts))
            for story in self._stories:
                write.put_points(made.id(story.id), points.get(made.id(story.id), ()))
                write.note("story founded", made.id(story.id))
                write.touch([made.id(story.id)])
            write.put_state("grouping", "scored", {"at": 10**9})

    def _kept(self, made: Round, articles: Sequence[AnnotatedArticle]) -> Iterator[Kept]:
        for place, article in enumerate(articles):
            record = self._records[place]
            print_ = made.print_(read_print(self._prints[place].fingerprint), article)
            yield Kept(
                record=Record(
                    article.id, article.article.origin, text=article.text, url=article.article.url
                )
                if record is None
                else replace(record, id=article.id, url=article.article.url),
                annotated=article,
                digest=f"{place}+{article.id}",
                extractor="copied",
                fingerprint=write_print(print_),
                passages=made.passages(self._passages[place]),
                marks=name_marks(article),
                concepts=telling_concepts(print_, SearchSettings().concepts_kept),
            )


def _passages(articles: Iterable[AnnotatedArticle]) -> list[tuple[int, ...]]:
    return [passage_marks(sign(article)) for article in articles]


@cache
def _by_rarity() -> Any:
    return np.argsort(load_background().rarity, kind="stable")


@cache
def _moved_concepts(number: int) -> Any:
    """Return for each concept another one that is about as rare."""
    order = _by_rarity()
    moved = np.empty_like(order)
    block = 64
    for first in range(0, len(order), block):
        some = order[first : first + block]
        moved[some] = np.roll(some, number * 7 + first // block % 13)
    return moved
