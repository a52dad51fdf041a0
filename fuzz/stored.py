"""Files that were written before: the lexicon, rules of alerts, unfinished work, dossiers."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fuzz.targets import Target, Try, always, must

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CUT = b"\x1e"  # between the files of a dossier in one input
_FILES = ("articles", "annotations", "groups", "points", "copies")
_TEXT = 'LISBON (AP) - "Rain fell," Elin Dravik said on 3 March 2026. 47 people were hurt.'


@cache
def _folder() -> Path:
    """Return a folder in memory where there is one, for files that are written for each input."""
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder is made in it
    place = memory if memory.is_dir() else None
    return Path(tempfile.mkdtemp(prefix="stemmata-fuzz-", dir=place))


def _file(content: bytes) -> Path:
    path = _folder() / "file"
    path.write_bytes(content)
    return path


def _lexicon() -> Try:
    from stemmata.lexicon import Lexicon

    def attempt(content: bytes) -> None:
        lexicon = Lexicon(_file(content))
        for language, words in (("en", ["house", "burning"]), ("de", ["Haus", "Häuser"])):
            found = lexicon.concepts(words, language)
            must(len(found.ids) == len(found.weights) == len(found.positions), "not as long")
            for concept in found.ids.tolist():
                lexicon.label(concept)
            lexicon.commonness_of(words, language)
        lexicon.words("BBC報道、地震", "ja")

    return attempt


def _background() -> Try:
    from stemmata.lexicon.background import Background

    def attempt(content: bytes) -> None:
        background = Background(_file(content))
        for language in (*background.languages[:3], "und"):
            background.mean(language)
        background.scale("en", "de")

    return attempt


@cache
def _lexicon_seeds() -> tuple[bytes, ...]:
    """Return small files in the format of the lexicon and of its background."""
    import numpy as np

    from stemmata.lexicon.layout import write_arrays
    from stemmata.lexicon.tables import digests_of

    labels = b"houseburn"
    arrays: dict[str, NDArray[Any]] = {
        "rarity": np.array([1.0, 2.0], np.float32),
        "labels": np.frombuffer(labels, np.uint8),
        "label_ends": np.array([5, 9], np.uint32),
    }
    for name, words in (("en", ["hous", "burn"]), ("de", ["haus"]), ("ja", ["地震"])):
        digests = np.sort(digests_of(words))
        count = len(digests)
        arrays |= {
            f"{name}.digests": digests,
            f"{name}.commonness": np.full(count, 90, np.uint8),
            f"{name}.blocks": np.zeros(1, np.uint32),
            f"{name}.places": np.arange(count + 1, dtype=np.uint16),
            f"{name}.ids": np.zeros(count, np.uint16),
            f"{name}.weights": np.full(count, 200, np.uint8),
        }
    rules: dict[str, Any] = {name: ([["ing", "", 0.9]], []) for name in ("en", "de")}
    about = {"format": 1, "edition": "small", "languages": ["en", "de", "ja"], "paradigms": rules}
    write_arrays(_folder() / "seed", about, arrays)
    lexicon = (_folder() / "seed").read_bytes()
    mean: dict[str, NDArray[Any]] = {}
    for name in ("und", "en"):
        mean[f"{name}.ids"] = np.array([0, 1], np.uint16)
        mean[f"{name}.values"] = np.array([3, 4], np.uint16)
        mean[f"{name}.unit"] = np.array([0.1], np.float32)
    scales = {"same": [0.0, 1.0], "cross": [0.0, 1.0]}
    about = {"format": 1, "languages": ["en"], "articles": {"en": 3}, "scales": scales}
    write_arrays(_folder() / "seed", about, {"rarity": arrays["rarity"], **mean})
    return lexicon, (_folder() / "seed").read_bytes()


def _parted(number: int) -> tuple[bytes, bytes]:
    """Return the header and the arrays of a small file."""
    whole = _lexicon_seeds()[number]
    end = 16 + int.from_bytes(whole[8:16], "little")
    return whole[:end], whole[end:]


def _arrays(number: int, make: Callable[[], Try]) -> Try:
    """Return what puts an input behind a sound header, for whole files are mostly refused at it."""
    attempt, (header, sound) = make(), _parted(number)

    def attempt_arrays(content: bytes) -> None:
        attempt(header + content[: len(sound)].ljust(len(sound), b"\0"))

    return attempt_arrays


_RULES = b"""[to]
feed = "a.atom"
webhook = "https://desk.example/hook"
allow_host = ["desk.example:8443"]

[[alert]]
name = "Three sources"
when = "sources"
names = ["Elin Dravik"]
sources = 3

[[alert]]
name = "Soon"
when = "deadline"
days = 7
"""


def _rules() -> Try:
    from stemmata.alerts.rules import read_rules

    def attempt(content: bytes) -> None:
        for rule in read_rules(_file(content)).alert:
            must(rule.sources > 0 and rule.days >= 0, "counts what cannot be")

    return attempt


def _resume() -> Try:
    from stemmata.stream.pieces import file_name, places_of, read_header, read_pieces
    from stemmata.stream.values import Prepared, SegmentHeader, unpack

    def attempt(content: bytes) -> None:
        path = _folder() / file_name(0)
        path.write_bytes(content)
        header = read_header(path, SegmentHeader)
        places = places_of(0, path, [entry.size for entry in header.entries])
        for piece in read_pieces(places, _folder()):
            must(unpack(piece, Prepared).article.id, "no id")

    return attempt


@cache
def _segment() -> bytes:
    """Return a segment of one article."""
    from stemmata.annotate import annotate, gather
    from stemmata.model import Article, Origin
    from stemmata.stream.pieces import lay_out
    from stemmata.stream.values import Entry, Prepared, SegmentHeader, pack

    article = annotate(Article("a", _TEXT, Origin("a"), "en"))
    piece = pack(Prepared(article, gather(article), b"", b""))
    entry = Entry("a", 1, 1, dated=True, size=len(piece))
    return lay_out(SegmentHeader("d", (entry,), ("Quay",), ()), [piece])


def _dossier() -> Try:
    from stemmata.archive.loading import load

    def attempt(content: bytes) -> None:
        parts = content.split(_CUT)
        for number, name in enumerate(_FILES):
            part = parts[number] if number < len(parts) else b""
            (_folder() / f"{name}.jsonl").write_bytes(part)
        found = load(_folder())
        list(found.articles())
        found.glance()

    return attempt


@cache
def _dossier_seed() -> bytes:
    """Return the lines of a dossier of two reports."""
    from stemmata.pipeline import run
    from stemmata.publish import write_dossier

    rows = [{"id": name, "text": _TEXT.replace("47", count), "date": "2026-03-03"}
            for name, count in (("a", "47"), ("b", "52"))]  # fmt: skip
    path = _file("\n".join(map(json.dumps, rows)).encode())
    folder = _folder() / "dossier"
    write_dossier(run([str(path)]), folder)
    return _CUT.join((folder / f"{name}.jsonl").read_bytes() for name in _FILES)


_JSON = b"""{ } [ ] , : " null true -1 1e999 "id" "text" "start" "end" \\ud800""".split()


TARGETS = (
    Target(
        "lexicon", _lexicon, lambda: _lexicon_seeds()[:1], ("stemmata.lexicon",),
        longest=4000, share=100, words=tuple(_JSON),
    ),
    Target(
        "background", _background, lambda: _lexicon_seeds()[1:], ("stemmata.lexicon",),
        longest=4000, share=60, words=tuple(_JSON),
    ),
    Target(
        "lexicon-arrays", lambda: _arrays(0, _lexicon), lambda: (_parted(0)[1],),
        ("stemmata.lexicon",), longest=4000, share=5,
    ),
    Target(
        "background-arrays", lambda: _arrays(1, _background), lambda: (_parted(1)[1],),
        ("stemmata.lexicon",), longest=4000, share=60,
    ),
    Target("rules", _rules, always(_RULES), ("stemmata.alerts",), share=40),
    Target("resume", _resume, lambda: (_segment(),), ("stemmata.stream",), longest=3000, share=30),
    Target(
        "dossier", _dossier, lambda: (_dossier_seed(),), ("stemmata.archive",),
        longest=8000, share=15, words=(*_JSON, _CUT),
    ),
)  # fmt: skip
