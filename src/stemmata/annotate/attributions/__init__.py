"""Whom an article leans on: agencies, outlets, documents, authorities, people."""

from stemmata.annotate.attributions.find import find_attributions

__all__ = ["find_attributions"]
