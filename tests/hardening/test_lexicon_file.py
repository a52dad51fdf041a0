"""A lexicon file that is damaged anywhere that is relied on is told, and never followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemmata import lexicon
from stemmata.errors import LexiconError
from stemmata.lexicon import Lexicon, open_lexicon
from stemmata.lexicon.background import open_background
from stemmata.lexicon.layout import map_arrays, write_arrays

_LEXICON = Path(lexicon.__file__).parent / "data"


def use_background(path: Path) -> None:
    """Ask a background for a mean."""
    open_background(path).mean("en")


def use_lexicon(path: Path) -> None:
    """Ask a lexicon for a word."""
    open_lexicon(path).concepts(["house"], "en")


@pytest.mark.parametrize("name", ["lexicon.bin", "background.bin"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"format": 1', b'"format": 2'),
        (b'"languages": ["ar", ', b'"languages": {"ar": '),
        (b'"rarity": {"start": 0', b'"rarity": {"start": 9'),
        (b'"arrays": {', b'"arrows": {'),
        (b'"type": "<f4"', b'"type": "<i4"'),
        (b'"count": 65000}', b'"count": 99000000}'),
        (b'"en.ids"', b'"en.idz"'),
    ],
)
def test_a_lexicon_with_a_wrong_header(tmp_path: Path, name: str, old: bytes, new: bytes) -> None:
    """What a file says of its arrays is not believed."""
    content = (_LEXICON / name).read_bytes()
    assert old in content
    path = tmp_path / name
    path.write_bytes(content.replace(old, new))
    use = use_background if name == "background.bin" else use_lexicon
    with pytest.raises(LexiconError, match=r"damaged|version"):
        use(path)


def test_a_lexicon_with_wrong_places(tmp_path: Path) -> None:
    """Places that lead beyond what is there are told, and never followed."""
    about, arrays = map_arrays(_LEXICON / "lexicon.bin")
    for name, value in (("en.places", 65_535), ("en.ids", 65_535), ("label_ends", 1 << 31)):
        wrong = arrays[name].copy()
        wrong[len(wrong) // 2] = value
        path = tmp_path / f"{name}.bin"
        write_arrays(path, about, {**arrays, name: wrong})
        with pytest.raises(LexiconError, match="damaged"):
            Lexicon(path).concepts(["house"], "en")
