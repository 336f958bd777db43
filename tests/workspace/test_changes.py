"""A changed passage is judged once: kept, retired, or left for the next time; every way can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from quizapp.store.model import EventKind
from quizapp.study.model import Rating
from quizapp.workspace.changes import change_print, compared
from quizapp.workspace.editing import after_keeping
from quizapp.workspace.model import Answered, Scope, ShownChange, ShownPassage
from quizapp.workspace.quiz import begin_quiz
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.steps import steps
from quizapp.workspace.workspace import Workspace
from tests import changed
from tests.workspace.making import answered, events

NOW = "2026-03-02T10:00:00+01:00"
LATER = "2026-06-02T10:00:00+01:00"


class Library:
    """The drifted library with its history, opened as often as a test wants."""

    def __init__(self, root: Path, stack: ExitStack) -> None:
        self.root = root
        self._stack = stack

    def open(self, now: str = NOW) -> Workspace:
        environ = {"QUIZAPP_NOW": now}
        libraries = (self.root / "library",)
        return self._stack.enter_context(
            Workspace.open(data=self.root / "data", libraries=libraries, environ=environ, writing=True)
        )

    def close(self) -> None:
        self._stack.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    changed.drifted(tmp_path / "library")
    with ExitStack() as stack:
        yield Library(tmp_path, stack)


def at_verdict(workspace: Workspace, tag: str) -> Sitting:
    sitting = workspace.sitting(Scope(tag=tag))
    if not isinstance(sitting.moment, Answered):
        sitting.submit(None)
    return sitting


@pytest.mark.parametrize("tag", ["conflict", "lost", "edited", "whole"])
def test_a_changed_passage_is_shown_before_and_after(library: Library, tag: str) -> None:
    (passage,) = answered(at_verdict(library.open(), tag)).passages
    assert passage.text in changed.SHEET
    assert passage.changed is not None
    assert passage.changed.kind == ("conflict" if tag == "whole" else tag)
    assert (passage.changed.text is None) == (tag == "lost")


def test_an_unchanged_passage_asks_nothing(library: Library) -> None:
    sitting = at_verdict(library.open(), "same")
    assert answered(sitting).change is None
    assert not sitting.judge_change(keep=True)
    assert not sitting.judge_change(keep=False)
    assert isinstance(sitting.moment, Answered)


def test_a_change_that_was_kept_is_not_asked_about_again(library: Library) -> None:
    workspace = library.open()
    sitting = at_verdict(workspace, "conflict")
    assert answered(sitting).change is not None
    assert sitting.judge_change(keep=True)
    assert answered(sitting).change is None
    sitting.rate(Rating.EASY)
    library.close()
    later = at_verdict(library.open(LATER), "conflict")
    assert answered(later).change is None
    (passage,) = answered(later).passages
    assert passage.changed is not None


@pytest.mark.parametrize("tag", ["edited", "conflict", "lost"])
def test_keeping_names_what_tells_how_the_deck_is_mended(library: Library, tag: str) -> None:
    sitting = at_verdict(library.open(), tag)
    assert sitting.judge_change(keep=True)
    found = after_keeping(sitting)
    assert found is not None
    assert found[1] == f"quizapp lock {library.root / 'library' / 'decks' / 'marche.yaml'}"


def test_a_change_that_was_left_is_asked_about_again(library: Library) -> None:
    at_verdict(library.open(), "conflict").rate(Rating.EASY)
    library.close()
    assert answered(at_verdict(library.open(LATER), "conflict")).change is not None


def test_another_change_of_the_same_words_is_asked_about(library: Library) -> None:
    sitting = at_verdict(library.open(), "conflict")
    sitting.judge_change(keep=True)
    sitting.rate(Rating.EASY)
    library.close()
    sheet = library.root / "library" / "seeds" / "marche.md"
    text = sheet.read_text("utf-8")
    sheet.write_text(text.replace("12 000 visiteurs", "13 000 visiteurs"), "utf-8")
    assert answered(at_verdict(library.open(LATER), "conflict")).change is None
    library.close()
    sheet.write_text(text.replace("étals ont baissé", "étals ont monté"), "utf-8")
    assert answered(at_verdict(library.open(LATER), "conflict")).change is not None


def test_keeping_is_undone_by_itself_and_redone(library: Library) -> None:
    workspace = library.open()
    sitting = at_verdict(workspace, "conflict")
    attempt = answered(sitting).attempt
    sitting.judge_change(keep=True)
    assert sitting.undo()
    again = answered(sitting)
    assert (again.attempt, again.restored, again.change is not None) == (attempt, False, True)
    assert sitting.redo()
    assert answered(sitting).change is None
    assert len(events(workspace, EventKind.ATTEMPT)) == 1
    assert workspace.history.verify() == ()


def test_keeping_outlives_the_program_before_the_rating(library: Library) -> None:
    at_verdict(library.open(), "conflict").judge_change(keep=True)
    library.close()
    sitting = library.open().sitting(Scope(tag="conflict"))
    assert (answered(sitting).restored, answered(sitting).change) == (True, None)
    assert sitting.undo()
    assert answered(sitting).change is not None


def test_keeping_one_face_keeps_the_card(library: Library) -> None:
    sitting = at_verdict(library.open(), "edited")
    seen = {answered(sitting).asking.key}
    sitting.judge_change(keep=True)
    sitting.rate(Rating.EASY)
    for day in (3, 4):
        library.close()
        sitting = at_verdict(library.open(f"2026-06-0{day}T10:00:00+01:00"), "edited")
        seen.add(answered(sitting).asking.key)
        assert answered(sitting).change is None
        sitting.rate(Rating.EASY)
    assert seen == {"marche/payeur#fwd", "marche/payeur#rev"}


def test_keeping_leaves_the_schedule_alone(library: Library) -> None:
    workspace = library.open()
    sitting = at_verdict(workspace, "conflict")
    before = list(workspace.history.memories())
    sitting.judge_change(keep=True)
    assert list(workspace.history.memories()) == before
    assert workspace.history.verify() == ()


def test_retiring_suspends_every_face_and_is_undone_at_once(library: Library) -> None:
    workspace = library.open()
    sitting = at_verdict(workspace, "edited")
    assert sitting.judge_change(keep=False)
    assert not isinstance(sitting.moment, Answered)
    keys = {"marche/payeur#fwd", "marche/payeur#rev"}
    assert set(workspace.roster.suspended()) == keys
    assert sitting.undo()
    workspace.catch_up()
    assert set(workspace.roster.suspended()) == set()
    assert answered(sitting).change is not None


def test_a_renamed_card_is_not_asked_about_again(library: Library) -> None:
    sitting = at_verdict(library.open(), "conflict")
    sitting.judge_change(keep=True)
    sitting.rate(Rating.EASY)
    library.close()
    deck = library.root / "library" / "decks" / "marche.yaml"
    deck.write_text(
        deck.read_text("utf-8").replace("id: loyers", "id: rentes\n    aliases: [loyers]"), "utf-8"
    )
    sitting = at_verdict(library.open(LATER), "conflict")
    assert answered(sitting).asking.key == "marche/rentes#main"
    assert answered(sitting).change is None


def test_a_quiz_shows_the_former_passage_and_asks_nothing(library: Library) -> None:
    from quizapp.workspace.drawing import RoundScope

    quiz = begin_quiz(library.open(), RoundScope(tag="conflict"))
    quiz.submit(None)
    moment = quiz.moment
    assert isinstance(moment, Answered)
    assert moment.change is None
    assert moment.passages[0].changed is not None


def test_a_paper_keeps_a_changed_passage_with_its_source_line(library: Library) -> None:
    from quizapp.workspace.drawing import RoundScope
    from quizapp.workspace.exam_opening import open_exam
    from quizapp.workspace.paper_export import exported
    from quizapp.workspace.papers import read_paper

    workspace = library.open()
    exam = open_exam(workspace, RoundScope(), 10)
    exam.hand_in()
    exam.close()
    library.close()
    changed.make(library.root / "library")
    workspace = library.open()
    paper = read_paper(workspace, "last")
    kinds = {
        one.answered.asking.card.tags[0]: passage.changed and passage.changed.kind
        for one in paper.answers
        for passage in one.answered.passages
    }
    assert kinds == {
        **{"conflict": "conflict", "lost": "lost", "edited": "edited", "whole": "conflict", "same": None}
    }
    assert "§ 2, as it was" in exported(paper, "md")


def test_changed_cards_are_not_told_as_skipped(library: Library) -> None:
    home = library.open().home()
    assert (home.skipped_cards, home.unreadable, home.decks[0].total) == (0, 0, 6)


def test_a_card_reworded_at_its_verdict_has_nothing_left_to_judge(library: Library) -> None:
    sitting = at_verdict(library.open(), "edited")
    sitting.place()
    deck = library.root / "library" / "decks" / "marche.yaml"
    deck.write_text(deck.read_text("utf-8").replace("financés par", "payés par"), "utf-8")
    reread = sitting.reread()
    assert (reread.changed, reread.problem) == (False, None)
    assert answered(sitting).change is None
    assert answered(sitting).passages[0].changed is None


def test_a_changed_passage_covers_nothing(library: Library) -> None:
    from quizapp.library.coverage import cover
    from quizapp.library.roots import given_libraries
    from quizapp.library.studied import read_studied

    studied = read_studied(given_libraries((library.root / "library",)))
    assert studied.skipped_cards == 0
    (source,) = studied.sources()
    covered = cover(source, studied.decks[0].cards)
    assert [each.share > 0 for each in covered.paragraphs] == [False, True, False]


def passage(old: str, new: str | None) -> ShownPassage:
    now = ShownChange("lost") if new is None else ShownChange("edited", 1, new, (0, len(new)))
    return ShownPassage(
        "T", None, None, None, False, 1, old, (0, len(old)), (), None, "fr", None, None, changed=now
    )


@pytest.mark.parametrize(
    ("old", "new", "former", "present"),
    [
        ("ont baissé", "n’ont pas baissé", ["ont"], ["n’ont pas"]),
        ("a b c d", "a x c d e", ["b"], ["x", "e"]),
        ("a b c", "a c", ["b"], []),
        ("a b", None, ["a b"], []),
    ],
)
def test_words_that_differ_are_told(old: str, new: str | None, former: list[str], present: list[str]) -> None:
    spans = compared(passage(old, new))
    assert [old[slice(*span)] for span in spans.former] == former
    assert [(new or "")[slice(*span)] for span in spans.present] == present


def test_only_changes_have_a_print() -> None:
    assert change_print([passage("a", "b")._replace(changed=None)]) is None
    prints = {change_print([passage(*texts)]) for texts in (("a", "b"), ("a", "c"), ("b", "b"), ("a", None))}
    assert len(prints) == 4


def test_progress_tells_the_cards_whose_change_nobody_has_judged(library: Library) -> None:
    workspace = library.open()
    index = workspace.index
    tags = {key.key.split("#")[0]: key.tags[0] for key in index.key_rows() if key.deck == "marche"}

    def told() -> list[str]:
        keys = workspace.progress().figures.next.changed
        assert all("#" in key for key in keys)
        return sorted(tags[key.split("#")[0]] for key in keys)

    everything = told()
    assert {"conflict", "lost", "edited", "whole"} <= set(everything)
    assert "same" not in everything and len(set(everything)) == len(everything)
    assert [step.kind for step in steps(workspace.progress())] == ["passage"]
    kept = at_verdict(workspace, "conflict")
    kept.judge_change(keep=True)
    kept.rate(Rating.EASY)
    assert told() == [tag for tag in everything if tag != "conflict"]
    library.close()
    workspace = library.open()
    sitting = at_verdict(workspace, "edited")
    sitting.judge_change(keep=False)
    assert "edited" not in told()
