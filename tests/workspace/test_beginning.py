"""A new card is begun from a sentence: at the end of the cards, and nothing else of the file changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.library.adding import Added, NewCard, with_card
from quizapp.library.roots import Library
from quizapp.workspace.authoring import Authoring
from quizapp.workspace.beginning import Begun, begin_card, take_back, write_card

DECK = """\
# en tête
format: 1
deck: {id: marche, title: Le marché, lang: fr}
sources:
  f: ../seeds/feuille.md
  g: {title: Autre, text: "Le marché compte trente étals. Il pleut. Il pleut."}
defaults: {source: f}

cards:
  - id: etals   # le premier
    question: "Combien ?"
    answer: trente
    quote: "compte trente étals"

  # la fin
  - id: faux
    question: "Sans réponse ?"
x-rest: oui   # le reste
"""
SHEET = "Le marché compte trente étals. Il est vieux.\n\nLa mairie paie. Il est vieux.\n"


@pytest.fixture
def authoring(tmp_path: Path) -> Authoring:
    for folder, name, text in (("decks", "marche.yaml", DECK), ("seeds", "feuille.md", SHEET)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, "utf-8")
    return Authoring(Library("user", tmp_path.resolve()), "decks/marche.yaml", 0)


def begin(authoring: Authoring, number: int) -> Begun:
    return begin_card(authoring, authoring.draft.sentences()[number])


def fresh(begun: Begun) -> str:
    """The lines of the new card."""
    before, after = begun.before.decode(), begun.after.decode()
    head, tail = before.partition("x-rest")[::2]
    assert after.startswith(head.rstrip("\n")) and after.endswith("x-rest" + tail), "all else stays"
    return after.removeprefix(head.rstrip("\n")).removesuffix("x-rest" + tail).strip("\n")


def test_a_card_is_begun_with_an_id_and_the_sentence_as_its_quote(authoring: Authoring) -> None:
    begun = begin(authoring, 2)
    assert begun.id == "mairie-paie"
    assert fresh(begun) == (
        '  - id: mairie-paie\n    question: ""\n    answer: ""\n    quote: "La mairie paie."'
    )
    assert authoring.file.read_text("utf-8") == DECK, "nothing is written yet"


def test_a_written_card_is_found_where_its_question_is_to_be_typed(authoring: Authoring) -> None:
    begun = begin(authoring, 2)
    place = write_card(authoring, begun)
    assert place.file == authoring.file
    lines = place.file.read_text("utf-8").split("\n")
    assert lines[place.line - 1][: place.column] == '    question: ""'[: place.column]
    assert place.column == len('    question: "') + 1
    card = authoring.poll(1).card("mairie-paie")
    assert card is not None and card.skipped
    assert [problem.code for problem in card.problems] == ["F108", "F108"]
    assert not list(authoring.file.parent.glob(".*"))


def test_a_card_without_a_word_of_its_author_is_taken_back(authoring: Authoring) -> None:
    begun = begin(authoring, 2)
    write_card(authoring, begun)
    assert take_back(authoring, begun)
    assert authoring.file.read_text("utf-8") == DECK


def test_what_was_saved_since_is_not_taken_back(authoring: Authoring) -> None:
    begun = begin(authoring, 2)
    write_card(authoring, begun)
    typed = authoring.file.read_text("utf-8") + "# plus tard\n"
    authoring.file.write_text(typed, "utf-8")
    assert not take_back(authoring, begun)
    assert authoring.file.read_text("utf-8") == typed
    authoring.file.unlink()
    assert not take_back(authoring, begun)
    assert not authoring.file.exists()


def test_once_it_asks_something_the_card_quotes_its_sentence(authoring: Authoring) -> None:
    sentence = authoring.draft.sentences()[2]
    write_card(authoring, begin_card(authoring, sentence))
    text = authoring.file.read_text("utf-8").replace('question: ""', 'question: "Qui paie ?"')
    authoring.file.write_text(text.replace('answer: ""', 'answer: "la mairie"'), "utf-8")
    card = authoring.poll(2).card("mairie-paie")
    assert card is not None and not card.problems
    assert card.places == (sentence.place,)


def test_a_sentence_that_stands_twice_names_its_paragraph(authoring: Authoring) -> None:
    assert "para: 2" in fresh(begin(authoring, 3))


def test_a_source_that_is_not_the_default_is_named(authoring: Authoring) -> None:
    text = fresh(begin(authoring, 4))
    assert 'source: "g"' in text and "para" not in text


def test_an_id_is_never_taken_twice(authoring: Authoring) -> None:
    ids = []
    for _ in range(3):
        begun = begin(authoring, 2)
        write_card(authoring, begun)
        authoring.poll(0)
        ids.append(begun.id)
    assert ids == ["mairie-paie", "mairie-paie-2", "mairie-paie-3"]
    assert len(authoring.draft.cards) == 5


def test_a_sentence_that_no_quote_can_single_out_is_refused(authoring: Authoring) -> None:
    with pytest.raises(QuizError, match="card-not-added"):
        begin(authoring, 5)


def test_a_file_that_changed_since_it_was_shown_is_not_edited(authoring: Authoring) -> None:
    authoring.file.write_text(DECK.replace("trente\n", "vingt\n"), "utf-8")
    with pytest.raises(QuizError, match="deck-changed"):
        begin(authoring, 2)


def test_a_file_that_changes_before_the_writing_is_not_written(authoring: Authoring) -> None:
    begun = begin(authoring, 2)
    changed = DECK.replace("trente\n", "vingt\n")
    authoring.file.write_text(changed, "utf-8")
    with pytest.raises(QuizError, match="deck-changed"):
        write_card(authoring, begun)
    assert authoring.file.read_text("utf-8") == changed


def test_a_broken_file_is_not_edited(authoring: Authoring) -> None:
    sentence = authoring.draft.sentences()[2]
    authoring.file.write_text("format: 1\ncards: [", "utf-8")
    assert authoring.poll(1).stale
    with pytest.raises(QuizError, match="card-not-added"):
        begin_card(authoring, sentence)


def test_a_file_that_is_gone_is_told(authoring: Authoring) -> None:
    begun = begin(authoring, 2)
    authoring.file.unlink()
    with pytest.raises(QuizError, match="deck-changed"):
        write_card(authoring, begun)


def test_an_edit_that_changes_another_card_is_refused(
    authoring: Authoring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clumsy(text: str, card: NewCard) -> Added:
        added = with_card(text, card)
        assert added is not None
        return added._replace(text=added.text.replace("Combien", "Conbien"))

    monkeypatch.setattr("quizapp.workspace.beginning.with_card", clumsy)
    with pytest.raises(QuizError, match="card-not-added"):
        begin(authoring, 2)


def test_a_shipped_deck_gets_no_card(authoring: Authoring) -> None:
    shipped = Authoring(authoring.library._replace(name="shipped"), authoring.path, 0)
    with pytest.raises(QuizError, match="deck-shipped"):
        begin(shipped, 2)


def test_a_scaffold_gets_its_first_card(authoring: Authoring) -> None:
    head = DECK.partition("cards:")[0] + "cards:\n"
    scaffold = head + "  # - id: exemple\n  #   question: ?\n"
    authoring.file.write_text(scaffold, "utf-8")
    new = Authoring(authoring.library, authoring.path, 0)
    text = begin(new, 2).after.decode()
    assert text.startswith(head + "  - id: mairie-paie\n") and text.endswith(scaffold.removeprefix(head))


def test_the_mode_of_the_file_stays(authoring: Authoring) -> None:
    authoring.file.chmod(0o640)
    write_card(authoring, begin(authoring, 2))
    assert authoring.file.stat().st_mode & 0o777 == 0o640
