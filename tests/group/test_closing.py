"""A stream forgets what is beyond reach, and loses nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.group.test_grouping import DAM, THEATRE, pile

from stemmata.group import Fingerprint, Grouper

OLD, NEW = date(2026, 3, 1), date(2026, 6, 1)
BETWEEN = date(2026, 4, 15)


def dated(days: dict[str, date]) -> list[Fingerprint]:
    """Return the reports of the pile that have a day, with it."""
    return [
        replace(each, published=(days[each.id].toordinal(),) * 2)
        for each in pile()
        if each.id in days
    ]


def test_a_story_that_is_over_is_closed() -> None:
    """The reports of an old story are returned once with their id, and are held no longer."""
    grouper = Grouper()
    grouper.add(dated(dict.fromkeys(DAM, OLD) | dict.fromkeys(THEATRE, NEW)))
    before = {story.id: story.articles for story in grouper.grouping().stories}
    (closed,) = grouper.close(BETWEEN).stories
    assert closed.articles == tuple(sorted(DAM))
    assert before.pop(closed.id) == closed.articles
    assert {story.id: story.articles for story in grouper.grouping().stories} == before
    assert grouper.close(BETWEEN).stories == ()


def test_a_story_that_goes_on_stays_whole() -> None:
    """One new report keeps the old ones of its story; another one joins them later."""
    days = dict.fromkeys(DAM, OLD) | {"dam-de": OLD.replace(day=20), "dam-ru": BETWEEN}
    later = days.pop("dam-ru")
    grouper = Grouper()
    grouper.add(dated(days | dict.fromkeys(THEATRE, OLD)))
    (closed,) = grouper.close(OLD.replace(day=10)).stories
    assert closed.articles == tuple(sorted(THEATRE))
    grouper.add(dated({"dam-ru": later}))
    (story,) = grouper.grouping().stories
    assert story.articles == tuple(sorted(DAM))


def test_reports_without_a_day_are_kept() -> None:
    """What may be of any day is never beyond reach."""
    grouper = Grouper()
    grouper.add(pile())
    assert grouper.close(date.max).stories == ()
    assert len(grouper.collection.prints) == len(pile())


def test_everything_can_be_closed() -> None:
    """An emptied grouper takes the same reports again as if it were new."""
    prints = dated(dict.fromkeys(DAM, OLD))
    grouper = Grouper()
    grouper.add(prints)
    first = grouper.grouping()
    grouper.close(NEW)
    assert grouper.grouping().stories == ()
    grouper.add(prints)
    assert grouper.grouping() == first


class Scripted(Grouper):
    """A grouper that is told anew in each step which of the articles belong together."""

    def __init__(self, steps: Iterable[Sequence[int]]) -> None:
        super().__init__()
        self._steps = iter(steps)

    def _connected(self, row: int) -> list[int]:  # noqa: ARG002 - all are taken to be connected
        return list(range(len(self._odds)))

    def _link(self, part: Sequence[int]) -> list[list[int]]:
        told = next(self._steps)
        return [
            [row for row in part if told[row] == label] for label in sorted(set(told[: len(part)]))
        ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=8, max_size=8), min_size=8, max_size=8))
def test_every_article_is_in_one_story(steps: list[list[int]]) -> None:
    """However stories grow, merge and split, no article is lost and no two share an id."""
    template, ids = pile()[0], [f"a{number}" for number in range(8)]
    grouper = Scripted(steps)
    for id_ in ids:
        grouper.add([replace(template, id=id_)])
        stories = grouper.grouping().stories
        assert sorted(article for story in stories for article in story.articles) == [
            each for each in ids if each <= id_
        ]
        assert len({story.id for story in stories}) == len(stories)
