"""What a question's line is asked with, and the line as an AZERTY keyboard means it."""

from __future__ import annotations

import re

from quizapp.messages import _
from quizapp.questions.model import Composing, Form, Matching, Options, Ordering, Reveal, TrueFalse, Typed

AZERTY = str.maketrans("&é\"'(-è_", "12345678")
"""The digits as an AZERTY keyboard types them without Shift."""


def prompt(form: Form) -> str:
    """What to type, in so many words where it is not plain."""
    match form:
        case Reveal():
            return _("Enter turns the card over > ")
        case TrueFalse():
            return _("1 true, 2 false > ")
        case Options(several=several):
            return _("Numbers > ") if several else _("Number > ")
        case Ordering():
            return _("Numbers in the right order > ")
        case Matching():
            return _("Pairs, such as 1b 2a > ")
        case Composing():
            return _("Your text, on one line > ")
        case Typed(labels=labels) if len(labels) > 1:
            return _("{n} answers, between semicolons > ").format(n=len(labels))
    return "> "


def ticks_prompt() -> str:
    """What the ideas of an essay are asked for with."""
    return _("Numbers of the ideas that your text holds (empty: none) > ")


def in_digits(line: str, form: Form) -> str:
    """The line with AZERTY's unshifted row read as digits, where digits are wanted and none stands."""
    typed = line.translate(AZERTY)
    wanted = r"([1-8] *[A-Za-z][ ,;]*)+" if isinstance(form, Matching) else r"[1-8 ,;]*"
    if any(map(str.isdigit, line)) or not isinstance(form, TrueFalse | Options | Ordering | Matching):
        return line
    return typed if re.fullmatch(wanted, typed.strip()) else line
