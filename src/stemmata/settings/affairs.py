"""The affair as a system: ties, commitments, indicators, course, brief."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TieSettings:
    """Bounds on ties; the weights that choose among actions are a file, `annotate/ties/data`."""

    least_share: float = 0.22  # of a word's meaning that has to be in one class of concepts
    plain_share: float = 0.45  # below which a word that no list has names a deed only faintly
    least_known: float = 0.5  # of a word's meaning in the lexicon; it is then no name
    longest_sentence: int = 120  # words; what is longer is a list or was cut wrongly
    # Scores from which a sentence's likeliest action and further ones are ties; "none" scores 0.
    least_score: float = -1.5
    least_further_score: float = 1.0
    least_joined_score: float = -0.25  # where "and" joins a verb with both sides to another
    least_opposed_score: float = -2.0  # where "but" sets a verb against another
    # Of a protest told with who protests, and of what protesters demand, beside another deed:
    # half of those from here on are in the gold (`benchmarks/ties.py --folds 5`).
    least_protest_score: float = -0.5


@dataclass(frozen=True, slots=True)
class TieSoundness:
    """Weights of what speaks for a tie's type and sides being right, in logits.

    Fitted to 616 ties of stream_xl judged by hand: `python benchmarks/ties_judged.py --fit`.
    """

    bias: float = 0.46
    passive: float = 0.86
    obliged: float = -0.09
    faint: float = -0.36
    kind: float = -0.34
    punish: float = -0.25
    loose_order: float = -0.51
    noun_alone: float = -0.13
    target_alone: float = -0.24
    source_after: float = -0.39
    thing_target: float = -0.38
    verb_last: float = -0.22
    source_alone: float = -0.07
    far_source: float = -0.34
    cut_source: float = -0.49
    governed_target: float = -0.62
    place: float = -0.11
    far_target: float = -0.59
    cut_target: float = -0.35
    person_source: float = 0.27
    unnamed_source: float = -0.51
    person_target: float = 0.26


@dataclass(frozen=True, slots=True)
class CommitmentSettings:
    """What counts as a commitment, when two are one, and what later reports make of it.

    Read off the demo and the days to come in `stream_xl`, by `python benchmarks/course.py`.
    """

    least_cue: float = 0.15  # probability that a word means to order, promise, plan ...
    outside_clause: float = 0.5  # what a word counts that stands in another clause than the day
    plan_weight: float = 0.6  # planning is a weaker tone than ordering or promising
    figure_weight: float = 8.0  # of an equal figure, in nats, as rare a word would have
    name_weight: float = 4.0
    join: float = 0.4  # mean likeness from which two statements are of one commitment
    same_day: float = 0.25  # what an equal day adds to it
    other_day: float = -0.15  # and another day
    other_kind: float = -0.25  # one is ordered, the other agreed
    mentions: float = 0.3  # likeness from which a later sentence is of a commitment
    due_days: int = 14  # before its day a commitment is called due


@dataclass(frozen=True, slots=True)
class IndicatorSettings:
    """When figure points are of one indicator; read off the demo and large stories."""

    join: float = 0.75  # mean likeness of words, names and values from which points are one series
    name_share: float = 0.2  # what it adds that the same names stand beside
    near_value: float = 0.3  # what an equal value adds; nothing where it is the largest step away
    largest_step: float = 1.7  # natural logarithm: values more than five times apart are two things
    least_articles: int = 2  # that state one of two points: two lone figures say little
    least_compared: int = 3  # articles that set a value beside one of another year
    least_value: float = 2.0  # smaller numbers are grammar as often as figures
    equal_digit: float = 0.2  # what each digit of an equal value adds
    equal_most: float = 0.6
    least_alone: int = 3  # articles that state a rank, a share or a sum that is shown alone
    beside_day: int = 15  # characters from a figure to a day that only its own report gives it
    same_thing: float = 0.5  # likeness of the words for what is counted, where reports link counts


@dataclass(frozen=True, slots=True)
class CourseSettings:
    """What is placed on a storyline's timeline; `python benchmarks/course.py` prints the effect."""

    open_days: int = 120  # a month of no stated year that is farther may be of either year
    longest_days: int = 366  # what lasts longer happened at no time in particular
    least_beside: int = 8  # characters beside its days; a clause of fewer is told with its sentence
    longest_told: int = 240  # characters of a sentence that stands for its clause
    reopened_days: int = 14  # without a report, after which a storyline is said to be reopened


@dataclass(frozen=True, slots=True)
class BriefSettings:
    """How long a brief is and which sentences it prefers: `python benchmarks/brief.py`."""

    most_sentences: int = 12
    least_support: int = 2  # independent sources from which a point is to be carried
    least_characters: int = 30
    most_characters: int = 420
    wide_letter: int = 3  # what a letter of Han, kana or Hangul counts
    length_exponent: float = 0.2  # 0: any length costs the same; 1: gain is counted a character
    open_price: float = 1.5  # of a sentence without a full stop
    foreign_price: float = 1.15  # of one in another language than the reader's
