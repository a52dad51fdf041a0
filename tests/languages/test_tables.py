"""The stored tables say what CLDR and the language files say."""

import json
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from subprocess import run

import pytest

from stemmata.languages.cldr import extract
from stemmata.languages.files import copy_name, digest, read_toml
from stemmata.languages.make_tables import make
from stemmata.languages.profile import available
from stemmata.languages.tables import stored_languages, table

FOLDER = Path(str(files("stemmata.languages"))) / "tables"
ADVICE = "run python -m stemmata.languages.make_tables"


def test_stored_files_are_those_that_the_command_makes() -> None:
    """Every stored file is what its sources give, and no other file lies beside them."""
    made = dict(make())
    assert {path.name for path in FOLDER.iterdir()} == set(made), ADVICE
    stored = json.loads((FOLDER / "cldr-en.json").read_text("utf-8"))
    if stored["babel"] != version("babel"):
        pytest.skip("another Babel, with another CLDR, is installed")
    differing = [name for name, text in made.items() if (FOLDER / name).read_text("utf-8") != text]
    assert not differing, ADVICE


def test_every_language_with_a_file_has_a_table() -> None:
    """No language that has a file needs Babel."""
    assert set(available()) <= stored_languages()


def test_a_language_without_a_table_is_read_through_babel() -> None:
    """Welsh has no table and is known all the same."""
    assert "cy" not in stored_languages()
    assert table("cy", "territories")["DE"] == extract("cy")["territories"]["DE"] != ""


def test_an_edited_file_is_read_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy whose digest is not the file's is passed over."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "one.toml").write_text('name = "new"', "utf-8")
    copy = tmp_path / "tables" / copy_name("one.toml")
    monkeypatch.setattr("stemmata.languages.files.files", lambda _: tmp_path)
    copy.write_text(json.dumps({"digest": digest(b"other"), "content": {"name": "old"}}), "utf-8")
    assert read_toml("one.toml") == {"name": "new"}
    current = digest((tmp_path / "one.toml").read_bytes())
    copy.write_text(json.dumps({"digest": current, "content": {"name": "copied"}}), "utf-8")
    assert read_toml("one.toml") == {"name": "copied"}


def test_babel_is_not_opened_for_a_stored_language() -> None:
    """What all annotators ask of a language is answered without importing Babel."""
    asked = (
        "import sys\n"
        "from stemmata.languages.calendar import calendar_words\n"
        "from stemmata.languages.currencies import currency_codes, currency_names\n"
        "from stemmata.languages.numbers import number_marks, scale_words\n"
        "from stemmata.languages.territories import city_names, language_names, territory_names\n"
        "from stemmata.languages.units import unit_names\n"
        "currency_codes()\n"
        "for ask in (calendar_words, currency_names, number_marks, scale_words, city_names,\n"
        "            language_names, territory_names, unit_names):\n"
        "    ask('de')\n"
        "sys.exit('babel' in sys.modules)\n"
    )
    assert run([sys.executable, "-c", asked], check=False).returncode == 0
