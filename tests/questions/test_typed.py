"""Guards and levels that need a marking of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.questions.folding import fold_n0, fold_n1, fold_n2, fold_n3, fold_word, words
from quizapp.questions.model import Marking, Outcome
from quizapp.questions.typed import mark_typed


def outcome(
    given: str, *accepted: str, marking: Marking | None = None, wrong: tuple[str, ...] = ()
) -> Outcome:
    return mark_typed(given, accepted, marking or Marking("fr"), wrong)[0]


def test_a_word_of_the_vocabulary_is_no_typo() -> None:
    known = Marking("fr", vocabulary=frozenset(words("la livraison, la liaison, le corral")))
    assert outcome("le corrail de Kharkiv", "le corral de Kharkiv") is Outcome.CORRECT
    assert outcome("livrason", "livraison", marking=known) is Outcome.CORRECT
    assert outcome("corral", "corrail", marking=known) is Outcome.ALMOST
    assert outcome("le corral de Kharkiv", "le corrail de Kharkiv", marking=known) is Outcome.ALMOST


def test_a_retype_of_almost_is_wrong() -> None:
    final = Marking("fr", vocabulary=frozenset({"importations"}), final=True)
    assert outcome("importations", "exportations", marking=final) is Outcome.WRONG
    assert outcome("exportation", "exportations", marking=final) is Outcome.CORRECT


def test_an_answer_nearer_to_a_wrong_choice_is_stopped() -> None:
    assert outcome("barilletage", "barillerage") is Outcome.CORRECT
    assert outcome("barilletage", "barillerage", wrong=("barilletage",)) is Outcome.ALMOST
    assert outcome("cote", "côte", wrong=("cote",)) is Outcome.ALMOST
    assert outcome("cote", "côte", wrong=("crête",)) is Outcome.CORRECT
    assert outcome("barilletx", "bariller", wrong=("barillet",)) is not Outcome.CORRECT


def test_strict_accents_ask_for_a_retype() -> None:
    strict = Marking("fr", strict_accents=True)
    assert outcome("ecole", "école", marking=strict) is Outcome.ALMOST
    assert outcome("l'ecole", "école", marking=strict) is Outcome.ALMOST
    assert outcome("ecole suprieure", "école supérieure", marking=strict) is Outcome.ALMOST
    assert outcome("fin de guerre", "fin de la guerre", marking=strict) is Outcome.ALMOST
    assert outcome("L’École", "école", marking=strict) is Outcome.CORRECT
    assert outcome("gouvernemnt", "gouvernement", marking=strict) is Outcome.CORRECT


def test_the_accepted_answer_named_is_the_one_matched_or_nearest() -> None:
    accepted = ("la République populaire", "Pyongyang", "la Corée du Nord")
    assert mark_typed("coree du nord", accepted, Marking("fr"))[1] == "la Corée du Nord"
    assert mark_typed("Pyonyang", accepted, Marking("fr"))[1] == "Pyongyang"
    assert mark_typed("la Corée du Sud", accepted, Marking("fr"))[1] == "la Corée du Nord"


def test_an_exact_alternative_wins_over_an_earlier_typo() -> None:
    assert mark_typed("sanctions", ("sanction", "sanctions"), Marking("fr"))[1:] == ("sanctions", ())


def test_nothing_accepted_is_refused() -> None:
    with pytest.raises(ValueError):
        mark_typed("a", (), Marking())


def test_a_very_long_text_is_wrong_at_once() -> None:
    assert outcome("a" * 200_000, "armes") is Outcome.WRONG
    assert outcome("1" * 20_000, "10 000") is Outcome.WRONG
    assert outcome("un million " * 5_000, "10 000") is Outcome.WRONG


def test_other_scripts_keep_the_marks_that_make_their_letters() -> None:
    assert outcome("か", "が", marking=Marking("ja")) is Outcome.WRONG
    assert outcome("कि", "की", marking=Marking("hi")) is Outcome.WRONG
    assert outcome("Москва", "москва", marking=Marking("ru")) is Outcome.CORRECT


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    for fold in (fold_n0, fold_n1, fold_n2):
        once = fold(text)
        assert fold(once) == once
    assert isinstance(fold_n3(text, "fr"), str)


def test_the_vocabulary_holds_words_as_marking_compares_them() -> None:
    assert words("L’Œuvre d’Hwasong-18, à Étampes !") == ("l", "oeuvre", "d", "hwasong", "18", "a", "etampes")
    assert fold_word("Étampes") == "etampes"
