"""What stands around a deed decides its type and how it stands."""

from __future__ import annotations

import pytest
from tests.annotate.ties.telling import only, ties_of


def test_what_a_preposition_sets_apart_is_not_what_the_verb_ends() -> None:
    """Who suspends work in protest protests; who ends a strike retreats."""
    ties = ties_of("Los médicos suspendieron sus consultas en protesta contra el gobierno.", "es")
    assert "RETREAT" not in {tie.type for tie in ties}
    assert "RETREAT" in {
        tie.type for tie in ties_of("El sindicato finalizó la huelga contra la empresa.", "es")
    }


def test_who_throws_something_at_somebody_attacks() -> None:
    """Stones are a deed where they are thrown, and only there."""
    tie = only("Los manifestantes arrojaron botellas a los policías.", "es")
    assert (tie.type, tie.target[0].text) == ("ASSAULT", "policías")
    assert only("Protesters hurled stones at the soldiers.").type == "ASSAULT"
    assert not ties_of("The mayor threw a party, and the workers moved stones.")


def test_who_imposes_sanctions_sanctions() -> None:
    """A verb of imposing leaves the deed to its object."""
    tie = only("The European Union imposed sanctions on Belarus.")
    assert (tie.type, tie.text) == ("SANCTION", "sanctions")
    assert only("The governor imposed a curfew in Lagos.").type == "COERCE"


def test_a_protest_is_told_beside_another_deed() -> None:
    """A protest and what protesters demand are two ties; unrest is a state, no deed of its own."""
    text = "Los obreros protestaron contra el gobierno, exigiendo a la empresa mejores salarios."
    assert {tie.type for tie in ties_of(text, "es")} == {"PROTEST", "REQUEST"}


def test_verbs_are_known_by_their_endings() -> None:
    """A word that ends as only verbs do is no noun, though an article stands before it."""
    tie = only("Los sindicatos unidos exigieron al gobierno una reforma.", "es")
    assert (tie.type, tie.source[0].text) == ("REQUEST", "sindicatos")


def test_words_that_say_by_whom_say_no_issue() -> None:
    """A protest "por parte de" somebody is theirs, not about them."""
    ties = ties_of("Hubo una protesta por parte de los diputados rusos.", "es")
    assert all("diputados" not in mention.text for tie in ties for mention in tie.target)


@pytest.mark.parametrize(
    ("text", "language", "type_"),
    [
        ("Norland denied that its army attacked the village.", "en", "ASSAULT"),
        ("Die Regierung bestritt, dass die Armee das Dorf angegriffen habe.", "de", "ASSAULT"),
        ("La policía desmintió haber detenido a los estudiantes.", "es", "COERCE"),
        ("Le ministre a nié que la police ait arrêté les journalistes.", "fr", "COERCE"),
    ],
)
def test_what_is_denied_is_told_as_denied(text: str, language: str, type_: str) -> None:
    """Who denies a deed rejects nobody: the deed stands as denied."""
    tie = only(text, language)
    assert (tie.type, tie.standing) == (type_, "denial")
    assert only("The minister rejected the accusation of the union.").standing == "fact"
    refused = only("The government of Norland denied asylum to the refugees.")
    assert (refused.type, refused.standing) == ("REJECT", "fact")
