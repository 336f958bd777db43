"""The conversation of every way of sitting: asks, reads a line, shows the verdict with its proof."""

from __future__ import annotations

from quizapp.cli.plain import commands
from quizapp.cli.plain.answer import show_answer
from quizapp.cli.plain.commands import COMMANDS, Command, Unknown, read_line, with_number
from quizapp.cli.plain.passage import neighbour_lines, show_originals
from quizapp.cli.plain.prompts import AZERTY, in_digits, prompt
from quizapp.cli.plain.question import open_image, show_question
from quizapp.cli.plain.terminal import Terminal
from quizapp.cli.plain.ticks import ask_ticks
from quizapp.cli.plain.verdict import almost_line, verdict_line
from quizapp.messages import _
from quizapp.questions.model import Misread, Written
from quizapp.workspace.asking import Asker
from quizapp.workspace.model import Answered, Asking, Moment
from quizapp.workspace.wording import misread_text


class Conversation:
    """What is said line by line, whatever the way of sitting; each way says how it goes on."""

    def __init__(self, asker: Asker, terminal: Terminal) -> None:
        self._asker = asker
        self._terminal = terminal
        self._hinted = False
        self._guessed = False
        self._told: object = None

    # -- what each way of sitting says for itself ------------------------------------------------

    def _place_line(self, asking: Asking) -> str:
        """Where in the sitting a question stands."""
        raise NotImplementedError

    def _obey_way(self, command: Command, moment: Moment, number: str = "") -> None:
        """Does what only this way of sitting knows; `number` is what stood behind the command."""
        raise NotImplementedError

    # -- a question ------------------------------------------------------------------------------

    def _ask(self, asking: Asking) -> bool:
        if self._is_news(asking):
            self._hinted = self._hinted and asking.retype
            self._guessed = self._guessed and asking.retype
            self._show_question(asking)
        typed = self._terminal.ask(prompt(asking.form), self._asker.prepare)
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
        if isinstance(response, Written):
            response = ask_ticks(asking, response, self._terminal)
        said = self._ask_sure() if self._asker.asks_confidence and response is not None else None
        sure = said if isinstance(said, bool) else None
        after = self._asker.submit(response, hinted=self._hinted, guessed=self._guessed, sure=sure)
        if isinstance(after, Answered):
            self._show_answer(after)
        # What was typed is kept: the sitting comes back to its verdict.
        return said != commands.QUIT

    def _ask_sure(self) -> bool | Command | None:
        """How sure the learner is, or the wish to end the sitting; None where nothing is said of it."""
        typed = (self._terminal.ask(_("Are you sure? 1 sure, 2 unsure > ")) or "").strip()
        if read_line(typed) == commands.QUIT:
            return commands.QUIT
        return {"1": True, "2": False}.get(typed.translate(AZERTY))

    def _show_question(self, asking: Asking) -> None:
        if asking.retype:
            self._terminal.unbroken(almost_line(asking))
            return
        self._terminal.line()
        self._terminal.line(self._place_line(asking))
        show_question(asking, self._terminal)
        if asking.card.hint:
            self._terminal.line(_("There is a hint: :h"))

    # -- an answer -------------------------------------------------------------------------------

    def _show_answer(self, answered: Answered) -> None:
        show_answer(answered, self._terminal)

    # -- commands --------------------------------------------------------------------------------

    def _obey(self, command: Command | Unknown, moment: Moment) -> bool:
        """Does what was typed instead of an answer; gives False where that ends the sitting."""
        if command == commands.QUIT:
            return False
        if isinstance(command, Unknown) and (found := with_number(command)) is not None:
            self._obey_way(found[0], moment, found[1])
        elif isinstance(command, Unknown):
            self._terminal.line(
                _(
                    "There is no command “{name}”. :? lists them; an answer with a colon first takes two."
                ).format(name=command.name)
            )
        elif command == commands.HELP:
            self._show_help()
        elif command == commands.HINT:
            self._show_hint(moment)
        elif command == commands.GUESS:
            self._guess(moment)
        elif command == commands.RIGHT:
            self._overrule(moment)
        elif command == commands.CONTEXT:
            self._show_context(moment)
        elif command == commands.ORIGINAL:
            self._show_originals(moment)
        elif command == commands.IMAGE:
            open_image(self._asker, self._terminal)
        else:
            self._obey_way(command, moment)
        return True

    def _guess(self, moment: Moment) -> None:
        if not isinstance(moment, Asking):
            self._terminal.line(_("The question is answered."))
            return
        self._guessed = not self._guessed
        self._terminal.line(_("Marked as a guess.") if self._guessed else _("No longer marked as a guess."))

    def _overrule(self, moment: Moment) -> None:
        if isinstance(moment, Answered) and self._asker.override():
            after = self._asker.moment
            assert isinstance(after, Answered)
            self._terminal.unbroken(verdict_line(after))
        else:
            self._terminal.line(_("There is no verdict to overrule."))

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

    def _show_originals(self, moment: Moment) -> None:
        if not isinstance(moment, Answered):
            self._terminal.line(_("The source is shown after the answer."))
            return
        show_originals(self._asker, moment, self._terminal)

    def _is_news(self, moment: object) -> bool:
        """Tells whether a moment was not told yet: a prompt that comes again says only its prompt."""
        if moment is self._told:
            return False
        self._told = moment
        return True
