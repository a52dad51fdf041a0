"""What is read and watched, and how it is cleaned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Bounds on what is read, so that a hostile or broken source cannot exhaust the machine."""

    largest_source_bytes: int = 2_000_000_000
    largest_article_characters: int = 2_000_000
    largest_expansion: int = 200  # decompressed bytes for each compressed byte, beyond 64 MB
    # Of Parquet: what is taken apart at once, whatever its file says of itself.
    largest_footer_bytes: int = 16_000_000
    largest_page_bytes: int = 256_000_000
    most_values: int = 20_000_000  # of a column in a row group
    most_columns: int = 2000
    request_seconds: float = 20.0
    largest_download_bytes: int = 200_000_000
    largest_raw_bytes: int = 0  # of a page, file or message that is handed on beside its report


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """How often feeds and pages are asked, in seconds; chosen for manners, not for any score."""

    shortest_interval: float = 300.0
    longest_interval: float = 6 * 3600.0
    host_pause: float = 2.0  # between two requests to one host
    longest_pause: float = 120.0  # that a robots.txt can ask for
    robots_seconds: float = 24 * 3600.0  # RFC 9309 asks not to keep rules longer
    revisits: tuple[float, ...] = (
        3600.0,
        6 * 3600.0,
        24 * 3600.0,
        72 * 3600.0,
    )  # silent corrections
    dead_after: int = 5  # failures in a row
    silent_least: float = 24 * 3600.0
    silent_gaps: float = 8.0  # times the usual gap
    workers: int = 16
    most_entries: int = 2000  # of one feed at one look
    most_pages: int = 2000  # of one feed remembered for another look
    most_waiting: int = 50_000  # pages waiting to be fetched; more are left to the next look
    batch_seconds: float = 2.0  # what comes in within it is handed on together
    largest_download_bytes: int = 20_000_000
    largest_raw_bytes: int = 2_000_000  # as of an archive


@dataclass(frozen=True, slots=True)
class CleanSettings:
    """When a line is boilerplate and a language is sure; lengths count a Han letter as three.

    Read off random samples of marked lines and declared languages: `benchmarks/cleaning.py`.
    """

    language_floor: float = 0.35  # below, a text of several possible languages is `und`
    short_text_floor: float = 0.6  # the same where the text is shorter than a telling line
    declared_language_floor: float = 0.25  # a declared language as likely as this is believed
    shortest_telling_line: int = 40  # a shorter line takes the language of its article
    foreign_line_floor: float = 0.9  # how sure another language of a line has to be
    largest_foreign_share: float = 0.4  # a larger part in another language is no stray line
    longest_cue_line: int = 300  # a line beyond it is prose, whatever it begins with
    longest_headline: int = 220
    longest_teaser: int = 130
    shortest_teaser_run: int = 3  # two short last lines may be a list or a signature
    smallest_report_share: float = 0.5  # with less left, verdicts on shape alone are taken back
