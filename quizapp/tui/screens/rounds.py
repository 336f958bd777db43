"""The screen of a round: a quiz, an exam, or the paper of one whose time ran out while nobody looked."""

from __future__ import annotations

from textual.screen import Screen

from quizapp.workspace.exam import Exam
from quizapp.workspace.quiz import Quiz


def round_screen(asker: Quiz | Exam) -> Screen[None]:
    if isinstance(asker, Quiz):
        from quizapp.tui.screens.quiz import QuizRoundScreen

        return QuizRoundScreen(asker)
    if asker.paper is None:
        from quizapp.tui.screens.exam import ExamScreen

        return ExamScreen(asker)
    from quizapp.tui.screens.paper import PaperScreen

    return PaperScreen(asker.review())
