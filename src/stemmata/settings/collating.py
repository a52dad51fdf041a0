"""What answers one question, and when answers differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CollateSettings:
    """When claims answer one question, as log-odds; `benchmarks/points.py` shows what they give.

    Learned by `python benchmarks/fit_points.py` on the development half of the disagreement set, of
    its runs the one that was best there; `join`, reach and leads were chosen on the same half.
    `lead`, `other_subject` and `shared_names` were moved since, one at a time, as long as that half
    and `python benchmarks/points_changed.py` gained and no more points of stream_xl were disputed.
    Corrections, slips and quotes were read off the demo's truth.
    """

    reach_characters: float = 10.0  # at this distance a word counts half
    name_weight: float = 6.0  # a name that two wordings share counts as one rare concept
    near_name_weight: float = 1.0  # a name in the sentence of a figure is seldom what it is about
    base: float = 0.06  # two claims of one unit in one story, nothing else known
    context: float = 2.43  # times the cosine of the neighbourhoods
    same_value: float = 1.29  # and `digit` for each significant digit beyond the first, up to four
    digit: float = 0.66
    same_day: float = 1.13  # a story has one row for a day, whatever happened on it
    compatible_value: float = 0.14
    compatible_day: float = 0.65
    slip_value: float = -0.8  # beside what the same value would weigh
    shared_names: float = 0.5  # times the cosine of the names of two reports whose values differ
    usual_share: float = 0.35  # after this, which is what two reports of one story have in common
    different_value: float = 0.0
    different_day: float = -1.13  # a story names many days: only one matter makes them rivals
    different_deadline: float = -0.6  # of these it names fewer; from -0.3 to -1.1 all is the same
    different_time: float = -2.0  # and more times of day
    factor: float = 0.65  # off for each factor of ten between two different values
    largest_factor: float = 2.5
    same_subject: float = 1.02  # times the cosine of the counted things
    other_subject: float = -0.5  # both say what they count, and it is not one thing
    unitless: float = -0.3  # one of the two says no unit
    lead: float = 1.6  # times the lead over the next best that either report offers
    longest_lead: float = 4.0
    correcting: float = 4.0  # a correction names both values in one sentence
    join: float = 0.3  # mean log-odds from which groups become one: fewer false disputes than at 0
    # What is tied by less, mean log-odds, is shown as undecided: of 39 disputed figures in
    # stream_xl ten are so, one of them real; of the other 29 fifteen are real, read by hand.
    doubtful: float = 1.0
    approximation: float = 0.1  # "about" leaves a tenth either way, or half of the last digit
    roughest: float = 0.25  # but no more than this: "nearly two kilometres" may be 1.6
    told_closely: int = 3  # "about 102" is told closely, to some units of its last digit
    close_units: float = 5.0  # so many; one or fifty give the same on the disagreement set
    crowded_age: float = -1.5  # a report tells ages of several people, and nobody is named
    several_ages: int = 3  # that many
    largest_block: int = 600  # claims of one unit in one story that are compared pairwise
    quote_similarity: float = 0.45  # cosine of two wordings of one quote
    same_speaker: float = 0.15  # beside that cosine
    other_speaker: float = -0.2
    correction_characters: int = 300  # a correction says so before this
