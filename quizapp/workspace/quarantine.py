"""Settles what lies ahead of the clock, as the learner says: the clock of then was wrong, or it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.messages import _, ngettext
from quizapp.store import quarantine
from quizapp.store.quarantine import Ahead
from quizapp.study.days import date_of
from quizapp.text import number_text
from quizapp.workspace.edits import forget_edits
from quizapp.workspace.wording import date_text

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace


def set_aside(workspace: Workspace) -> Ahead | None:
    """Takes what is dated well after the clock out of the schedule, as one action; gives what it was.

    Raises QuizError "busy".
    """
    found = workspace.history.settle(quarantine.set_aside)
    if found is not None and found.edits:
        # They hold whatever the clock said, and nothing else would tell them again.
        workspace.reading(lambda: forget_edits(workspace.index))
    workspace.reload()
    return found


def bring_back(workspace: Workspace) -> int:
    """Takes back the latest `set_aside`; gives how many actions it brought back. Raises QuizError "busy"."""
    actions = workspace.history.settle(quarantine.bring_back)
    workspace.reload()
    return actions


def ahead_text(ahead: Ahead) -> str:
    """What a learner is told before anything is set aside."""
    return ngettext(
        "{n} entry dated {date} lies ahead of the clock",
        "{n} entries dated up to {date} lie ahead of the clock",
        ahead.actions,
    ).format(n=number_text(ahead.actions), date=_date(ahead))


def set_aside_text(ahead: Ahead | None) -> str:
    """What a learner is told of what was set aside."""
    if ahead is None:
        return _("Nothing is dated well after this computer’s clock.")
    done = ngettext(
        "{n} entry dated {date} is set aside, and the schedule is what it was without it.",
        "{n} entries dated up to {date} are set aside, and the schedule is what it was without them.",
        ahead.actions,
    ).format(n=number_text(ahead.actions), date=_date(ahead))
    return _("{done} To bring back what was set aside: quizapp history quarantine --lift").format(done=done)


def brought_back_text(actions: int) -> str:
    if not actions:
        return _("Nothing is set aside.")
    return ngettext(
        "{n} entry counts again, and the schedule is what it was with it.",
        "{n} entries count again, and the schedule is what it was with them.",
        actions,
    ).format(n=number_text(actions))


def _date(ahead: Ahead) -> str:
    return date_text(date_of(ahead.last).isoformat())
