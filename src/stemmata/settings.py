"""One small frozen settings class a stage: what decides, and how it was calibrated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


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
class WebSettings:
    """Whom the archive answers, and how much of it at once.

    Bounds keep one careless or hostile visitor from taking the machine away from the others.
    """

    token: str = ""  # asked of every visitor; empty where only this machine is answered
    hosts: tuple[str, ...] = ()  # names by which it may be asked, beside those of the loopback
    requests_per_second: float = 300.0  # of one visitor, lastingly
    requests_at_once: int = 600  # of one visitor, in a burst
    visitors_remembered: int = 10_000
    largest_body_bytes: int = 1_000_000
    longest_query: int = 500  # characters
    most_items: int = 200  # of a list in one answer
    largest_story: int = 300  # reports that a story's page shows; the rest is listed
    remembered_bytes: int = 60_000_000  # of pages that were made
    live_seconds: float = 1.0  # between two looks at what has changed
    live_listeners: int = 500
    author: str = "desk"  # who decides, where nobody says so


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


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What the cosines of a sentence encoder are worth, where one is asked (`--encoder`).

    The defaults are those of all-MiniLM-L6-v2; `python benchmarks/neural.py --encoder NAME --write`
    measures another one and leaves them beside the model.
    """

    name: str = ""  # as it was chosen; nothing is asked without one
    languages: tuple[str, ...] = ("en",)  # it was made for; "all" for any
    characters: int = 1500  # of headline and report, beyond which encoders read no further
    mean: float = 0.10  # of the cosines of unrelated reports
    spread: float = 0.12
    prior_pairs: float = 300.0  # that these count for, beside those of the run
    weight: float = 0.1  # log-odds of one event that each spread adds
    offset: float = -0.4  # so that four spreads speak neither for one event nor against it
    # Sentences side by side: how much of their likeness is the encoder's. Of all-MiniLM-L6-v2 any
    # share ranks graded reuse worse (`python benchmarks/neural_sentences.py`).
    sentence_share: float = 0.0

    @classmethod
    def of(cls, held: object) -> EncoderSettings:
        """Return what a file holds that `benchmarks/neural.py` wrote.

        Raises:
            TypeError: it holds something else.
        """
        if not isinstance(held, Mapping):
            raise TypeError("no table")
        given = dict(held)
        languages = given.pop("languages", cls().languages)
        if not isinstance(languages, list | tuple) or not all(map(str.isalpha, languages)):
            raise TypeError("languages")
        if "name" in given or any(
            isinstance(v, bool) or not isinstance(v, int | float) for v in given.values()
        ):
            raise TypeError("no number")
        return replace(cls(), languages=tuple(languages), **given)


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
    encoder: EncoderSettings = EncoderSettings()  # asked about sentences, where it has a name


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How work is handed to processes; figures from `benchmarks/speed.py` on two cores."""

    smallest_pool: int = 64  # below this, starting processes costs more than it saves
    chunk: int = 16  # articles a message: the pickling is then under 2 % of the work
    chunks_under_way: int = 3  # for each worker; bounds the memory
    # Items that wait for others of their language, so that these go together; bounds the memory.
    reach: int = 512
    preloaded: tuple[str, ...] = ("stemmata.warm",)  # imported before workers are forked
    most_chunks: int = 0  # of a worker, before another takes its place; 0 for never
    most_deaths: int = 2  # of workers, before the chunk that they worked on is held to be the cause
    # How far workers step back behind the process that all of them wait for in the end.
    niceness: int = 5


@dataclass(frozen=True, slots=True)
class StreamSettings:
    """How much of a stream is held at once; figures from `benchmarks/streaming.py`."""

    segment: int = 128  # records that are prepared, and kept, together
    # Articles whose names are keyed together, so that a short form finds the long one.
    window: int = 2000
    # Articles that grouping holds, some 60 kB each; of a denser stream the reach is shorter.
    most_held: int = 8000
    # Reports of other storylines are likely relatives from so many shared passages on; a passage
    # that more reports share points to nobody.
    least_shared_marks: int = 2
    most_sharing: int = 40
    remembered_windows: int = 4  # how far back such relatives are sought
    work: int = 150  # articles whose storylines a worker finishes together
    part: int = 2000  # articles that are written, and acknowledged, together


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """How a store waits and remembers; figures from `benchmarks/store.py`."""

    wait_seconds: float = 60.0  # for another process that writes
    cache_kilobytes: int = 32_000  # of each connection
    mapped_bytes: int = 1 << 30  # of the file, read without copying
    # The file takes over what was written to its log when so many rows are others, aside, so that
    # no report waits for it; a log of so many pages is taken over at once.
    checkpoint_rows: int = 5000
    checkpoint_pages: int = 50_000
    telling_odds: float = -1.0  # pairs below are kept for grouping only
    connections: int = 8  # by which a process reads from a PostgreSQL server at once
    raw_bytes: int = 20_000_000_000  # of pages as they came, compressed; beyond, the oldest go


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """How much is redone when reports arrive; figures from `benchmarks/store.py`."""

    batch: int = 250  # articles that are kept, and acknowledged, together
    # Of nearly all news pages; what is larger is kept as it was decoded only.
    largest_raw_bytes: int = 2_000_000
    # Points and affairs of what is larger are redone when a pile has been added, not in between.
    largest_at_once: int = 20  # articles of a story
    named_together: int = 40  # articles of a story whose names are found anew when it has grown
    related_most: int = 400  # articles among which copies are traced anew
    least_shared_marks: int = 2  # passages that two reports share before they are compared
    # Of a larger archive only the reports of these days, and of the days that newcomers tell of,
    # are held in memory: some 30 kB each.
    read_whole: int = 20_000  # articles
    articles_remembered: int = 4000  # decoded, so that a story is not read again and again
    reports_remembered: int = 400  # with what their comparison found; some 200 kB each
    outlets_known: int = 5000  # the largest ones, which reports may credit
    # Names: how many known ones those of a batch are held against: some, and more for each form
    # that is not known; and in how many articles of each.
    names_alike: int = 100
    names_alike_each: int = 4
    names_sounding_each: int = 6
    articles_of_name: int = 2
    names_sharing: int = 800  # a word or a sound; what more of them share tells too little


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What a query finds and how it is ranked; figures from `benchmarks/search.py`."""

    longest_query: int = 500  # characters; the rest is left out
    most_words: int = 32  # of a query
    longest_name: int = 4  # words of a query that may be one name
    concepts_kept: int = 40  # of an article; 40 to 100 find equally well, all of them worse
    # Of a query, the weightiest: 10 find one headline in 200 more on stream_xl, and take a tenth
    # longer.
    concepts_asked: int = 8
    # Words may be of another language than the likeliest where they are as common there but for
    # this share, divided by how many words there are: one word says little of its language.
    language_doubt: float = 0.5
    telling_words: int = 8  # of a query, the longest ones, that say what language it is of
    least_common: float = 0.3  # mean commonness of words that are of a language
    plain_share: float = 0.45  # below which a word that no list has names a deed only faintly
    least_known: float = 0.5  # share of them that mean something in it
    languages_tried: int = 4
    # A word leads to a concept by which an article is found where it means that so likely, and
    # where the concept is as rare: natural logarithm of 1/share of articles.
    least_probability: float = 0.2
    least_rarity: float = 2.0
    concepts_of_word: int = 4
    least_word_rarity: float = 0.3  # 0 to 1; commoner words are not asked for
    words_asked: int = 5  # of a long query, the rarest; more cost time and find no more
    # Articles that hold a word which is still asked for beside rarer ones. At 100,000 articles,
    # ranking by a word that half of them hold takes longer than all else.
    most_held: int = 2000
    forms_of_name: int = 24
    things_of_name: int = 4  # that are written alike
    garbled_length: int = 4  # letters of a word that may stand for a name that is written near it
    garbled_likeness: float = 0.72  # 1 - edits a letter
    near_length: int = 6  # letters of a name from which one written nearly so is looked for too
    near_likeness: float = 0.86  # "Gambia" and "Zambia" reach 0.83
    names_near: int = 60
    # A hit counts for having all that was asked for, for its words and for what it is about.
    whole_weight: float = 1.0
    words_weight: float = 0.5
    about_weight: float = 1.0
    least_about: float = 0.12  # cosine
    snippet_characters: int = 240
    snippet_before: int = 60
    characters_marked: int = 3000  # of an article, from its beginning, if they answer anything
    words_marked: int = 600  # of an article, from its beginning, held against concepts


@dataclass(frozen=True, slots=True)
class AssistantSettings:
    """How small the answers to assistants are: one fills a page, not a conversation."""

    most_characters: int = 8000  # of an answer, as JSON; a single item may be larger
    longest_quote: int = 300  # characters
    words_of_each: int = 3  # places shown for one statement
    readings_of_point: int = 8
    hits_looked_at: int = 60  # articles that a query finds
    characters_around: int = 240  # before and after words that are asked for


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """What a page shows at once, so that it stays readable and small; the files hold everything."""

    copy_from: float = 0.5  # a copy less probable than this is not folded into its original
    direction_from: float = 0.7  # below odds of about two to one, an editor would not print it
    widest_table: int = 24  # articles side by side; beyond, a point lists its readings instead
    most_points: int = 400  # rows of a table of points
    most_statements: int = 60  # words shown for one reading; more than a full row of the table
    most_lanes: int = 60  # reports in a picture of who copied whom
    most_evidence: int = 5  # reasons shown for each copy, the heaviest first
    most_names: int = 80
    most_dates: int = 120
    most_quotes: int = 60
    most_additions: int = 8  # passages, names, figures or quotes that only a copy brings
    least_passage: int = 24  # letters; what is shorter of a copy and not taken is rewording
    longest_passage: int = 240
    longest_cell: int = 90  # characters of the words in a cell; a click shows all of them
    most_actors: int = 300  # of an affair; a picture of more cannot be read
    most_ties: int = 400  # rows of its table of ties
    # From which a tie on one source alone is shown: of judged ties held out and shown then
    # 0.78 are right, of all 0.50: `python benchmarks/ties_judged.py --fit`. The rest stands in the
    # files.
    least_tie_probability: float = 0.55
    most_said: int = 5  # reports whose words are shown for a tie or role
    most_words: int = 16  # written forms, quotes and figures of an actor, each
    most_indicators: int = 24  # of an affair, those with most values first


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
    # What is tied by less, mean log-odds, is shown as undecided: of 39 disputed figures in stream_xl
    # ten are so, one of them real; of the other 29 fifteen are real, read by hand.
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


@dataclass(frozen=True, slots=True)
class WordingSettings:
    """Bounds on what an endpoint is asked to word, and on what it answers (`--worded`)."""

    request_seconds: float = 30.0  # before an answer begins; three times that until it ends
    all_seconds: float = 300.0  # after which nothing more is asked
    most_requests: int = 60
    most_failures: int = 3  # one after the other, after which nothing more is asked
    answer_bytes: int = 200_000
    answer_tokens: int = 1200
    passages_at_once: int = 12
    questions_at_once: int = 20
    passage_characters: int = 600
    sentence_characters: int = 320
    question_characters: int = 160


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
