"""The conversation of a sitting: asks, reads a line, shows the verdict with its proof, reads the rating."""

from __future__ import annotations

from collections.abc import Callable

from quizapp.cli.plain import commands
from quizapp.cli.plain.commands import COMMANDS, Command, Unknown, read_line
from quizapp.cli.plain.passage import neighbour_lines, passage_lines
from quizapp.cli.plain.prompts import AZERTY, in_digits, prompt
from quizapp.cli.plain.summary import show_summary
from quizapp.cli.plain.terminal import Terminal
from quizapp.cli.plain.verdict import almost_line, response_text, show_details, verdict_line
from quizapp.clock import Clock
from quizapp.messages import _
from quizapp.questions.model import Misread
from quizapp.study.model import Rating
from quizapp.text import shown
from quizapp.workspace.model import Answered, Asking, Done, Moment, Waiting
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.wording import PHASES, RATINGS, misread_text, wait_text

NAP_S = 1.0
"""How long the program sleeps between two looks at the clock while it waits for a learning card."""


class PlainSitting:
    """A sitting over a terminal. `sleep` takes seconds; it is called only where somebody chose to wait."""

    def __init__(
        self,
        sitting: Sitting,
        terminal: Terminal,
        clock: Clock,
        sleep: Callable[[float], None],
    ) -> None:
        self._sitting = sitting
        self._terminal = terminal
        self._clock = clock
        self._sleep = sleep
        self._hinted = False
        self._told: object = None

    def run(self) -> int:
        """Asks until nothing is left, `:q`, the end of the input, or an interrupt; then sums up."""
        code = 0
        try:
            if not isinstance(self._sitting.moment, Done):
                self._terminal.line(_("Type :? for help, :q to end."))
            while self._step():
                pass
        except KeyboardInterrupt:
            code = 130
            self._terminal.line()
        if isinstance(self._sitting.moment, Answered):
            self._terminal.line(_("The last answer is kept; it comes back for its rating."))
        show_summary(self._sitting.summary(), self._terminal)
        return code

    def _step(self) -> bool:
        """Deals with what the sitting is at; gives False when the sitting is to end."""
        moment = self._sitting.moment
        if isinstance(moment, Asking):
            return self._ask(moment)
        if isinstance(moment, Answered):
            return self._rate(moment)
        if isinstance(moment, Waiting):
            return self._wait(moment)
        return self._finish(moment)

    # -- a question ------------------------------------------------------------------------------

    def _ask(self, asking: Asking) -> bool:
        if self._is_news(asking):
            self._hinted = self._hinted and asking.retype
            self._show_question(asking)
        typed = self._terminal.ask(prompt(asking.form))
        if typed is None:
            return False
        line = read_line(typed)
        if not isinstance(line, str):
            return self._obey(line, asking)
        line = in_digits(line, asking.form)
        response = asking.card.question.plain_response(asking.face, line, asking.order)
        if isinstance(response, Misread):
            self._terminal.line(misread_text(response))
            return True
        after = self._sitting.submit(response, hinted=self._hinted)
        if isinstance(after, Answered):
            self._show_answer(after)
        return True

    def _show_question(self, asking: Asking) -> None:
        if asking.retype:
            self._terminal.unbroken(almost_line())
            return
        self._terminal.line()
        self._terminal.line(
            _("{left} left, {phase}: {deck}").format(
                left=asking.counts.total, phase=_(PHASES[asking.phase]), deck=asking.deck_title
            )
        )
        self._show_lines(asking)
        if asking.card.hint:
            self._terminal.line(_("There is a hint: :h"))

    def _show_lines(self, asking: Asking) -> None:
        for line in asking.card.question.plain_lines(asking.face, asking.order):
            self._terminal.said(line, asking.card.lang)

    # -- an answer -------------------------------------------------------------------------------

    def _rate(self, answered: Answered) -> bool:
        if self._is_news(answered):
            if answered.restored:
                self._show_restored(answered)
            self._show_ratings(answered)
        proposed = _proposed(answered)
        typed = self._terminal.ask(
            _("Rating (Enter: {n} {rating}) > ").format(n=int(proposed), rating=_(RATINGS[proposed]))
        )
        if typed is None:
            return False
        line = read_line(typed)
        if not isinstance(line, str):
            return self._obey(line, answered)
        chosen = line.strip().translate(AZERTY)
        if not chosen:
            self._sitting.rate(proposed)
        elif chosen in ("1", "2", "3", "4"):
            self._sitting.rate(Rating(int(chosen)))
        else:
            self._terminal.line(_("Type a number from 1 to 4, or nothing."))
        return True

    def _show_restored(self, answered: Answered) -> None:
        self._terminal.line()
        self._terminal.line(_("This answer of an earlier sitting still waits for its rating:"))
        self._show_lines(answered.asking)
        given = response_text(answered)
        if given:
            self._terminal.text(_("You: {answer}").format(answer=given))
        self._show_answer(answered)

    def _show_answer(self, answered: Answered) -> None:
        """The verdict, then what proves it and what the author says of it."""
        self._terminal.unbroken(verdict_line(answered))
        show_details(answered, self._terminal)
        card = answered.asking.card
        for passage in answered.passages:
            for line in passage_lines(passage, self._terminal.width):
                self._terminal.unbroken(line)
        for option in getattr(card.question, "wrong", ()):
            if getattr(option, "why", None):
                self._terminal.text(
                    _("Why not “{option}”: {why}").format(
                        option=shown(option.text, card.lang), why=shown(option.why, card.lang)
                    )
                )
        for text in (card.explain, card.note):
            if text:
                self._terminal.said(text, card.lang)

    def _show_ratings(self, answered: Answered) -> None:
        ways = (
            f"{int(future.rating)} {_(RATINGS[future.rating])} ({wait_text(future.wait_s)})"
            for future in answered.futures
        )
        self._terminal.line(", ".join(ways))

    # -- a wait ----------------------------------------------------------------------------------

    def _wait(self, waiting: Waiting) -> bool:
        seconds = max(0, waiting.until_ms - self._clock.now().at_ms) // 1000
        self._terminal.line()
        self._terminal.line(_("The next card comes back in {wait}.").format(wait=wait_text(seconds)))
        if not self._terminal.interactive:
            return False
        typed = self._terminal.ask(_("Enter waits for it, :q ends > "))
        if typed is None:
            return False
        line = read_line(typed)
        if not isinstance(line, str):
            return self._obey(line, waiting)
        while isinstance(self._sitting.tick(), Waiting):
            left_s = (waiting.until_ms - self._clock.now().at_ms) / 1000
            self._sleep(min(NAP_S, max(left_s, 0.05)))
        return True

    def _finish(self, done: Done) -> bool:
        """Lets the last answer be taken back, where somebody sits at the terminal."""
        if not self._terminal.interactive or self._sitting.summary().attempts == 0:
            return False
        self._terminal.line()
        self._terminal.line(_("That was the last card."))
        typed = self._terminal.ask(_("Enter ends, :u takes it back > "))
        line = "" if typed is None else read_line(typed)
        return not isinstance(line, str) and self._obey(line, done)

    # -- commands --------------------------------------------------------------------------------

    def _obey(self, command: Command | Unknown, moment: Moment) -> bool:
        """Does what was typed instead of an answer; gives False where that ends the sitting."""
        if command == commands.QUIT:
            return False
        if isinstance(command, Unknown):
            self._terminal.line(
                _(
                    "There is no command “{name}”. :? lists them; an answer with a colon first takes two."
                ).format(name=command.name)
            )
        elif command == commands.HELP:
            self._show_help()
        elif command == commands.HINT:
            self._show_hint(moment)
        elif command == commands.CONTEXT:
            self._show_context(moment)
        elif command == commands.UNDO:
            self._terminal.line(
                _("Taken back.") if self._sitting.undo() else _("There is nothing to take back.")
            )
        elif command == commands.REDO:
            self._terminal.line(_("Restored.") if self._sitting.redo() else _("There is nothing to restore."))
        elif isinstance(moment, (Waiting, Done)):
            self._terminal.line(_("There is no card here."))
        else:
            self._sitting.set_aside(suspend=command == commands.SUSPEND)
            self._terminal.line(_("Set aside; :u takes it back."))
        return True

    def _show_help(self) -> None:
        for command in COMMANDS:
            self._terminal.text(f":{command.letter}  {_(command.help)}")
        self._terminal.text(
            _("An empty line: “I don’t know” to a question, the proposed rating after the answer.")
        )
        self._terminal.text(
            _("[[ ]] stand around the quoted words of a passage, ** ** around those that answer.")
        )
        self._terminal.text(_("An answer that begins with a colon is typed with two colons."))

    def _show_hint(self, moment: Moment) -> None:
        if not isinstance(moment, Asking):
            self._terminal.line(_("The question is answered."))
        elif moment.card.hint is None:
            self._terminal.line(_("This card has no hint."))
        else:
            self._hinted = True
            self._terminal.said(moment.card.hint, moment.card.lang)

    def _show_context(self, moment: Moment) -> None:
        if not isinstance(moment, Answered):
            self._terminal.line(_("The source is shown after the answer."))
            return
        lines = [
            line for passage in moment.passages for line in neighbour_lines(passage, self._terminal.width)
        ]
        for line in lines:
            self._terminal.unbroken(line)
        if not lines:
            self._terminal.line(_("The source holds nothing else beside this."))

    def _is_news(self, moment: object) -> bool:
        """Tells whether a moment was not told yet: a prompt that comes again says only its prompt."""
        if moment is self._told:
            return False
        self._told = moment
        return True


def _proposed(answered: Answered) -> Rating:
    """The rating that an empty line accepts; Good where the learner is the judge."""
    return answered.suggested or Rating.GOOD
