"""The screen of a round: a quiz, a cram, an exam, or the paper of one whose time ran out unseen."""

from __future__ import annotations

from textual.screen import Screen

from quizapp.workspace.exam import Exam
from quizapp.workspace.quiz import Quiz


def round_screen(asker: Quiz | Exam) -> Screen[None]:
    if isinstance(asker, Quiz):
        from quizapp.tui.screens.quiz import CramScreen, QuizRoundScreen

        return CramScreen(asker) if asker.scope.cram else QuizRoundScreen(asker)
    if asker.paper is None:
        from quizapp.tui.screens.exam import ExamScreen

        return ExamScreen(asker)
    from quizapp.tui.screens.paper import PaperScreen

    return PaperScreen(asker.review())
