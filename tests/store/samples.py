"""A few values to keep, invented."""

from __future__ import annotations

from datetime import date

from stemmata.model import (
    UNSEEN,
    AnnotatedArticle,
    Article,
    Claim,
    Copy,
    Evidence,
    Name,
    Origin,
    Point,
    Publication,
    Raw,
    Reading,
    Record,
    Span,
    Story,
)
from stemmata.store import Kept, Writing

PAGE = Raw("html", b"<p>Lowen Water closed the dam.", "", "utf-8")


def name(text: str, place: int, key: str) -> Name:
    """Return a name at a place."""
    return Name(place, place + len(text), text, "organisation", key, text)


def kept(
    id_: str,
    text: str = "Lowen Water closed the dam.",
    *,
    language: str = "en",
    day: date | None = date(2026, 3, 3),
    outlet: str = "Sarne Herald",
    url: str | None = None,
    digest: str = "",
    passages: tuple[int, ...] = (),
    raw: Raw | None = None,
) -> Kept:
    """Return an article to be kept; one that begins with Lowen Water names it."""
    article = Article(id_, text, Origin("here"), language, title="", outlet=outlet, url=url)
    names = (name("Lowen Water", 0, "organisation:lowen-water"),)
    annotated = AnnotatedArticle(
        article,
        published=Publication(day, day, "metadata", "declared") if day else None,
        names=names if text.startswith("Lowen Water") else (),
    )
    return Kept(
        record=Record(id_, Origin("here"), text=text, url=url, raw=raw),
        annotated=annotated,
        digest=digest or f"digest of {text}".encode("utf-8", "replace").decode(),
        extractor="test 1",
        fingerprint=b"print of " + id_.encode("utf-8", "replace"),
        passages=passages,
        marks={(language, "Lowen Water"): ("=lowen water",)},
    )


def point(story: str, article: str, verdict: str = "single", id_: str = "p-1") -> Point:
    """Return a point with one reading."""
    claim = Claim(article, 0, 5, "Lowen", "Lowen")
    return Point(id_, story, "name", "Who closed it?", (Reading("Lowen", (claim,), 1),), verdict)  # type: ignore[arg-type] # one of the verdicts


def copy(copied: str, original: str) -> Copy:
    """Return a copy edge with evidence."""
    evidence = Evidence("run", Span(0, 5), Span(0, 5), 2.0, "five letters")
    return Copy(copied, original, "verbatim", 0.9, 0.8, 1.0, (evidence,))


def two_stories(write: Writing) -> None:
    """Write three articles in two stories of one storyline, with points and copies."""
    write.put_article(kept("a", passages=(1, 2, 3), url="https://sarne.example/dam", raw=PAGE))
    write.put_article(
        kept("b", "Lowen Water schloss die Talsperre.", language="de", outlet="Lowener Bote",
             day=date(2026, 3, 4), passages=(2, 3, 4))
    )  # fmt: skip
    write.put_article(kept("c", "The orchard bloomed early.", day=None, outlet=""))
    write.put_stories(
        [Story("s-1", "l-1", ("a", "b")), Story("s-2", "l-1", ("c",))],
        {},
    )
    write.put_near({"b": [("a", 2.0)], "c": [("a", -3.0)]})
    write.put_points("s-1", [point("s-1", "a", "disputed"), point("s-1", "b", id_="p-2")])
    write.put_copies(["b"], [copy("b", "a"), copy("b", f"{UNSEEN}Agency")])
    write.note("story founded", "s-1")
    write.touch(["s-1"])
    write.note("story founded", "s-2")
    write.touch(["s-2"])
