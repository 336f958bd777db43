"""An answer told to its end: the verdict, then what proves it and what the author says of it."""

from __future__ import annotations

from quizapp.cli.plain.passage import passage_lines
from quizapp.cli.plain.terminal import Terminal
from quizapp.cli.plain.verdict import show_details, verdict_line
from quizapp.messages import _
from quizapp.text import shown
from quizapp.workspace.model import Answered


def show_answer(answered: Answered, terminal: Terminal) -> None:
    terminal.unbroken(verdict_line(answered))
    show_details(answered, terminal)
    card = answered.asking.card
    for passage in answered.passages:
        for line in passage_lines(passage, terminal.width):
            terminal.unbroken(line)
    for option in getattr(card.question, "wrong", ()):
        if getattr(option, "why", None):
            terminal.text(
                _("Why not “{option}”: {why}").format(
                    option=shown(option.text, card.lang), why=shown(option.why, card.lang)
                )
            )
    for text in (card.explain, card.note):
        if text:
            terminal.said(text, card.lang)
