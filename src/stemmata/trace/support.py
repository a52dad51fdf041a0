"""How many independent sources a reading rests on, after copies are folded together.

Each article is followed through what it took to the roots of its stemma: articles that took from
nobody, and unseen sources. The number is the least number of roots that explain every article of
the reading, so a copy never counts beside its original, two articles from one unseen source are
one, and an article put together from two others adds none to them.

The upper bound takes uncertain copies and mere citations as absent. The lower bound also folds
claims that are attributed to one and the same named source, and reports of one publisher family:
three reporters who all have it from the mayor are three reports and, at the least, one source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from stemmata.model import UNSEEN, AnnotatedArticle, Claim, Copy, Point, Reading, replace
from stemmata.settings import TraceSettings
from stemmata.trace.publishers import publisher_families

_DEFAULT = TraceSettings()
_SAID_BY = "said by:"
_PUBLISHED_BY = "published by:"

Parents = Mapping[str, Sequence[Copy]]
Roots = Mapping[str, frozenset[str]]
Lines = tuple[tuple[int, int], ...]


def support(
    points: Sequence[Point],
    copies: Sequence[Copy],
    articles: Sequence[AnnotatedArticle],
    settings: TraceSettings = _DEFAULT,
) -> tuple[Point, ...]:
    """Return the points with the independent sources behind each reading.

    Args:
        points: the points of all stories.
        copies: what `trace` found.
        articles: the articles of the run, for where a citation stands in the text.
        settings: from which probability a copy is certain.
    """
    return tuple(count_sources(points, source_counter(copies, articles, settings)))


def count_sources(
    points: Iterable[Point], counter: Callable[[Reading], Reading]
) -> Iterator[Point]:
    """Yield points as they come, with the independent sources behind each reading.

    Args:
        points: of any stories.
        counter: what `source_counter` returned.
    """
    for point in points:
        yield replace(point, readings=tuple(map(counter, point.readings)))


def source_counter(
    copies: Sequence[Copy],
    articles: Sequence[AnnotatedArticle],
    settings: TraceSettings = _DEFAULT,
) -> Callable[[Reading], Reading]:
    """Return what fills in the independent sources, bounds and origins of any reading.

    It holds no more than it needs, so that it can go to another process.

    Example:
        >>> fill = source_counter([Copy("b", "a", "verbatim", 1.0, 1.0)], [])
        >>> reading = Reading("12", (Claim("a", 0, 2, "12", "12"), Claim("b", 0, 2, "12", "12")))
        >>> fill(reading).independent_sources
        1
    """
    text_of = {annotated.id: annotated for annotated in articles}
    parents: dict[str, list[Copy]] = {}
    lines: dict[tuple[str, str], Lines] = {}
    for copy in sorted(copies, key=lambda c: (c.copy, -c.probability, c.original)):
        if not copy.direct:  # leads by way of others to the same roots, or to none for certain
            continue
        if copy.kind == "cited" and copy.copy in text_of:
            lines[copy.copy, copy.original] = _cited_lines(copy, text_of[copy.copy])
        parents.setdefault(copy.copy, []).append(replace(copy, evidence=()))
    return _Counter(parents, lines, publisher_families(articles), settings).fill


def _cited_lines(step: Copy, annotated: AnnotatedArticle) -> Lines:
    """Return the lines of an article that a citation stands in, none where it is for all of it."""
    spans = [piece.copy for piece in step.evidence if piece.copy.end]
    if annotated.article.credit_span in spans:
        return ()
    text = annotated.text
    ends = [text.find("\n", span.start) for span in spans]
    return tuple(
        (text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))
        for span, end in zip(spans, ends, strict=True)
    )


class _Counter:
    """Counts sources against one set of copies."""

    def __init__(
        self,
        parents: Parents,
        lines: Mapping[tuple[str, str], Lines],
        families: Mapping[str, str],
        settings: TraceSettings,
    ) -> None:
        self._parents = parents
        self._lines = lines
        self._families = families
        self._settings = settings
        self._known: dict[tuple[str, bool], frozenset[str]] = {}

    def fill(self, reading: Reading) -> Reading:
        """Return a reading with its independent sources, bounds and origins."""
        if not reading.claims:
            return reading
        by_article: dict[str, list[Claim]] = defaultdict(list)
        for claim in reading.claims:
            by_article[claim.article].append(claim)
        roots = {name: self._roots(name, own, certain=False) for name, own in by_article.items()}
        likely = least_cover(roots)
        least = most = 1
        if len(by_article) > 1:
            most = len(
                least_cover({name: self._roots(name, (), certain=True) for name in by_article})
            )
            least = len(least_cover(_with_sources(roots, reading.claims, self._families)))
        return replace(
            reading,
            independent_sources=len(likely),
            support_bounds=(min(least, len(likely)), max(most, len(likely))),
            origins=tuple(likely),
        )

    def _roots(self, article: str, claims: Sequence[Claim], *, certain: bool) -> frozenset[str]:
        """Return the roots of an article that makes claims; only certain text copies, if asked."""
        steps = self._parents.get(article, ())
        if not steps:
            return frozenset((article,))
        if certain or all(step.kind != "cited" for step in steps):  # the claims make no difference
            key = article, certain
            if key not in self._known:
                self._known[key] = self._climb(article, (), certain=certain)
            return self._known[key]
        return self._climb(article, claims, certain=certain)

    def _climb(self, article: str, claims: Sequence[Claim], *, certain: bool) -> frozenset[str]:
        roots: set[str] = set()
        seen: set[str] = set()
        ahead = [article]
        while ahead:
            name = ahead.pop()
            if name in seen:
                continue
            seen.add(name)
            steps = [
                step.original
                for step in self._parents.get(name, ())
                if self._holds(step, claims if name == article else (), certain=certain)
            ]
            ahead += steps
            if not steps:
                roots.add(name)
        return frozenset(roots or {min(seen)})

    def _holds(self, step: Copy, claims: Sequence[Claim], *, certain: bool) -> bool:
        if certain:
            return step.kind != "cited" and step.probability >= self._settings.certain_copy
        if step.kind != "cited":
            return True
        return _covers_all(self._lines.get((step.copy, step.original)), claims)


def _with_sources(roots: Roots, claims: Sequence[Claim], families: Mapping[str, str]) -> Roots:
    """Return the roots of each article, who published them and whom it names as its source."""
    said: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.source:
            said[claim.article].add(_SAID_BY + claim.source)
    for article, found in roots.items():
        said[article].update(_PUBLISHED_BY + families[root] for root in found if root in families)
    return {article: found | said[article] for article, found in roots.items()}


def _covers_all(lines: Lines | None, claims: Sequence[Claim]) -> bool:
    """Tell whether a citation is for the whole report or stands beside each of the claims."""
    if lines is None or not claims:
        return False
    return not lines or all(
        any(start <= claim.end and claim.start <= end for start, end in lines) for claim in claims
    )


def least_cover(roots: Roots) -> list[str]:
    """Return few roots so that each article has at least one of them; exact where roots are single.

    Greedy, the classical approximation of the least hitting set (Johnson 1974).

    Example:
        >>> least_cover({"a": frozenset("A"), "b": frozenset("B"), "c": frozenset("AB")})
        ['A', 'B']
    """
    left = {article: found for article, found in roots.items() if found}
    if len(left) == 1:
        return [min(*left.values(), key=lambda name: (_rank(name), name))]
    if left and max(map(len, left.values())) == 1:
        return sorted(set().union(*left.values()))
    chosen: list[str] = []
    singles = sorted({name for found in left.values() if len(found) == 1 for name in found})
    for name in singles:
        chosen.append(name)
        left = {article: found for article, found in left.items() if name not in found}
    while left:
        counts: dict[str, int] = defaultdict(int)
        for found in left.values():
            for name in found:
                counts[name] += 1
        best = min(counts, key=lambda name: (-counts[name], _rank(name), name))
        chosen.append(best)
        left = {article: found for article, found in left.items() if best not in found}
    return sorted(chosen)


def _rank(name: str) -> int:
    """Prefer to name an article, then an unseen source, then a person quoted or a publisher."""
    return 2 if name.startswith((_SAID_BY, _PUBLISHED_BY)) else int(name.startswith(UNSEEN))
