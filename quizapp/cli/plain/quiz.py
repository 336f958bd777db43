"""A quiz line by line: the conversation with its score."""

from __future__ import annotations

from quizapp.cli.plain import commands
from quizapp.cli.plain.commands import Command, read_line
from quizapp.cli.plain.conversation import Conversation
from quizapp.cli.plain.prompts import AZERTY
from quizapp.cli.plain.summary import show_summary
from quizapp.cli.plain.terminal import Terminal
from quizapp.messages import _, ngettext
from quizapp.questions.model import Outcome
from quizapp.workspace.model import Answered, Asking, Moment
from quizapp.workspace.quiz import Quiz
from quizapp.workspace.wording import intro_text


class PlainQuiz(Conversation):
    """A quiz over a terminal."""

    def __init__(self, quiz: Quiz, terminal: Terminal) -> None:
        super().__init__(quiz, terminal)
        self._quiz = quiz

    def run(self) -> int:
        """Asks until nothing is left, `:q`, the end of the input, or an interrupt; then sums up."""
        code = 0
        try:
            self._terminal.line(intro_text(self._quiz.intro))
            self._terminal.line(_("Type :? for help, :q to end."))
            while self._step():
                pass
        except KeyboardInterrupt:
            code = 130
            self._terminal.line()
        show_summary(self._quiz.summary(), self._terminal, scheduled=False)
        return code

    def _step(self) -> bool:
        moment = self._quiz.moment
        if isinstance(moment, Asking):
            return self._ask(moment)
        return isinstance(moment, Answered) and self._go_on(moment)

    def _go_on(self, answered: Answered) -> bool:
        """Reads what the learner says of an answer, or the empty line that goes on."""
        judging = answered.verdict.outcome is Outcome.REVEALED
        question = _("Did you know it? 1 no, 2 yes > ") if judging else _("Enter goes on > ")
        typed = self._terminal.ask(question, self._quiz.prepare)
        if typed is None:
            return False
        line = read_line(typed)
        if not isinstance(line, str):
            return self._obey(line, answered)
        said = line.strip().translate(AZERTY)
        if judging and said not in ("1", "2"):
            self._terminal.line(_("Type 1 or 2."))
            return True
        if judging:
            self._quiz.judge(known=said == "2")
        self._quiz.go_on()
        return True

    def _place_line(self, asking: Asking) -> str:
        if self._quiz.scope.cram:
            left = ngettext("{n} card left: {deck}", "{n} cards left: {deck}", self._quiz.left)
            return left.format(n=self._quiz.left, deck=asking.deck_title)
        return _("Question {n} of {total}: {deck}").format(
            n=self._quiz.place, total=self._quiz.total, deck=asking.deck_title
        )

    def _obey_way(self, command: Command, moment: Moment, number: str = "") -> None:
        if command == commands.UNDO:
            done = self._quiz.undo()
            self._terminal.line(_("Taken back.") if done else _("There is nothing to take back."))
        else:
            self._terminal.line(_("A round leaves the schedule alone; this is for daily review."))
