"""A card that is being written is asked as a sitting would ask it, and nothing is recorded."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.library.index import Index
from quizapp.library.model import CardKey
from quizapp.library.roots import Library, given_libraries
from quizapp.questions.model import Outcome
from quizapp.workspace.authoring import Authoring
from quizapp.workspace.model import Answered, Asking, Done
from quizapp.workspace.passages import shown_passages
from quizapp.workspace.preview import Preview
from tests import changed, kinds

BROKEN = "  - {id: sans-genre, question: Quoi ?, quote: trente}\n"


@pytest.fixture
def authoring(tmp_path: Path) -> Authoring:
    kinds.write(tmp_path)
    (file,) = (tmp_path / "decks").glob("*.yaml")
    file.write_text(file.read_text("utf-8") + BROKEN, "utf-8")
    return Authoring(Library("user", tmp_path.resolve()), f"decks/{file.name}", 0)


def asking(preview: Preview) -> Asking:
    assert isinstance(preview.moment, Asking)
    return preview.moment


def answered(preview: Preview) -> Answered:
    assert isinstance(preview.moment, Answered)
    return preview.moment


def card_of(authoring: Authoring, kind: str) -> str:
    return next(seen.id for seen in authoring.draft.cards if seen.card and seen.card.question.kind == kind)


def test_a_right_and_a_wrong_answer_are_marked_and_proved(authoring: Authoring) -> None:
    preview = Preview(authoring, card_of(authoring, "short"))
    (right, *_rest) = asking(preview).card.question.expected("main")
    preview.submit(right)
    assert answered(preview).verdict.outcome is Outcome.CORRECT
    assert answered(preview).passages
    preview.again()
    preview.submit("tout autre chose")
    assert answered(preview).verdict.outcome is Outcome.WRONG
    assert (answered(preview).attempt, answered(preview).futures) == ("", ()), "nothing was recorded"


def test_an_almost_asks_once_more_and_then_marks(authoring: Authoring) -> None:
    preview = Preview(authoring, card_of(authoring, "date"))
    preview.submit("2024")
    assert asking(preview).retype and asking(preview).first == "2024"
    preview.submit("2024")
    assert answered(preview).verdict.outcome is Outcome.WRONG


def test_every_face_is_asked_and_then_it_is_over(authoring: Authoring) -> None:
    preview = Preview(authoring, card_of(authoring, "cloze"))
    faces = asking(preview).card.question.faces()
    assert preview.total == len(faces)
    seen = []
    while isinstance(preview.moment, Asking):
        seen.append((preview.place, asking(preview).face))
        preview.submit(None)
        preview.go_on()
    assert seen == list(enumerate(faces, 1))
    assert isinstance(preview.moment, Done)


def test_options_are_shown_in_another_order_each_time(authoring: Authoring) -> None:
    preview = Preview(authoring, card_of(authoring, "order"))
    orders = set()
    for _ in range(12):
        orders.add(asking(preview).order)
        preview.again()
    assert len(orders) > 1


def test_asked_again_the_card_is_as_the_file_now_has_it(authoring: Authoring) -> None:
    preview = Preview(authoring, card_of(authoring, "short"))
    stem = asking(preview).stem
    text = authoring.file.read_text("utf-8")
    assert stem in text
    authoring.file.write_text(text.replace(stem, "Une autre question ?"), "utf-8")
    authoring.poll(1)
    assert asking(preview).stem == stem, "not under the hands of whoever answers"
    preview.again()
    assert asking(preview).stem == "Une autre question ?"


def test_a_card_with_an_error_is_not_asked(authoring: Authoring) -> None:
    with pytest.raises(QuizError, match="card-unsound"):
        Preview(authoring, "sans-genre")
    preview = Preview(authoring, card_of(authoring, "short"))
    authoring.file.write_text("format: 1\n", "utf-8")
    authoring.poll(1)
    preview.again()
    assert isinstance(preview.moment, Asking), "the last good deck is asked"


def test_there_is_nothing_to_overrule_and_no_confidence_to_ask_for(authoring: Authoring) -> None:
    preview = Preview(authoring, card_of(authoring, "short"))
    preview.submit("faux")
    assert not preview.override()
    assert not preview.asks_confidence
    with pytest.raises(QuizError, match="nothing-to-add"):
        preview.propose()
    with pytest.raises(QuizError, match="no-image"):
        preview.open_image()
    preview.close()


@pytest.mark.parametrize("gone", [False, True])
def test_a_changed_passage_is_shown_as_in_study_also_where_its_paragraph_is_gone(
    tmp_path: Path, gone: bool
) -> None:
    root = changed.drifted(tmp_path / "library")
    if gone:
        sheet = root / "seeds" / "marche.md"
        sheet.write_text(sheet.read_text("utf-8").rpartition("\n\n")[0] + "\n", "utf-8")
    authoring = Authoring(Library("user", root.resolve()), "decks/marche.yaml", 0)
    kinds_of_change = {"etals": "lost", "payeur": "edited", "loyers": "conflict", "visiteurs": None}
    with closing(Index.open(tmp_path / "index.sqlite3")) as index:
        index.refresh(given_libraries((root,)), 0)
        for card_id, kind in kinds_of_change.items():
            preview = Preview(authoring, card_id)
            preview.submit(None)
            (passage,) = answered(preview).passages
            assert (passage.changed and passage.changed.kind) == kind
            studied = index.card(CardKey(f"marche/{card_id}#{preview._on_screen().face}"))
            assert (passage,) == shown_passages(index, studied)
