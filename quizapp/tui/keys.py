"""Keys that mean the same on QWERTY and AZERTY without Shift, and the names by which hints call keys."""

from __future__ import annotations

import re

from quizapp.messages import N_, gettext

DIGITS = (
    "1,ampersand",
    "2,é",
    "3,quotation_mark",
    "4,apostrophe",
    "5,left_parenthesis",
    "6,minus",
)
"""Keys of the numbers one to six, as Textual names them."""

PLACES = (*DIGITS, "7,è", "8,underscore")
"""Keys of the numbers one to eight."""

NAMES: dict[str, str] = {
    "accept.cancel": N_("Esc"),
    "accept.write": N_("Enter"),
    "act-dialog.cancel": N_("Esc"),
    "act-dialog.due": "d",
    "act-dialog.flag-0": "0",
    "act-dialog.flag-1": "1",
    "act-dialog.flag-2": "2",
    "act-dialog.flag-3": "3",
    "act-dialog.flag-4": "4",
    "act-dialog.reset": "r",
    "author.new": "n",
    "browse.undo": "u",
    "cram-dialog.cancel": N_("Esc"),
    "cram-dialog.start": N_("Enter"),
    "cram-dialog.tick": N_("Space"),
    "due-dialog.cancel": N_("Esc"),
    "edited.due": N_("Enter, d"),
    "edited.keep": N_("Esc, k"),
    "essay.confirm": N_("Enter"),
    "essay.done": N_("ctrl+s or F4"),
    "essay.rewrite": N_("Esc"),
    "home.ahead": "d",
    "home.exam": "x",
    "home.more-new": "n",
    "home.more-reviews": "m",
    "home.quarantine": "w",
    "home.quiz": "z",
    "home.reload": "r",
    "home.resume": "s",
    "leave.hand-in": "F9",
    "leave.stay": N_("Esc"),
    "match.confirm": N_("Enter"),
    "options.confirm": N_("Enter"),
    "options.pass": "0",
    "order.carry-down": "alt+↓",
    "order.carry-up": "alt+↑",
    "order.confirm": N_("Enter"),
    "order.pass": "0",
    "order.touch": N_("Space"),
    "paper.known": "2",
    "paper.unknown": "1",
    "preview.again": "r",
    "quiz.known": "2",
    "quiz.unknown": "1",
    "round-dialog.cancel": N_("Esc"),
    "study.accept": N_("Enter"),
    "study.edit": "e",
    "study.image": N_("i or F5"),
    "study.keep": "k",
    "study.retire": "x",
    "study.undo": "ctrl+z",
    "sure.no": "2",
    "sure.yes": "1",
}
"""What hints call the keys of some bindings, by their ids, as long as the user gave them none of his own."""


WORDS = {"space": N_("space"), "shift": N_("shift"), "pgup": N_("pgup"), "pgdn": N_("pgdn")}
"""Words for keys that Textual shows in English."""


def in_words(key: str) -> str:
    """A key as Textual shows it, such as `shift+tab`, in the language in force."""
    return "+".join(gettext(WORDS[part]) if part in WORDS else part for part in key.split("+"))


def keyed(text: str, **values: object) -> str:
    """A message with its values, and with the key of a binding wherever it has the id: `{home.quiz}`."""
    told = re.sub(r"\{([a-z-]+\.[a-z0-9-]+)\}", lambda found: _braced(named(found[1])), text)
    return told.format(**values)


def named(id: str) -> str:
    """The key to name for what a binding does: the first that the user gave it, else that of NAMES."""
    from textual._context import active_app
    from textual.keys import format_key

    app = active_app.get(None)
    own = "" if app is None else app._keymap.get(id, "")
    return format_key(own.partition(",")[0]) if own else gettext(NAMES[id])


def _braced(key: str) -> str:
    return key.replace("{", "{{").replace("}", "}}")
