"""Daily review line by line: the conversation with its ratings and its waits."""

from __future__ import annotations

import os
from collections.abc import Callable

from quizapp.cli.plain import commands
from quizapp.cli.plain.commands import Command, read_line
from quizapp.cli.plain.conversation import Conversation
from quizapp.cli.plain.passage import show_change
from quizapp.cli.plain.prompts import AZERTY
from quizapp.cli.plain.question import show_question
from quizapp.cli.plain.summary import show_summary
from quizapp.cli.plain.terminal import Terminal
from quizapp.cli.plain.verdict import response_text
from quizapp.clock import Clock
from quizapp.errors import QuizError
from quizapp.messages import _
from quizapp.study.model import Rating
from quizapp.workspace.model import Answered, Asking, Done, Moment, Waiting
from quizapp.workspace.sitting import Sitting
from quizapp.workspace.wording import PHASES, RATINGS, ahead_text, edited_text, error_text, wait_text

NAP_S = 1.0
"""How long the program sleeps between two looks at the clock while it waits for a learning card."""


class PlainSitting(Conversation):
    """A sitting over a terminal. `sleep` takes seconds; it is called only where somebody chose to wait."""

    def __init__(
        self,
        sitting: Sitting,
        terminal: Terminal,
        clock: Clock,
        sleep: Callable[[float], None],
    ) -> None:
        super().__init__(sitting, terminal)
        self._sitting = sitting
        self._clock = clock
        self._sleep = sleep

    def run(self) -> int:
        """Asks until nothing is left, `:q`, the end of the input, or an interrupt; then sums up."""
        code = 0
        try:
            if self._sitting.scope.ahead is not None:
                self._terminal.line(ahead_text(self._sitting.scope.ahead))
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

    # -- an answer -------------------------------------------------------------------------------

    def _rate(self, answered: Answered) -> bool:
        if self._is_news(answered):
            if answered.restored:
                self._show_restored(answered)
            if answered.change is not None:
                show_change(answered.passages, self._terminal)
            self._show_ratings(answered)
        proposed = _proposed(answered)
        typed = self._terminal.ask(
            _("Rating (Enter: {n} {rating}) > ").format(n=int(proposed), rating=_(RATINGS[proposed])),
            self._sitting.prepare,
        )
        if typed is None:
            return False
        line = read_line(typed)
        if not isinstance(line, str):
            return self._obey(line, answered)
        chosen = line.strip().translate(AZERTY) or str(int(proposed))
        if chosen not in ("1", "2", "3", "4"):
            self._terminal.line(_("Type a number from 1 to 4, or nothing."))
            return True
        self._sitting.rate(Rating(int(chosen)))
        if self._sitting.leech is not None:
            from quizapp.workspace.leeches import leech_text

            self._terminal.line(leech_text(self._sitting.leech))
        return True

    def _show_restored(self, answered: Answered) -> None:
        self._terminal.line()
        self._terminal.line(_("This answer of an earlier sitting still waits for its rating:"))
        show_question(answered.asking, self._terminal)
        given = response_text(answered.asking, answered.response)
        if given:
            self._terminal.text(_("You: {answer}").format(answer=given))
        self._show_answer(answered)

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
        while isinstance(still := self._sitting.tick(), Waiting):
            # Another card may be next by now: a new day can begin meanwhile, or the clock be set.
            left_s = (still.until_ms - self._clock.now().at_ms) / 1000
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

    def _place_line(self, asking: Asking) -> str:
        flag = _(", flag {n}").format(n=asking.flag) if asking.flag else ""
        return _("{left} left, {phase}{flag}: {deck}").format(
            left=asking.counts.total, phase=_(PHASES[asking.phase]), flag=flag, deck=asking.deck_title
        )

    def _obey_way(self, command: Command, moment: Moment, number: str = "") -> None:
        if command in (commands.UNDO, commands.REDO):
            self._turn(back=command == commands.UNDO)
        elif isinstance(moment, (Waiting, Done)):
            self._terminal.line(_("There is no card here."))
        elif command == commands.EDIT:
            self._edit()
        elif command in (commands.KEEP, commands.RETIRE):
            self._judge_change(moment, keep=command == commands.KEEP)
        elif command in (commands.BURY, commands.SUSPEND):
            self._sitting.set_aside(suspend=command == commands.SUSPEND)
            self._terminal.line(_("Set aside; :u takes it back."))
        else:
            self._act(command, moment, number)

    def _act(self, command: Command, moment: Asking | Answered, number: str) -> None:
        """Flags the card, sets it due or makes it new; a flag is no reason to ask it anew."""
        from quizapp.cli.plain.acting import ask_act
        from quizapp.workspace.bulk import Bulk
        from quizapp.workspace.bulk_wording import done_text

        wanted = ask_act(command, number, moment, self._sitting.workspace, self._terminal)
        if wanted is None:
            return
        name, act = wanted
        changed = self._sitting.act(act)
        if act.kind == "flag":
            self._told = self._sitting.moment
        self._terminal.line(done_text(name, Bulk(int(changed), int(not changed)), ":u"))

    def _turn(self, *, back: bool) -> None:
        """Takes back the last action, or brings it back; a flag is no reason to ask anything anew."""
        from quizapp.workspace.bulk_wording import redone_text, undone_text

        turned = self._sitting.undo() if back else self._sitting.redo()
        if turned is None:
            nothing = _("There is nothing to take back.") if back else _("There is nothing to restore.")
            self._terminal.line(nothing)
            return
        if turned.kind == "flag":
            self._told = self._sitting.moment
        self._terminal.line(undone_text(turned) if back else redone_text(turned))

    def _judge_change(self, moment: Moment, *, keep: bool) -> None:
        """Keeps or retires a card whose passage has changed."""
        if not isinstance(moment, Answered) or not self._sitting.judge_change(keep=keep):
            self._terminal.line(_("No changed passage is to be judged here."))
        elif keep:
            from quizapp.workspace.editing import after_keeping

            self._terminal.line(_("Kept; this change is not asked about again. :u takes it back."))
            if (rest := after_keeping(self._sitting)) is not None:
                self._terminal.line(rest[0])
                self._terminal.unbroken(rest[1])
        else:
            self._terminal.line(_("Retired; :u takes it back."))

    def _edit(self) -> None:
        """Opens the editor where somebody sits at the terminal, else says where the card is; then reads it
        anew, which a verdict outlives."""
        from quizapp.workspace.editing import problem_text
        from quizapp.workspace.editor import editor_call, run_editor

        try:
            place = self._sitting.place()
            self._terminal.unbroken(f"{place.shown}:{place.line}")
            if self._terminal.interactive:
                run_editor(editor_call(os.environ, place.file, place.line))
                self._terminal.forget_typed()
        except QuizError as error:
            self._terminal.line(error_text(error))
            return
        reread = self._sitting.reread()
        if reread.problem is not None:
            self._terminal.line(problem_text(reread.problem))
        if reread.changed:
            self._terminal.line(_("The answer of this card has changed."))
        if reread.due:
            self._terminal.line(edited_text(reread.due))


def _proposed(answered: Answered) -> Rating:
    """The rating that an empty line accepts; Good where the learner is the judge."""
    return answered.suggested or Rating.GOOD
