"""What is found in one report: names, figures, dates, quotes, attributions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameSettings:
    """How cautious the name taggers are, and when two names are taken for one thing.

    Cautions were chosen by the span F1 that `python benchmarks/names.py` prints for development
    parts; the thresholds of resolving by the names that meet in the demo (`pytest -s
    tests/demo/test_output.py -k names`) and by eye on what they join in a stream of 1,454 articles.
    """

    cased_caution: float = -0.25  # added to "no name" for each word; higher finds fewer names
    caseless_caution: float = 0.8
    han_caution: float = -0.6
    sounds_alike: float = 1.05  # cost in nats a letter up to which names meet over scripts
    clearly_nearer: float = 0.15  # by how much the best must beat the next
    company_counts: float = 0.12  # nats that each other name shared by their articles makes up for
    company_most: float = 5.0  # shared names beyond these add nothing
    brand_company: float = 1.5  # names shared by a Han company and the Latin brand that begins it
    core_company: float = 1.5  # shared names at which "Almira Bridge" is "Ponte Almira"
    means_alike: float = 0.65  # cosine of concepts from which names of everyday words are one
    means_like: float = 0.45  # the same in close company
    close_company: float = 3.0  # shared names that make it close
    garbled_least: int = 3  # articles that write the name a garbled form may stand for
    garbled_most: int = 1  # articles that write the garbled form
    garbled_share: float = 0.25  # or this share of those that write the other, where more
    garbled_probability: float = 0.5  # below this nothing is said


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """Bounds on what is read as a quantity.

    A bare number of four digits between the two years is a date; the bounds are those of the years
    that news of the last century and of the next plans write about.

    A stretch of text gives figures up to `most_numbers` places where a number may begin, or one
    for each `characters_per_number` if that is more: of all reports known the densest have one
    for each 28, and no text takes long (tests/annotate/figures/test_laws.py).
    """

    earliest_year: int = 1900
    latest_year: int = 2100
    most_numbers: int = 2_000
    characters_per_number: int = 24


@dataclass(frozen=True, slots=True)
class DateSettings:
    """How open dates are closed and the publication date is told; see `benchmarks/dates.py`."""

    future_penalty: float = 3.0  # a day ahead counts so many days back, unless the words look ahead
    against_direction: float = 50.0  # the same for a day on the wrong side of "next" or "by"
    comparison_characters: int = 400  # "a year earlier" so close to a quarter is that quarter's
    earliest_declared: int = 1900  # a declared year before this is a default value, not a date
    days_ahead: int = 2  # a declared date may be so far past the clock (time zones, slow clocks)
    # How long after the latest day, or the latest month or year, that it tells an article is
    # mostly written: `benchmarks/dates.py published` prints how often that holds.
    reach_days: int = 30
    reach_days_of_periods: int = 400
    earliest_evidence: int = 1990  # a year before this is history, and bounds nothing
    latest_evidence: int = 2200  # as the readers have it: later years stand for "never"
    # Months, years and days without a year say when a text was written only where it opens:
    # further down, half of them are of the story's past (the same command).
    opening_characters: int = 300
    opening_share: float = 0.25


@dataclass(frozen=True, slots=True)
class QuoteSettings:
    """What makes quoted words speech and a phrase their speaker.

    The `quote_` weights are those of a logistic regression over German and English news, fitted by
    `benchmarks/quotes.py --fit`, rounded, then moved one at a time with the `speaker_` weights as
    long as `benchmarks/quotes.py --names` improved. Speech is what scores 0 or more.
    """

    quote_bias: float = -1.6
    quote_length: float = 1.4
    quote_verb_after: float = 1.5
    quote_colon_before: float = 1.4
    quote_verb_before: float = 1.2
    quote_alone: float = 1.5
    quote_terminal: float = 0.3
    quote_after_article: float = 0.1
    quote_title_case: float = -1.8
    quote_one_word: float = -0.6
    quote_continues: float = 0.5
    quote_title_marks: float = -1.0
    quote_reports: float = 0.9
    quote_lower: float = 1.9
    quote_after_capital: float = -1.3
    quote_ends_clause: float = 0.4
    quote_named: float = -2.0
    quote_scare: float = -3.0
    quote_labelled: float = 0.4
    quote_heralded: float = 2.1
    quote_source: float = -2.0
    quote_after_quote: float = 0.5
    quote_reach_after: int = 9  # words from the closing mark to the verb
    speaker_from: float = 0.4
    speaker_reach: int = 8  # words to the right of a verb
    speaker_name: float = 3.0
    speaker_role: float = 2.6
    speaker_pronoun: float = 2.6
    speaker_noun: float = 2.0  # capitals after an article
    speaker_capitals: float = 1.8
    speaker_initial: float = 1.2
    speaker_described: float = 1.6
    speaker_bare: float = 1.0
    speaker_governed: float = 1.6
    speaker_marked: float = 1.0
    speaker_unmarked: float = 1.5  # no subject mark, in a language that has them
    speaker_side: float = 1.0
    speaker_adjacent: float = 0.8  # right before the verb
    speaker_distance_cost: float = 0.15  # a word, to the right of the verb
    speaker_lead_cost: float = 0.1  # a word, from the start of the clause
    sourced_words: int = 2  # of a statement with a source phrase
    reported_words: int = 3  # a shorter clause is no statement
    reported_share: float = 0.4  # of a reported clause that must stand outside quotation marks


@dataclass(frozen=True, slots=True)
class AttributionSettings:
    """What counts as leaning on somebody, beside the cues that language files list."""

    longest_credit: int = 60  # characters within brackets or after "Source:"
