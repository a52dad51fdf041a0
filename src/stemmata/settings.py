"""One small frozen settings class a stage: what decides, and how it was calibrated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Bounds on what is read, so that a hostile or broken source cannot exhaust the machine."""

    largest_source_bytes: int = 2_000_000_000
    largest_article_characters: int = 2_000_000
    largest_expansion: int = 200  # decompressed bytes for each compressed byte, beyond 64 MB
    request_seconds: float = 20.0
