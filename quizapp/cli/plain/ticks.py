"""The ideas of an essay, asked for after its text: which of them it holds."""

from __future__ import annotations

from quizapp.cli.plain.commands import QUIT, read_line
from quizapp.cli.plain.prompts import AZERTY, ticks_prompt
from quizapp.cli.plain.terminal import Terminal
from quizapp.questions.essay import read_ticks
from quizapp.questions.model import Misread, Written
from quizapp.text import shown
from quizapp.workspace.model import Asking
from quizapp.workspace.wording import misread_text


def ask_ticks(asking: Asking, written: Written, terminal: Terminal) -> Written:
    """The essay with its ideas ticked; as it was where the input, or the wish to go on, ends first."""
    ideas = asking.card.question.expected(asking.face)
    for number, idea in enumerate(ideas, 1):
        terminal.text(f"{number}. {shown(idea, asking.card.lang)}")
    while (typed := terminal.ask(ticks_prompt())) is not None:
        if read_line(typed) == QUIT:
            break
        ticked = read_ticks(typed.translate(AZERTY), ideas)
        if not isinstance(ticked, Misread):
            return Written(written.text, ticked)
        terminal.line(misread_text(ticked))
    return written
