"""Every domain type, frozen. This module imports nothing of ours.

All `start` and `end` are counts of Unicode code points into `Article.text`;
`text[start:end]` is the quoted words, to the letter.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import replace as replace  # noqa: PLC0414 # handed on to all who make values

if TYPE_CHECKING:
    JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]
else:
    JSON = Any  # what reads values back cannot follow a type into itself

NameKind = Literal["person", "organisation", "place", "other"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]
DateRole = Literal["mention", "deadline", "publication"]
QuoteKind = Literal["direct", "indirect"]
PointKind = Literal["figure", "date", "name", "quote", "attribution"]
Verdict = Literal["agreed", "compatible", "disputed", "single"]
CopyKind = Literal["verbatim", "edited", "excerpt", "merged", "translated", "cited"]
Basis = Literal["metadata", "text", "inferred"]
ParagraphRole = Literal["headline", "report", "boilerplate"]
TieType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Standing = Literal["fact", "plan", "order", "denial", "speculation"]
BelongingKind = Literal["part", "owner", "member"]
CommitmentKind = Literal["order", "agreement", "promise", "plan", "law", "deadline"]
CommitmentState = Literal[
    "open", "due", "kept", "broken", "moved", "overdue", "superseded", "not heard of",
]  # fmt: skip
LinkKind = Literal["canonical", "hreflang", "isBasedOn", "translationOfWork", "source"]

UNSEEN = "unseen:"
_LONGEST_HEADLINE = 120  # characters
_PACKER = Encoder()  # of values on their way to another process


class Frozen(Struct, frozen=True, gc=False):
    """A value that never changes; `replace(value, field=...)` makes another.

    Made and unpickled several times as fast as a frozen dataclass: a run makes millions.
    """


class Packed(Frozen, frozen=True):
    """A large value: it goes to other processes as MessagePack, in a third of pickle's time."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how it is made again in another process."""
        try:
            return _unpack, (type(self), _PACKER.encode(self))
        except (UnicodeEncodeError, OverflowError, TypeError):  # MessagePack has no place for it
            return super().__reduce__()  # type: ignore[return-value] # a struct's is such a tuple


def _unpack(kind: type[Packed], packed: bytes) -> Packed:
    return _unpacker(kind).decode(packed)


@cache
def _unpacker(kind: type[Packed]) -> Decoder[Packed]:
    return Decoder(kind)


class Span(Frozen, frozen=True, order=True):
    """A stretch of an article's text, in code points, end exclusive.

    Example:
        >>> Span(0, 4).quote("Rain fell")
        'Rain'
    """

    start: int
    end: int

    def quote(self, text: str) -> str:
        """Return the words at this span."""
        return text[self.start : self.end]


class Link(Frozen, frozen=True):
    """An address that a page declares about itself; `language` for `hreflang` alternates."""

    kind: LinkKind
    address: str
    language: str | None = None


class Origin(Frozen, frozen=True):
    """Where a record came from: the source as given, and the place in it (line, entry, member)."""

    source: str
    locator: str = ""
    kind: str = "text"

    def __str__(self) -> str:
        return f"{self.source}:{self.locator}" if self.locator else self.source


class Raw(Frozen, frozen=True):
    """The bytes that a report was read from: a page, a file, a message, or the feed it stood in.

    `kind` is what the reading stage told them to be, `locator` the place of the report in them,
    `charset` what a server declared.
    """

    kind: str
    content: bytes
    locator: str = ""
    charset: str | None = None


class Record(Frozen, frozen=True):
    """One report as it was read, before any judgement; what is declared is evidence, not truth.

    Exactly one of `text` and `html` is set. `published` and `modified` are as they were written.
    `raw` is kept where it was asked for, see `ReadSettings.largest_raw_bytes`.
    """

    id: str
    origin: Origin
    text: str | None = None
    html: str | None = None
    title: str = ""
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    byline: str | None = None
    credit: str | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()
    extra: tuple[tuple[str, JSON], ...] = ()
    raw: Raw | None = None


class Paragraph(Frozen, frozen=True):
    """A paragraph of the text with its language and whether it is the report itself.

    `why` names the rule that decided the role, for people.
    """

    start: int
    end: int
    language: str
    role: ParagraphRole
    why: str = ""


class Article(Frozen, frozen=True):
    """One published report as one outlet put it out, cleaned.

    `paragraphs` cover all non-blank text in order. `body` is the report itself (headline lines in
    the text included), without boilerplate, dateline and byline prefixes. `language` is a BCP 47
    primary tag or `und`. `declared_published` and `modified` are as written at the source.
    `dateline`, `byline_span` and `credit_span` point to the words, where the text has them.
    """

    id: str
    text: str
    origin: Origin
    language: str
    title: str = ""
    language_probability: float = 0.0
    declared_language: str | None = None
    declared_published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    byline: str | None = None
    credit: str | None = None
    url: str | None = None
    links: tuple[Link, ...] = ()
    extra: tuple[tuple[str, JSON], ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    body: tuple[Span, ...] = ()
    dateline: Span | None = None
    byline_span: Span | None = None
    credit_span: Span | None = None

    @property
    def headline(self) -> str:
        """The declared title, or the text's own headline, or its first words.

        Example:
            >>> Article("a", "Rain fell on the harbour. " * 9, Origin("a"), "en").headline[-20:]
            'rbour. Rain fell on…'
        """
        if self.title:
            return self.title
        for paragraph in self.paragraphs:
            if paragraph.role == "headline":
                return self.text[paragraph.start : paragraph.end].strip()
        first = self.body[0] if self.body else Span(0, len(self.text))
        words = first.quote(self.text).strip().split("\n", 1)[0]
        if len(words) <= _LONGEST_HEADLINE:
            return words
        cut = words[: _LONGEST_HEADLINE - 1]
        head = cut.rpartition(" ")[0]  # scripts without spaces have no word to cut at
        return (head if len(head) > _LONGEST_HEADLINE // 2 else cut).rstrip(" ,;:") + "…"


class Publication(Frozen, frozen=True):
    """When an article was published, as an interval of days, on what basis, and why."""

    earliest: date
    latest: date
    basis: Basis
    why: str


class Name(Frozen, frozen=True):
    """A person, organisation, place or other named thing at a span.

    `key` is one for one thing in a run; `canonical` is its best written form. `suspected` is a
    key this written form may be a garbling of, with `suspicion` as its probability and reason.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    key: str = ""
    canonical: str = ""
    suspected: str = ""
    suspicion: tuple[float, str] = (0.0, "")


class Figure(Frozen, frozen=True):
    """A quantity at a span, in the unit itself: `low` and `high` are equal for an exact value.

    `of` is the total of a rank ("12th of 47"). `subject` is the words that say what is counted.
    `rivals` are other admissible values (long and short scale), in the same unit.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    unit: str | None = None
    of: float | None = None
    subject: Span | None = None
    approximate: bool = False
    rivals: tuple[float, ...] = ()
    converts: int | None = None  # start of the figure that this one restates in another unit


class DateMention(Frozen, frozen=True):
    """A time expression as TIMEX3 (TimeML), with the interval of days it covers; None is open.

    `said` is the value of the words alone, where these leave the year, the week or the day open
    (`XXXX-06-21`, `XXXX-WXX-7`, `XXXX-XX-XXT18:40`) and the day of writing has closed it.
    """

    start: int
    end: int
    text: str
    timex: str
    type: DateType
    role: DateRole = "mention"
    earliest: date | None = None
    latest: date | None = None
    said: str = ""


class Mention(Frozen, frozen=True):
    """Words at a span that stand for a named thing (`key`), as a speaker or a cue."""

    start: int
    end: int
    text: str
    key: str = ""


class Quote(Frozen, frozen=True):
    """What somebody is reported to have said; the span holds the words without the marks."""

    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: Mention | None = None
    cue: Mention | None = None


class Attribution(Frozen, frozen=True):
    """Whom the article leans on ("according to Reuters"); `source` is the name as written."""

    start: int
    end: int
    text: str
    source: str
    key: str = ""


class Tie(Frozen, frozen=True):
    """Who does what to whom, typed by PLOVER; the span holds the words of the predicate.

    `mode` and `context` are PLOVER's, empty where nothing is stated. `attribution` is the key of
    the name on whose word it stands, empty for the article's own. `timex` is the TIMEX3 value of
    the time stated for it, with the interval of days it covers; None is open. `probability` is
    that of type and sides being right, 1 where it was not estimated.
    """

    start: int
    end: int
    text: str
    type: TieType
    mode: str = ""
    context: str = ""
    source: tuple[Mention, ...] = ()
    target: tuple[Mention, ...] = ()
    mutual: bool = False
    negated: bool = False
    standing: Standing = "fact"
    attribution: str = ""
    timex: str = ""
    earliest: date | None = None
    latest: date | None = None
    probability: float = 1.0


class AnnotatedArticle(Packed, frozen=True):
    """An article with its mentions, each in order of `start`, and its publication date."""

    article: Article
    published: Publication | None = None
    names: tuple[Name, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def id(self) -> str:
        """The article's id."""
        return self.article.id

    @property
    def text(self) -> str:
        """The article's text, which all spans count into."""
        return self.article.text

    @property
    def language(self) -> str:
        """The article's language."""
        return self.article.language


class Pair(Frozen, frozen=True):
    """Two articles (`a` before `b` by id) and the probability that they report one event."""

    a: str
    b: str
    probability: float
    reasons: tuple[str, ...] = ()


class Story(Frozen, frozen=True):
    """The articles about one event; `storyline` is the id of the affair it belongs to."""

    id: str
    storyline: str
    articles: tuple[str, ...]


class Grouping(Frozen, frozen=True):
    """All stories of a run, and the pairs that were compared closely enough to matter."""

    stories: tuple[Story, ...]
    pairs: tuple[Pair, ...] = ()


class Claim(Frozen, frozen=True):
    """A value stated about a point by an article, on somebody's word (`source`, a name key)."""

    article: str
    start: int
    end: int
    text: str
    value: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    source: str = ""


class Reading(Frozen, frozen=True):
    """One answer to a point, with the claims that give it and what it rests on.

    `independent_sources` is what is left after copies are folded together, with its lower and
    upper bound in `support_bounds`; `note` says what is suspected (a scale slip, a garbled name)
    or that a later reading supersedes this one.
    """

    value: str
    claims: tuple[Claim, ...]
    independent_sources: int = 0
    support_bounds: tuple[int, int] = (0, 0)
    origins: tuple[str, ...] = ()
    note: str = ""


class Point(Packed, frozen=True):
    """A question that claims of a story answer; `silent` are the articles that do not."""

    id: str
    story: str
    kind: PointKind
    question: str
    readings: tuple[Reading, ...]
    verdict: Verdict
    silent: tuple[str, ...] = ()


class Evidence(Frozen, frozen=True):
    """One reason to hold that an article took from another; a positive `weight` speaks for it."""

    kind: str
    copy: Span
    original: Span | None
    weight: float
    detail: str


class Copy(Packed, frozen=True):
    """One article taking from another; `original` is an id, or `unseen:NAME`.

    `share` is the part of the copy's report that was taken. `direction_probability` near one half
    means that who took from whom is undecided. `direct` is False where it was taken by way of
    another article of the collection, which the evidence names.
    """

    copy: str
    original: str
    kind: CopyKind
    probability: float
    direction_probability: float
    share: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    direct: bool = True

    @property
    def taken(self) -> bool:
        """Whether it took text from the original itself: a citation takes none."""
        return self.direct and self.kind != "cited"

    @property
    def unseen(self) -> str | None:
        """The name of the unseen source, where the original is not in the collection."""
        return self.original[len(UNSEEN) :] if self.original.startswith(UNSEEN) else None


class Passage(Frozen, frozen=True, order=True):
    """Words of an article at a span: what a statement about an affair rests on."""

    article: str
    start: int
    end: int
    text: str


class WrittenForm(Frozen, frozen=True):
    """A way in which a name is written, how often and in how many articles, and where first.

    `suspected` is the key of the name that it may be a garbling of.
    """

    text: str
    mentions: int
    articles: int
    first: Passage
    suspected: str = ""


class Role(Frozen, frozen=True):
    """What an actor is said to be: `title` in English, `of` the key of whom or what, if stated.

    `earliest` and `latest` are the days on which the first and last of the reports that state it
    appeared; a `former` role is stated as one that is over.
    """

    title: str
    of: str = ""
    former: bool = False
    said: tuple[Passage, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    independent_sources: int = 0
    support_bounds: tuple[int, int] = (0, 0)


class Belonging(Frozen, frozen=True):
    """That one actor is stated to be part of another, owned by it or its member, by their keys."""

    kind: BelongingKind
    part: str
    whole: str
    said: tuple[Passage, ...] = ()
    independent_sources: int = 0
    support_bounds: tuple[int, int] = (0, 0)


class Actor(Frozen, frozen=True):
    """A name of a storyline with all that its articles state about it, each with its words.

    `country` is an ISO 3166 code, empty where no words say it (`country_said`). `figures` are the
    figures in a sentence with the name; `quotes` are the actor's own words.
    """

    key: str
    canonical: str
    kind: NameKind
    mentions: int
    articles: tuple[str, ...]
    forms: tuple[WrittenForm, ...] = ()
    country: str = ""
    country_said: tuple[Passage, ...] = ()
    roles: tuple[Role, ...] = ()
    quotes: tuple[Passage, ...] = ()
    figures: tuple[Passage, ...] = ()
    independent_sources: int = 0


class MergedTie(Frozen, frozen=True):
    """One tie of an affair: what its articles say of who does what to whom, copies folded.

    `sources` and `targets` are keys of actors, in order of key. A claim's `source` is the key of
    the name on whose word the article says it. `days` of what happened are open where unstated;
    `reported` are the days on which the first and the last of the articles appeared.
    `probability` is that of its likeliest mention.
    """

    id: str
    type: TieType
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    claims: tuple[Claim, ...]
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    mutual: bool = False
    negated: bool = False
    standing: Standing = "fact"
    earliest: date | None = None
    latest: date | None = None
    reported: tuple[date, date] | None = None
    independent_sources: int = 0
    support_bounds: tuple[int, int] = (0, 0)
    origins: tuple[str, ...] = ()
    probability: float = 1.0


class Commitment(Frozen, frozen=True):
    """What somebody is bound or means to do, and until when, with all who say so.

    `who` is to act, `to` whom it is owed: keys of names, empty where unstated. `readings` are the
    days stated for it, one reading each, the one in force first; their claims point to the words
    of the day, `said` to the clauses. `since` and `until` are intervals of days, None is open.
    `state` is what later reports make of it; `state_said` are their words, `why` is for people.
    """

    id: str
    kind: CommitmentKind
    what: Passage
    readings: tuple[Reading, ...]
    verdict: Verdict
    said: tuple[Passage, ...]
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    standing: Standing = "plan"
    since: tuple[date | None, date | None] = (None, None)
    until: tuple[date | None, date | None] = (None, None)
    state: CommitmentState = "open"
    state_said: tuple[Passage, ...] = ()
    why: str = ""


class IndicatorValue(Frozen, frozen=True):
    """A value of an indicator and the days it holds for, None is open; `said` are the clauses.

    A `projected` value is stated for days to come, or as planned.
    """

    reading: Reading
    low: float | None
    high: float | None
    earliest: date | None
    latest: date | None
    projected: bool = False
    point: str = ""


class Indicator(Frozen, frozen=True):
    """Figures about one subject over time and reports, in order of the days they hold for.

    `question` and `subject` are in the words of a report; `unit` is that of its figures.
    """

    id: str
    question: str
    unit: str | None
    subject: Passage
    values: tuple[IndicatorValue, ...]


class CourseEvent(Frozen, frozen=True):
    """Something dated: what happened or is to happen, and when by the texts' own dates.

    `readings` are the days given for it, best supported first; their claims point to the words of
    the day, `said` to what is told of it. `earliest` and `latest` are those of the first reading.
    `reported` are the days on which the first and the last of the articles appeared.
    """

    id: str
    what: Passage
    readings: tuple[Reading, ...]
    verdict: Verdict
    said: tuple[Passage, ...]
    earliest: date | None
    latest: date | None
    standing: Standing = "fact"
    reported: tuple[date, date] | None = None


class Reopening(Frozen, frozen=True):
    """That a storyline went on after days without a report: the last before, the first after."""

    before: date
    after: date
    articles: tuple[str, ...]


class BriefSentence(Frozen, frozen=True):
    """A sentence of a report chosen for a brief: `points` are those it states, `rank` its turn."""

    said: Passage
    language: str
    points: tuple[str, ...]
    rank: int


class WordedSentence(Frozen, frozen=True):
    """A sentence that an endpoint worded, with the passages that its words were checked against."""

    text: str
    sources: tuple[Passage, ...]


class Brief(Frozen, frozen=True):
    """The fewest sentences that carry most of what is supported, in the order of the story.

    `about` is the id of a story or storyline. A shorter brief is the sentences of the first ranks.
    `carried` and `wanted` count the points on two or more independent sources. `worded` says the
    same in other words, where an endpoint (`worded_by`) was asked.
    """

    about: str
    sentences: tuple[BriefSentence, ...]
    carried: int
    wanted: int
    worded: tuple[WordedSentence, ...] = ()
    worded_by: str = ""


class Affair(Packed, frozen=True):
    """A storyline of more than one article as a system: who acts, and what ties them.

    `articles` are in order of publication, undated ones last; `actors` and `ties` those on most
    independent sources first.
    """

    storyline: str
    stories: tuple[str, ...]
    articles: tuple[str, ...]
    actors: tuple[Actor, ...] = ()
    belongings: tuple[Belonging, ...] = ()
    ties: tuple[MergedTie, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    course: tuple[CourseEvent, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    briefs: tuple[Brief, ...] = ()


class Problem(Frozen, frozen=True):
    """Something that could not be read or worked on, which did not stop the run."""

    where: str
    stage: str
    what: str
    advice: str
    article: str | None = None


class Dossier(Frozen, frozen=True):
    """All that a run found: what `publish` turns into files and pages."""

    articles: tuple[AnnotatedArticle, ...]
    grouping: Grouping
    points: tuple[Point, ...]
    copies: tuple[Copy, ...]
    problems: tuple[Problem, ...] = ()
    affairs: tuple[Affair, ...] = ()
