"""Articles to mentions: names, figures, dates, quotes, attributions, each at a span."""

from stemmata.annotate.mentions import annotate
from stemmata.annotate.names import resolve_names

__all__ = ["annotate", "resolve_names"]
