"""Comparisons of reports, remembered from one tracing to the next.

Two reports have in common what they have, whatever else is in a collection. So where reports come
one by one, only the pairs of a newcomer have to be compared; the others hold until one of the two
is another text.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence

from stemmata.model import AnnotatedArticle
from stemmata.plugins import Encoder
from stemmata.settings import TraceSettings
from stemmata.trace.comparison import Comparison, Prepared
from stemmata.trace.reports import Report
from stemmata.trace.signatures import Signature

Judged = tuple[Comparison, float]  # with the log-odds that one took from the other


class Memory:
    """Reports that were compared, and which pairs of them one took from the other.

    Args:
        most: how many reports are remembered; the others are forgotten by `trim`.
    """

    def __init__(self, most: int = 0) -> None:
        self._most = most
        self._settings = TraceSettings()
        self._prepared: OrderedDict[str, Prepared] = OrderedDict()
        self._judged: dict[tuple[str, str], Judged | None] = {}
        self._compared: dict[str, set[str]] = defaultdict(set)

    def signatures(self, articles: Iterable[AnnotatedArticle]) -> list[Signature]:
        """Return the signatures of those articles that are remembered."""
        return [
            self._prepared[annotated.id].report.signature
            for annotated in articles
            if self._holds(annotated)
        ]

    def prepare(
        self,
        articles: Sequence[AnnotatedArticle],
        signatures: Sequence[Signature],
        settings: TraceSettings,
    ) -> list[Prepared]:
        """Return articles ready to be compared, as they are remembered where nothing is new."""
        if settings != self._settings:
            self.forget()
            self._settings = settings
        encoder = Encoder(settings.encoder) if settings.encoder.name else None
        found: list[Prepared] = []
        for annotated, signature in zip(articles, signatures, strict=True):
            if not self._holds(annotated):
                self._drop(annotated.id)
                report = Report(annotated, signature, settings)
                self._prepared[annotated.id] = Prepared(report, encoder)
            self._prepared.move_to_end(annotated.id)
            found.append(self._prepared[annotated.id])
        return found

    def known(self, a: Prepared, b: Prepared) -> bool:
        """Tell whether two reports have been compared."""
        return (a.report.id, b.report.id) in self._judged

    def judged(self, a: Prepared, b: Prepared) -> Judged | None:
        """Return what was found of two reports, if one took from the other."""
        return self._judged.get((a.report.id, b.report.id))

    def judge(self, pairs: Iterable[tuple[Prepared, Prepared]], found: Iterable[Judged]) -> None:
        """Remember that pairs have been compared, and which of them one took from the other."""
        kept = {(each[0].a.id, each[0].b.id): each for each in found}
        for a, b in pairs:
            one, other = a.report.id, b.report.id
            self._judged[one, other] = kept.get((one, other))
            self._compared[one].add(other)
            self._compared[other].add(one)

    def trim(self) -> None:
        """Forget the reports that were compared longest ago, beyond as many as are remembered."""
        while len(self._prepared) > self._most:
            self._drop(next(iter(self._prepared)))

    def forget(self) -> None:
        """Remember nothing."""
        self._prepared.clear()
        self._judged.clear()
        self._compared.clear()

    def _holds(self, annotated: AnnotatedArticle) -> bool:
        known = self._prepared.get(annotated.id)
        return known is not None and known.report.annotated == annotated

    def _drop(self, name: str) -> None:
        self._prepared.pop(name, None)
        for other in self._compared.pop(name, ()):
            self._compared[other].discard(name)
            self._judged.pop((name, other), None)
            self._judged.pop((other, name), None)
