"""The archive, its store and its search."""

from __future__ import annotations

from dataclasses import dataclass


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
