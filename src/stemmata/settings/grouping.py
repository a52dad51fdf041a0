"""Which reports are of one event: concepts and scores."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConceptSettings:
    """How much a report says of a concept; docs/method-lexicon.md gives what other values gave.

    Chosen by pair AP, Pearson and AUC of concept vectors alone on the development corpora; around
    both values the outcome is flat. `background.bin` is learned with them.
    """

    half_heard: float = 200.0  # words after which a word counts half: what matters comes first
    loudness: float = 5.0  # of one mention in log(1 + loudness * mentions): more soon adds little


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """What is compared and when it is joined; `python benchmarks/grouping.py` prints the effect.

    Thresholds are log-odds of the model that `python benchmarks/train_grouping.py` learns; it
    moves them so that 0 is the mean that joins best over the development corpora.
    """

    lead_words: int = 60  # headline and first words, where a report says what happened
    opening_words: int = 30  # rare words of headline and first sentence
    forms_kept: int = 16  # concepts whose written word is kept, for the reasons
    least_rarity: float = 1.0  # nats; commoner words are the language's, not the event's
    # What the package knows counts as so many articles, pairs or means beside the run's own.
    prior_articles: float = 1000.0
    prior_of_means: float = 300.0
    prior_of_scales: float = 500.0
    # Candidates: `benchmarks/grouping.py` prints which share of true pairs they hold.
    most_candidates: int = 24  # for each article, among those that came before it
    most_foreign_candidates: int = 10  # in other languages than its own
    reach_days: int = 45  # beyond, a report is not compared
    vague_days: int = 60  # a longer publication interval counts as none
    longest_posting: int = 400  # latest articles read for one feature in one bucket
    join: float = 0.0  # log-odds at which two reports are one story
    # What the mean between two groups must have more where the smaller is e times larger, less
    # where the larger is, and how much less at most; docs/method-grouping.md: what others gave.
    more_for_smaller: float = 2.25
    less_for_larger: float = 0.9
    most_less: float = 1.0
    continues: float = -1.0  # mean log-odds of nearest reports at which stories continue
    absent: float = -4.0  # a pair that was not near enough to be compared
    telling: float = -1.0  # pairs below are not reported
    # An archive scores all pairs anew when it has doubled, until it is so large that more of the
    # same moves what is usual no further.
    most_scored_anew: int = 4096
