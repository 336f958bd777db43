"""What is said after many cards were changed, and after that was undone or redone."""

from __future__ import annotations

from collections.abc import Callable

from quizapp.messages import N_, _, ngettext
from quizapp.study.days import date_of
from quizapp.workspace.bulk import Bulk, TakenBack
from quizapp.workspace.wording import date_text

DONE: dict[str, Callable[[int], str]] = {
    "suspend": lambda n: ngettext("{n} card suspended.", "{n} cards suspended.", n),
    "resume": lambda n: ngettext("{n} card is back.", "{n} cards are back.", n),
    "bury": lambda n: ngettext(
        "{n} card buried until the next study day.", "{n} cards buried until the next study day.", n
    ),
    "flag": lambda n: ngettext("{n} card flagged.", "{n} cards flagged.", n),
    "unflag": lambda n: ngettext("{n} flag taken away.", "{n} flags taken away.", n),
    "reset": lambda n: ngettext("{n} card is new again.", "{n} cards are new again.", n),
    "due": lambda n: ngettext("{n} card has another date.", "{n} cards have another date.", n),
}
"""What is said of each action."""

TAKEN_BACK: dict[str, str] = {
    "attempt": N_("an answer"),
    "almost": N_("an answer"),
    "review": N_("a rating"),
    "override": N_("your verdict"),
    "suspend": N_("suspending"),
    "bury": N_("burying"),
    "flag": N_("flagging"),
    "reset": N_("making new"),
    "due": N_("setting due"),
    "passage": N_("your judgement of a changed passage"),
}
"""What an undo may have taken back, by the kind of its first event."""


def done_text(name: str, done: Bulk, undo: str) -> str:
    """What an action of DONE came to, and by which key it is taken back."""
    told = DONE[name](done.changed).format(n=done.changed)
    if done.left:
        left = ngettext("{n} card stays as it was.", "{n} cards stay as they were.", done.left)
        told += " " + left.format(n=done.left)
    return told + " " + _("{key} takes it back.").format(key=undo) if done.changed else told


def turned_text(template: str, turned: TakenBack) -> str:
    """What was undone or redone, in a template that names `what` and `cards`."""
    cards = ngettext("{n} card", "{n} cards", turned.cards).format(n=turned.cards)
    return template.format(what=_what(turned), cards=cards)


def undone_text(turned: TakenBack) -> str:
    """What an undo took back; how many cards that were is told where it was more than one."""
    if turned.cards > 1:
        return turned_text(_("Undone: {what} ({cards})."), turned)
    return _("Undone: {what}.").format(what=_what(turned))


def redone_text(turned: TakenBack) -> str:
    """What a redo restored, told likewise."""
    if turned.cards > 1:
        return turned_text(_("Redone: {what} ({cards})."), turned)
    return _("Redone: {what}.").format(what=_what(turned))


def _what(turned: TakenBack) -> str:
    """What was turned, and of which day where that is a former one: undo goes back beyond today."""
    what = _(TAKEN_BACK[turned.kind]) if turned.kind in TAKEN_BACK else turned.kind
    if turned.day is None:
        return what
    return _("{what} of {date}").format(what=what, date=date_text(date_of(turned.day).isoformat()))
