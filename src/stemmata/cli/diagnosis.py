"""What an installation has, what it lacks, and what that would bring."""

from __future__ import annotations

import platform
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.util import find_spec

from stemmata import __version__
from stemmata.errors import StemmataError
from stemmata.languages import available
from stemmata.lexicon import load_lexicon

# extra: (module to look for, what it brings)
EXTRAS = {
    "parquet": ("pyarrow", "reading Parquet files"),
    "pandas": ("pandas", "data frames of what `stemmata.load` opens"),
    "cluster": ("distributed", "work on many machines: `--engine dask://HOST:PORT`"),
    "web": ("fastapi", "the archive in a browser and over REST: `stemmata serve`"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is there or missing; `detail` says its version, or what it would bring."""

    what: str
    present: bool
    detail: str

    def line(self) -> dict[str, str | bool]:
        """Return the finding as a JSON object."""
        return asdict(self)


def diagnose() -> list[Finding]:
    """Return what is installed and what is missing."""
    findings = [
        Finding("stemmata", True, __version__),
        Finding("Python", True, platform.python_version()),
        _find_lexicon(),
        Finding("language files", True, " ".join(available())),
    ]
    return findings + [_find_extra(name, *about) for name, about in EXTRAS.items()]


def _find_lexicon() -> Finding:
    try:
        languages = load_lexicon().languages
    except StemmataError as error:
        return Finding("lexicon", False, str(error))
    return Finding("lexicon", True, f"{len(languages)} languages: {' '.join(languages)}")


def _find_extra(name: str, module: str, brings: str) -> Finding:
    if find_spec(module) is None:
        advice = f"would bring {brings}; install it with: pip install 'stemmata[{name}]'"
        return Finding(f"extra {name}", False, advice)
    return Finding(f"extra {name}", True, f"{module} {metadata.version(module)}: {brings}")
