"""The last pass: storylines that are over are collated and traced, in whatever process.

A work says all that is needed, as bytes, and comes back as columns. What is found in a storyline
that fails is one problem; the others of the work go on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stemmata.affair import describe_affairs
from stemmata.collate import collate_all
from stemmata.model import (
    JSON,
    Affair,
    AnnotatedArticle,
    Copy,
    Grouping,
    Point,
    Problem,
    Story,
)
from stemmata.publish import (
    affair_line,
    annotation_line,
    article_line,
    copy_line,
    group_line,
    point_line,
    problem_line,
)
from stemmata.publish.dataset import pack_lines
from stemmata.stream.values import Finished, Keyed, Work, unpack
from stemmata.trace import source_counter, support, trace

UNDATED = "undated"  # the month of storylines whose articles tell no day
_Lines = dict[tuple[str, str], list[dict[str, JSON]]]


@dataclass(frozen=True, slots=True)
class _Found:
    articles: Sequence[AnnotatedArticle]
    grouping: Grouping
    points: Sequence[Point] = ()
    copies: Sequence[Copy] = ()
    affairs: Sequence[Affair] = ()
    problems: Sequence[Problem] = ()


def finish(work: Work) -> Finished:
    """Return what a work comes to, as packed lines and counts."""
    if not work.articles:
        return Finished(work.part, {}, {}, work.ends)
    own = [unpack(each, Keyed).article for each in work.articles]
    near = [unpack(each, Keyed).article for each in work.near]
    try:
        made = _pack([_find(own, near, work.grouping, work)])
    except Exception:  # noqa: BLE001 # one of them is bad: which, it says by itself
        made = _pack([_attempt(own, near, each, work) for each in _storylines(work.grouping)])
    return Finished(work.part, *made, work.ends)


def _attempt(
    own: Sequence[AnnotatedArticle],
    near: Sequence[AnnotatedArticle],
    grouping: Grouping,
    work: Work,
) -> _Found:
    """Return what is found in one storyline, or as much of it as can be written."""
    members = {name for story in grouping.stories for name in story.articles}
    held = [article for article in own if article.id in members]
    try:
        found = _find(held, near, grouping, work)
        _pack([found])
    except Exception as error:  # noqa: BLE001 # the others go on
        problems = (_problem(grouping, error),)
        found = _Found(held, grouping, problems=problems)
        try:
            _pack([found])
        except Exception:  # noqa: BLE001 # its articles cannot even be written
            return _Found((), Grouping(()), problems=problems)
    return found


def _pack(all_found: Sequence[_Found]) -> tuple[dict[tuple[str, str], bytes], dict[str, int]]:
    lines: _Lines = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for found in all_found:
        _write(found, lines)
        _count(found, counts)
    return {key: pack_lines(key[0], some) for key, some in sorted(lines.items())}, dict(counts)


def _storylines(whole: Grouping) -> Iterator[Grouping]:
    lines: dict[str, list[Story]] = defaultdict(list)
    for story in whole.stories:
        lines[story.storyline].append(story)
    for stories in lines.values():
        members = {name for story in stories for name in story.articles}
        pairs = tuple(pair for pair in whole.pairs if pair.a in members and pair.b in members)
        yield Grouping(tuple(stories), pairs)


def _problem(grouping: Grouping, error: Exception) -> Problem:
    what = f"{type(error).__name__}: {error}"
    where = grouping.stories[0].storyline
    return Problem(where, "collate", what, "please report it, with the storyline")


def _find(
    own: Sequence[AnnotatedArticle],
    near: Sequence[AnnotatedArticle],
    grouping: Grouping,
    work: Work,
) -> _Found:
    known = [*own, *near]
    copies = trace(known, grouping, outlets=work.outlets)
    by_id = {article.id: article for article in own}
    told = [(story, [by_id[name] for name in story.articles]) for story in grouping.stories]
    collated = [point for points in collate_all(told) for point in points]
    points = support(collated, copies, known)
    counter = source_counter(copies, known)
    as_of = date.fromordinal(work.as_of) if work.as_of else None
    affairs = describe_affairs(own, grouping, points, counter, as_of=as_of)
    mine = [copy for copy in copies if copy.copy in by_id]
    return _Found(own, grouping, points, mine, affairs)


def _write(found: _Found, lines: _Lines) -> None:
    """Put what was found where it belongs: a storyline whole in the month of its first report."""
    months = _months(found)
    story_of = {name: story for story in found.grouping.stories for name in story.articles}
    for annotated in found.articles:
        story = story_of[annotated.id]
        month = months[story.storyline]
        lines["articles", month].append(article_line(annotated.article))
        lines["annotations", month].append(annotation_line(annotated))
        lines["groups", month].append(group_line(annotated.id, story))
    line_of = {story.id: story.storyline for story in found.grouping.stories}
    for point in found.points:
        lines["points", months[line_of[point.story]]].append(point_line(point))
    for copy in found.copies:
        lines["copies", months[story_of[copy.copy].storyline]].append(copy_line(copy))
    for affair in found.affairs:
        lines["affairs", months[affair.storyline]].append(affair_line(affair))
    if found.problems:
        lines["problems", ""] += map(problem_line, found.problems)


def _months(found: _Found) -> Mapping[str, str]:
    """Return the month of the first report of each storyline."""
    published = {article.id: article.published for article in found.articles}
    first: dict[str, str] = {}
    for story in found.grouping.stories:
        days = [each.earliest for name in story.articles if (each := published[name])]
        month = min(days).strftime("%Y-%m") if days else UNDATED
        first[story.storyline] = min(first.get(story.storyline, month), month)
    return first


def _count(found: _Found, counts: dict[str, int]) -> None:
    counts["articles"] += len(found.articles)
    counts["stories"] += len(found.grouping.stories)
    counts["storylines"] += len({story.storyline for story in found.grouping.stories})
    counts["copies"] += len(found.copies)
    counts["problems"] += len(found.problems)
    for point in found.points:
        counts[point.verdict] += 1
