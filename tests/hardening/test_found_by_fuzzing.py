"""What fuzzing found once and may not come back; each case is what was found, made small."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from stemmata.annotate import annotate
from stemmata.annotate.attributions import find_attributions
from stemmata.archive.loading import load
from stemmata.errors import DamagedSourceError, StemmataError
from stemmata.model import (
    AnnotatedArticle,
    Article,
    Dossier,
    Grouping,
    Origin,
    Problem,
    Record,
    Story,
)
from stemmata.publish import write_dossier
from stemmata.read import read
from stemmata.stream.pieces import lay_out, places_of
from stemmata.stream.values import Keyed, SegmentHeader, pack, unpack


def items_of(folder: Path, name: str, content: bytes) -> tuple[list[Record], list[Problem]]:
    """Read a source; all that comes of it can be written as JSON."""
    path = folder / name
    path.write_bytes(content)
    items = list(read([str(path)]))
    msgspec.json.encode(items)
    good = [item for item in items if isinstance(item, Record)]
    return good, [item for item in items if isinstance(item, Problem)]


@pytest.mark.parametrize(
    "text",
    [
        "31.12.9999 it rained.",
        "It closes on 3/5/9999. On 9999-12-31 the harbour opened.",
        "Yesterday, 9999-12-31, it rained.",
        "Tomorrow, 0001-01-01, it rained.",
        "Today, 4000000 days after May 3, 2026, it rained.",
        "On Tuesday, 9000000 days after May 3, 2026, it rained.",
        f"Today, {'9' * 400} weeks after May 3, 2026, it rained.",
    ],
)
def test_days_beyond_the_calendar(text: str) -> None:
    """A day that no calendar has costs no article."""
    for declared in (None, "9999-12-31", "2026-05-14"):
        article = Article("a", text, Origin("a"), "en", declared_published=declared)
        msgspec.json.encode(annotate(article))


def test_a_day_that_nothing_is_written_on() -> None:
    """A far year that stands for "never" is not taken for the day of writing."""
    for text in ("31.12.9999 it rained.", "The permit of 9999-12-31 holds."):
        assert annotate(Article("a", text, Origin("a"), "en")).published is None


def test_half_pairs_beside_the_text(tmp_path: Path) -> None:
    """Lone surrogates are replaced in links and in what is kept untouched, too."""
    row = r'{"text": "Rain.", "isBasedOn": "https://a.example/\ud800", "k\ud800": ["\udfff"]}'
    [record], _ = items_of(tmp_path, "a.jsonl", row.encode())
    assert record.links[0].address == "https://a.example/\ufffd"
    assert record.extra[-1] == ("k\ufffd", ["\ufffd"])
    _, [problem] = items_of(tmp_path, "b.jsonl", rb'{"text": "Rain.", "id": "a1\ud800"}')
    assert problem.article == "a1\ufffd"
    feed = {"version": "https://jsonfeed.org/version/1.1"}
    item = r'{"content_text": "Rain.", "external_url": "\ud800", "x\ud800": "\ud800"}'
    content = json.dumps(feed)[:-1] + f', "items": [{item}]}}'
    [record], _ = items_of(tmp_path, "feed.json", content.encode())
    assert record.extra[-1] == ("x\ufffd", "\ufffd")


def test_a_character_beyond_unicode_in_a_feed(tmp_path: Path) -> None:
    """A number of a character that is none costs no entry of a feed."""
    entries = "<item><title>Late</title></item><item><title>B &#x1100000; &#99999999;</title>"
    good, _ = items_of(tmp_path, "a.rss", f"<rss><channel>{entries}<br></channel>".encode())
    assert [record.title for record in good][:1] == ["Late"]
    assert len(good) == 2


def test_a_header_of_mail_that_no_parser_takes(tmp_path: Path) -> None:
    """One message with broken headers costs none of its mailbox."""
    broken = "From a Tue Mar 3 10:00:00 2026\nFrom: a: b; c\nSubject: Late\n\nRain.\n\n"
    sound = "From b Tue Mar 3 10:00:00 2026\nFrom: a@b.example\nSubject: Late\n\nSnow.\n"
    good, _ = items_of(tmp_path, "a.mbox", (broken + sound).encode())
    assert [record.text for record in good][-1] == "Snow.\n"


def test_a_row_of_parquet_that_is_no_text(tmp_path: Path) -> None:
    """One row whose bytes are no UTF-8 costs itself only."""
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table({"text": ["Rain fell.", "Snow fell.", "Hail fell."]})
    parquet.write_table(table, tmp_path / "whole.parquet", compression="none")
    content = (tmp_path / "whole.parquet").read_bytes().replace(b"Snow", b"Sn\x88w")
    good, problems = items_of(tmp_path, "a.parquet", content)
    assert [record.text for record in good] == ["Rain fell.", "Hail fell."]
    assert [problem.what for problem in problems] == ["its text is not UTF-8"]


@pytest.mark.parametrize("place", range(0, 120, 3))
def test_a_footer_of_parquet_that_was_changed(tmp_path: Path, place: int) -> None:
    """A damaged file is told as one, in words of ours."""
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = arrow.table({"text": ["Rain fell."] * 3})
    parquet.write_table(table, tmp_path / "whole.parquet", store_schema=False)
    content = bytearray((tmp_path / "whole.parquet").read_bytes())
    content[-9 - place] ^= 0x1F
    _, problems = items_of(tmp_path, "a.parquet", bytes(content))
    assert not any("it cannot be read" in problem.what for problem in problems)


def test_a_phrase_that_ends_with_the_text() -> None:
    """A source with nothing behind it is no source, and nothing breaks off."""
    for text in ("Segundo \x00«a»", "Segundo «a»", "Segundo"):
        assert find_attributions(Article("a", text, Origin("a"), "pt"), ()) == ()


@pytest.mark.parametrize("name", ["articles", "annotations", "groups", "points", "copies"])
@pytest.mark.parametrize("line", [b"{", b"\xff", b"[]", b"{}", b'{"id": 1}', b"[" * 100_000])
def test_a_dossier_that_was_changed(tmp_path: Path, name: str, line: bytes) -> None:
    """Lines that no run wrote are told as such, not as a slip of ours."""
    article = AnnotatedArticle(Article("a", "Rain fell.", Origin("a.txt"), "en"))
    write_dossier(Dossier((article,), Grouping((Story("s", "l", ("a",)),)), (), ()), tmp_path)
    with (tmp_path / f"{name}.jsonl").open("ab") as file:
        file.write(line + b"\n")
    with pytest.raises(DamagedSourceError, match="no run wrote"):
        load(tmp_path)


def test_unfinished_work_that_was_changed(tmp_path: Path) -> None:
    """Whatever happened to a piece of unfinished work, it is said what to do."""
    piece = pack(Keyed(AnnotatedArticle(Article("a", "Rain fell.", Origin("a.txt"), "en"))))
    for place in range(len(piece)):
        changed = piece[:place] + bytes([piece[place] ^ 0x55]) + piece[place + 1 :]
        with suppress(StemmataError):
            unpack(changed, Keyed)
    path = tmp_path / "00000000"
    path.write_bytes(lay_out(SegmentHeader("d", (), (), ()), [piece]))
    with pytest.raises(StemmataError, match="as it was left"):
        places_of(0, path, [len(piece) * 9])
