"""Small words written together with what is listed."""

from __future__ import annotations

import pytest
from tests.annotate.ties.telling import only, ties_of

from stemmata.annotate.ties.cues import compile_listed
from stemmata.languages import available, load


def test_a_conjunction_may_be_written_to_an_actor() -> None:
    """A conjunction written together with the first word of an actor's phrase loses no report."""
    tie = only("اتهمت الحكومة روسيا والاتحاد الأوروبي بتأخير المساعدات.", "ar")
    assert tie.type == "ACCUSE"


@pytest.mark.parametrize("language", sorted(available()))
def test_every_phrase_is_read_with_what_is_written_to_it(language: str) -> None:
    """Conjunctions and articles written to any listed phrase, in any language, break nothing."""
    names = load(language).section("names")
    small = ["", *names.get("conjunctions", ()), *names.get("proclitics", ())]
    for form, rests in compile_listed(language).phrases.items():
        for rest, _ in rests:
            phrase = " ".join((form, *rest))
            for lead in small:
                ties_of(f"Norvik Keller {lead}{phrase} Lowen, {lead}{phrase}.", language)
