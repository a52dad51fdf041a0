"""Who copied whom."""

from __future__ import annotations

from dataclasses import dataclass

from stemmata.settings.encoding import EncoderSettings

_NO_ENCODER = EncoderSettings()


@dataclass(frozen=True, slots=True)
class TraceSettings:
    """What counts as taken from another report, and how many comparisons are spent on it."""

    longest_report: int = 12_000  # words; the rest of a longer body is not compared
    least_words: int = 12  # shorter bodies say too little to be told from set phrases
    shingle: int = 4  # words in a shingle: the seed of a shared passage
    gap: int = 6  # words between two equal runs that still belong to one edited passage
    telling_run: int = 8  # words in an equal run that independent writers seldom reach
    chance_run: int = 13  # words in an equal run that they may still reach, by a set phrase
    chance_sentence: int = 8  # words in a whole sentence, in both, that still may be chance
    # Cosine from which two sentences can be set side by side: the best of a grid by the
    # cross-validated log loss of `python -m stemmata.trace.train`.
    least_likeness: float = 0.22
    least_likeness_across: float = 0.12
    # Candidates: what an index must show before two reports are compared word by word.
    rare_shingle: int = 40  # reports; a shingle that more of them share is sampled
    sampling: int = 8  # one in so many of those shingles counts, for so many
    least_shared_shingles: float = 5.0  # of two reports alone; each counts 1/log2(reports)
    rare_solid: int = 20  # reports that may share a figure or name that still points to a copy
    least_shared_solid: float = 2.0
    least_grouped: float = 0.3  # probability of one event from which a pair is compared
    story_compared_whole: int = 40  # articles; of larger stories each article's best partners
    # Of the shorter report's neighbouring words, in one language: one copy of the development half
    # has less, which the sentences do not show to be one either.
    least_shared_pairs: float = 0.12
    partners: int = 16  # comparisons that each report is sure of
    # What an archive files a report under: one in so many of its runs of so many words.
    marked_run: int = 6
    marked_share: int = 8
    # Copies: an edge is reported from even odds on.
    least_probability: float = 0.5
    # Across languages reports that share many facts come near even odds, so that more is asked for.
    # Both together cost seven of 298 translations of the development half, and leave 8 of the 747
    # that stand in for independent reports of one event, of 22 at even odds
    # (`python -m stemmata.trace.train`).
    least_probability_across: float = 0.8
    least_aligned_across: float = 0.8  # of one of the two reports
    certain_copy: float = 0.9  # from here on a copy counts as certain in the upper bound of support
    # Direction: log-odds of each clue at its strongest; these and the costs below were chosen by
    # random search on simulated families, scored as `benchmarks/copies.py` does.
    time_clue: float = 3.0  # one declared time in twenty is wrong
    time_scale_hours: float = 1.0  # a lead of so many hours has two thirds of its full weight
    containment_clue: float = 2.5
    # Edits (`trace.edits`): chosen on families from half of the seed articles, measured on others.
    cut_clue: float = 2.0
    omission_clue: float = 0.4  # times how many more single words are left out than put in
    most_omission: float = 2.0
    raised_clue: float = 1.4
    garbled_clue: float = 2.0
    credit_clue: float = 4.0
    link_clue: float = 5.0
    slip_clue: float = 1.0
    trace_clue: float = 1.0
    # Of taking from two reports: nearly all such edges are right, whatever else is known
    # (`benchmarks/copies.py`, families without times).
    merged_clue: float = 2.5
    tree_doubt: float = 0.04  # of a tree without times: it may not be the true one
    time_doubt: float = 0.015  # of a tree with times: they may be wrong all over
    # The stemma: what a step from parent to child costs, in log-likelihood.
    new_word: float = 0.08  # a word of the child that the parent does not have
    broken_run: float = 0.7  # a break between two equal runs
    reworded_gain: float = 0.9  # of a copy with nearly all words new, against writing it anew
    lost_word: float = 0.01  # a word of the parent that the child does not have
    translating: float = 8.0  # as much as four or five new sentences
    shared_slip: float = 3.0  # gained where parent and child share an error
    # What is left of that where two writers may well make a slip alone. No data at hand tells how
    # often they do: set by judgement, not measured.
    easy_letter: float = 0.5  # a name with a letter doubled or not
    easy_scale: float = 0.3  # a thousand or a million times too much or too little
    beginning: float = 1.0  # of an article without a parent, beside what its words cost
    from_unseen: float = 1.0  # of taking from an agency that is credited and not in the collection
    most_evidence: int = 80  # enough for every passage: what they leave of a copy is what it adds
    # Several parents: what a further one must give that the first does not.
    second_parent_share: float = 0.1  # of the child's words
    second_parent_words: int = 12
    second_parent_share_across: float = 0.3  # sentences are set side by side more loosely
    second_parent_logit_across: float = 5.0
    # Of two nearly equal reports the earlier is taken for the parent, other things being equal.
    twin_cost: float = 1.5
    later_twin: float = 0.15
    unseen_doubt: float = 0.2  # that articles on one unseen source took from one another
    clear_direction: float = 1.0  # log-odds from which the direction of a step is taken as known
    # Two branches whose parting may as well be a passing through: from this probability on that a
    # branch runs the other way, articles on both are joined by a line.
    open_branch: float = 0.15
    most_evidence_between: int = 4  # of a line by way of others
    direction_scale: float = 2.0  # how much the direction of a step weighs against its cost
    naming_scale: float = 1.0  # what a credit or link to this very parent adds
    inherited_credit: float = 3.0  # of a parent with the same credit: it may have been kept
    merged_logit: float = 2.2  # nine to one: what a report was put together from is beyond doubt
    merged_cover: float = 0.6  # of the child's words that two unrelated parents must explain
    encoder: EncoderSettings = _NO_ENCODER  # asked about sentences, where it has a name
