"""What is to be done to a card: asks for the flag's number, or in how many days it is due."""

from __future__ import annotations

from quizapp.cli.plain.commands import DUE, PREFIX, RESET, Command
from quizapp.cli.plain.prompts import AZERTY
from quizapp.cli.plain.terminal import Terminal
from quizapp.messages import _
from quizapp.study.model import Phase
from quizapp.workspace import acts
from quizapp.workspace.acts import FLAGS, MOST_DAYS, Act
from quizapp.workspace.model import Answered, Asking
from quizapp.workspace.workspace import Workspace


def ask_act(
    command: Command, number: str, moment: Asking | Answered, workspace: Workspace, terminal: Terminal
) -> tuple[str, Act] | None:
    """What a command wants done, under its name in `bulk_wording.DONE`; None where it cannot be, or where
    nothing was typed. `number` is what stood behind the command; without, it is asked for."""
    phase = moment.asking.phase if isinstance(moment, Answered) else moment.phase
    if command == DUE and phase is not Phase.REVIEW:
        terminal.line(_("Only a card in review has a date that can be set."))
    elif command == DUE:
        question = _("In how many days? 0 is today; nothing or :q leaves it as it is > ")
        days = _number(number, question, MOST_DAYS, terminal)
        return None if days is None else ("due", acts.dating(workspace.today(), days))
    elif command == RESET:
        return "reset", acts.RESET
    else:
        question = _("Flag 1 to 4, 0 for none; nothing or :q leaves it as it is > ")
        flag = _number(number, question, FLAGS[-1], terminal)
        return None if flag is None else ("flag" if flag else "unflag", acts.flagging(flag))
    return None


def _number(given: str, question: str, most: int, terminal: Terminal) -> int | None:
    """A whole number up to `most`, asked for until one is typed; None where nothing is, or a command."""
    typed: str | None = given or terminal.ask(question)
    while typed is not None and typed.strip() and not typed.strip().startswith(PREFIX):
        text = typed.strip()
        text = text if text.isdecimal() else text.translate(AZERTY)
        if text.isdecimal() and len(text) <= len(str(most)) and int(text) <= most:
            return int(text)
        terminal.line(_("A whole number from {least} to {most}.").format(least=0, most=most))
        typed = terminal.ask(question)
    if typed is not None:
        terminal.line(_("Left as it is."))
    return None
