"""Articles to mentions: names, figures, dates, quotes, attributions, each at a span."""

from stemmata.annotate.mentions import annotate
from stemmata.annotate.names import Gathered, gather
from stemmata.annotate.resolution import resolve

__all__ = ["Gathered", "annotate", "gather", "resolve"]
