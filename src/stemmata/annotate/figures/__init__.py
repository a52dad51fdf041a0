"""Quantities in running text: money, measures, shares, durations, ranks, counted things."""

from stemmata.annotate.figures.find import find_figures, find_figures_in

__all__ = ["find_figures", "find_figures_in"]
