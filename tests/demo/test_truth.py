"""The truth beside the demo's articles agrees with their words, and covers what it must."""

import email
import email.policy
import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from functools import cache
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from stemmata.demo import articles_folder

FOLDER = articles_folder()
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


class _PageText(HTMLParser):
    """The text of a page without its tags, scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.hidden += tag in {"script", "style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style", "title"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def _page_text(markup: str) -> str:
    parser = _PageText()
    parser.feed(markup)
    return "".join(parser.pieces)


def _feed_text(name: str, locator: str) -> str:
    rows = [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]
    (text,) = [str(row["text"]) for row in rows if row["id"] == locator]
    return text


def _rss_text(name: str, locator: str) -> str:
    tree = ET.parse(FOLDER / name)  # noqa: S314 - our own file
    (item,) = [i for i in tree.iter("item") if i.findtext("link") == locator]
    return _page_text(item.findtext(CONTENT) or "")


def _mail_text(name: str) -> str:
    data = (FOLDER / name).read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return str(message.get_content())


@cache
def truth() -> dict[str, Any]:
    return dict(json.loads((FOLDER.parent / "truth.json").read_text("utf-8")))


@cache
def text_of(handle: str) -> str:
    place = truth()["articles"][handle]
    name, locator = str(place["file"]), str(place["locator"])
    match name.rsplit(".", 1)[1]:
        case "jsonl":
            return _feed_text(name, locator)
        case "rss":
            return _rss_text(name, locator)
        case "eml":
            return _mail_text(name)
        case "html":
            return _page_text((FOLDER / name).read_text("utf-8"))
        case _:
            return (FOLDER / name).read_text("utf-8")


def _words_under(handle: str, value: object) -> Iterator[tuple[str, str]]:
    """The words that a handle leads to."""
    if isinstance(value, str):
        yield handle, value
    elif isinstance(value, list):
        for item in value:
            yield handle, item


def quoted(node: object) -> Iterator[tuple[str, str]]:
    """All pairs of a handle and words that the truth says stand in that article."""
    if isinstance(node, list):
        for item in node:
            yield from quoted(item)
    elif isinstance(node, dict):
        if "article" in node:
            yield node["article"], node["words"]
        for key, value in node.items():
            is_words = key in truth()["articles"] and not isinstance(value, dict)
            yield from _words_under(key, value) if is_words else quoted(value)


SECTIONS = [key for key in truth() if key not in {"articles", "copies"}]


@pytest.mark.parametrize("section", SECTIONS)
def test_words_stand_in_the_article(section: str) -> None:
    """Whatever the truth quotes stands in the named article to the letter."""
    pairs = list(quoted(truth()[section]))
    assert pairs
    assert [(handle, words) for handle, words in pairs if words not in text_of(handle)] == []


def test_copies_point_to_their_words() -> None:
    """Shared errors and credits stand in the copy; originals are articles or unseen sources."""
    articles = truth()["articles"]
    for copy in truth()["copies"]:
        credit = [copy["credit"]] if copy["credit"] else []
        for words in [*copy["shared_errors"], *credit]:
            assert words in text_of(copy["copy"])
        assert copy["original"] in articles or copy["original"].startswith("unseen:")


def test_dates_written_in_the_text_are_there() -> None:
    """Where a publication date is not declared, the words it rests on stand in the text."""
    for handle, article in truth()["articles"].items():
        published = article["published"]
        assert date.fromisoformat(published["earliest"]) <= date.fromisoformat(published["latest"])
        if published["basis"] != "metadata":
            assert published["words"] in text_of(handle)
    bases = {a["published"]["basis"] for a in truth()["articles"].values()}
    assert bases == {"metadata", "text", "inferred"}


def test_every_article_is_in_the_truth() -> None:
    """No file, row or entry of the pile lacks its truth, and none is told twice."""
    places = {(a["file"], a["locator"]) for a in truth()["articles"].values()}
    assert len(places) == len(truth()["articles"])
    assert {name for name, _ in places} == {path.name for path in FOLDER.iterdir()}
    rows = (FOLDER / "feed.jsonl").read_text("utf-8").splitlines()
    assert {("feed.jsonl", json.loads(row)["id"]) for row in rows} <= places
    items = list(ET.parse(FOLDER / "ibermar.rss").iter("item"))  # noqa: S314 - our own file
    assert len(items) == sum(name == "ibermar.rss" for name, _ in places)


def test_languages_and_scripts() -> None:
    """The demo has at least 16 articles in 8 languages and in four scripts."""
    articles = truth()["articles"]
    assert len(articles) >= 16
    languages = {article["language"] for article in articles.values()}
    assert languages >= {"en", "de", "fr", "es", "pt", "ru", "ar", "zh", "id"}
    letters = "".join(text_of(handle) for handle in articles)
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in set(letters) if c.isalpha()}
    assert scripts >= {"LATIN", "CYRILLIC", "ARABIC", "CJK"}


def test_stories() -> None:
    """Two stories make one storyline, and a third has nothing to do with them."""
    stories = {(a["storyline"], a["story"]) for a in truth()["articles"].values()}
    assert stories == {
        ("almira-bridge", "bridge-audit"),
        ("almira-bridge", "bridge-vote"),
        ("garden", "garden-fire"),
    }


def test_copies_of_every_kind() -> None:
    """Every kind of copy occurs, one from an unseen source; translations are credited or not."""
    copies = truth()["copies"]
    kinds = {copy["kind"] for copy in copies}
    assert kinds == {"verbatim", "edited", "excerpt", "merged", "translated", "cited"}
    assert any(copy["original"].startswith("unseen:") for copy in copies)
    translated = [copy for copy in copies if copy["kind"] == "translated"]
    assert {bool(copy["credit"]) for copy in translated} == {True, False}
    languages = {truth()["articles"][copy["copy"]]["language"] for copy in translated}
    assert len(languages) >= 4


def test_slips_are_inherited_from_parents() -> None:
    """A slip that an article took on was made, or taken on, by one of its parents."""
    parents = {(copy["copy"], copy["original"]) for copy in truth()["copies"]}
    for error in truth()["errors"]:
        holders = {error["introduced_by"], *error["inherited_by"]}
        assert set(error["words"]) == holders
        for heir in error["inherited_by"]:
            assert any((heir, holder) in parents for holder in holders), (error["what"], heir)


def test_the_scale_slip_is_a_factor_of_a_thousand() -> None:
    """One reading of the cost is a thousand times the other and rests on one source."""
    cost = truth()["points"][0]["readings"]
    right, slip = cost[0], cost[-1]
    assert slip["value"] == right["value"] * 1000
    assert slip["independent_sources"] == 1 < right["independent_sources"]
    assert {"kurier_de", "abend_de", "vestnik_ru"} == set(slip["articles"])


def _source(handle: str) -> str:
    """The article that all parents of an article lead back to; the merged one has two."""
    parents = [c["original"] for c in truth()["copies"] if c["copy"] == handle]
    return _source(parents[0]) if parents else handle


def test_support_is_what_copies_leave() -> None:
    """Independent sources of a reading are its articles with copies folded together."""
    for point in truth()["points"]:
        for reading in point["readings"]:
            sources = {_source(handle) for handle in reading["articles"]}
            assert reading["independent_sources"] == len(sources), point["question"]


def test_verdicts() -> None:
    """A single reading is agreed or single; several are compatible or disputed."""
    for point in truth()["points"]:
        readings = point["readings"]
        claims = sum(len(reading["articles"]) for reading in readings)
        if len(readings) > 1:
            assert point["verdict"] in {"compatible", "disputed"}
        else:
            assert point["verdict"] == ("agreed" if claims > 1 else "single")
    assert {p["verdict"] for p in truth()["points"]} == {
        "agreed", "compatible", "disputed", "single",
    }  # fmt: skip


def test_a_quote_in_many_translations_and_a_moved_deadline() -> None:
    """One quote stands in at least three languages; one deadline was moved by one article."""
    articles = truth()["articles"]
    assert any(
        len({articles[h]["language"] for h in q["wordings"]}) >= 6 for q in truth()["quotes"]
    )
    moved = [deadline for deadline in truth()["deadlines"] if "moved" in deadline]
    assert [set(deadline["moved"]["words"]) for deadline in moved] == [{"faro_es"}]


def test_actors_of_ties_are_known() -> None:
    """Whoever acts in the truth is an actor there, and every actor is a name."""
    actors = {actor["key"] for actor in truth()["actors"]}
    for tie in truth()["ties"]:
        assert {tie["source"], tie["target"]} <= actors | {None}
    assert actors <= {name["key"] for name in truth()["names"]}
