"""The plain front end: a sitting line by line, for screen readers, scripts and dumb terminals."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.workspace.drawing import RoundScope
    from quizapp.workspace.model import Scope
    from quizapp.workspace.papers import Paper, PaperReview
    from quizapp.workspace.workspace import Workspace


def study_plainly(workspace: Workspace, scope: Scope) -> int:
    """Runs a sitting over stdin and stdout; gives the exit code. Raises QuizError, BrokenPipeError."""
    import time
    from contextlib import closing

    from quizapp.cli.output import tell
    from quizapp.cli.plain.sitting import PlainSitting
    from quizapp.cli.plain.terminal import Terminal
    from quizapp.workspace.wording import edited_text

    with closing(workspace.sitting(scope)) as sitting:
        terminal = Terminal(sys.stdin, sys.stdout)
        if workspace.edits.due:
            tell(edited_text(workspace.edits.due))
        return PlainSitting(sitting, terminal, workspace.clock, time.sleep).run()


def quiz_plainly(workspace: Workspace, scope: RoundScope, *, as_json: bool = False) -> int:
    """Runs a quiz over stdin and stdout; gives the exit code. With `as_json` the conversation is on stderr
    and the result on stdout. Raises QuizError, BrokenPipeError."""
    from contextlib import closing

    from quizapp.cli.plain.quiz import PlainQuiz
    from quizapp.cli.plain.terminal import Terminal
    from quizapp.workspace.quiz import begin_quiz

    with closing(begin_quiz(workspace, scope)) as quiz:
        code = PlainQuiz(quiz, Terminal(sys.stdin, sys.stderr if as_json else sys.stdout)).run()
        if as_json:
            from quizapp.cli.output import say_json

            say_json(quiz.result())
        return code


def exam_plainly(workspace: Workspace, scope: RoundScope, minutes: int, *, as_json: bool = False) -> int:
    """Runs an exam over stdin and stdout, or goes on with the one under way; gives the exit code. With
    `as_json` the conversation is on stderr and the paper on stdout. Raises QuizError, BrokenPipeError."""
    from contextlib import closing

    from quizapp.cli.plain.exam import PlainExam, judge_paper, show_paper
    from quizapp.cli.plain.terminal import Terminal
    from quizapp.workspace.exam_opening import open_exam

    terminal = Terminal(sys.stdin, sys.stderr if as_json else sys.stdout)
    with closing(open_exam(workspace, scope, minutes)) as exam:
        try:
            if not PlainExam(exam, terminal).run():
                # With no paper there is no JSON: a script must not take that for a result.
                return 1 if as_json else 0
        except KeyboardInterrupt:
            terminal.line()
            return 130
        review = exam.review()
    judge_paper(review, terminal)
    if as_json:
        from quizapp.cli.output import say_json
        from quizapp.workspace.paper_export import as_json as paper_as_json

        say_json(paper_as_json(review.paper))
    else:
        show_paper(review.paper, terminal)
    return 0


def judge_plainly(review: PaperReview) -> int:
    """Asks over stdin and stdout for the judgements that a paper waits for; gives the exit code."""
    from quizapp.cli.plain.exam import judge_paper, show_paper
    from quizapp.cli.plain.terminal import Terminal

    terminal = Terminal(sys.stdin, sys.stdout)
    judge_paper(review, terminal)
    show_paper(review.paper, terminal)
    return 0


def show_paper_plainly(paper: Paper) -> None:
    """Writes a paper to stdout. Raises BrokenPipeError."""
    from quizapp.cli.plain.exam import show_paper
    from quizapp.cli.plain.terminal import Terminal

    show_paper(paper, Terminal(sys.stdin, sys.stdout))
