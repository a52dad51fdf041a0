"""What people and assistants are shown."""

from __future__ import annotations

from dataclasses import dataclass


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
class AssistantSettings:
    """How small the answers to assistants are: one fills a page, not a conversation."""

    most_characters: int = 8000  # of an answer, as JSON; a single item may be larger
    longest_quote: int = 300  # characters
    words_of_each: int = 3  # places shown for one statement
    readings_of_point: int = 8
    hits_looked_at: int = 60  # articles that a query finds
    characters_around: int = 240  # before and after words that are asked for
