"""Cards that are forgotten again and again: found at the lapse that makes them so, set aside if wanted."""

from __future__ import annotations

from quizapp.messages import _, ngettext
from quizapp.settings import Settings
from quizapp.store.model import EventKind, NewEvent
from quizapp.study.model import CardState, New
from quizapp.study.scheduling import is_leech
from quizapp.workspace.model import Leech


def leech_of(before: CardState, after: CardState, settings: Settings) -> Leech | None:
    """What a rating makes of its card by the settings of its deck; None where it was no lapse or none that
    counts."""
    if isinstance(after, New) or after.lapses == (0 if isinstance(before, New) else before.lapses):
        return None
    if not is_leech(after.lapses, settings.leech_threshold):
        return None
    return Leech(after.lapses, settings.leech_action == "suspend")


def leech_events(leech: Leech, review: NewEvent) -> list[NewEvent]:
    """The events that go with the review of a leech, of its action: an undo takes all of them back."""
    told = review._replace(kind=EventKind.LEECH, target=None, body={"lapses": leech.lapses})
    return [told, told._replace(kind=EventKind.SUSPEND, body={"on": True})] if leech.suspended else [told]


def leech_text(leech: Leech) -> str:
    """What a learner is told of it."""
    forgotten = ngettext(
        "Leech: forgotten {n} time. Reword the card, split it, or learn it by its passage.",
        "Leech: forgotten {n} times. Reword the card, split it, or learn it by its passage.",
        leech.lapses,
    ).format(n=leech.lapses)
    if not leech.suspended:
        return forgotten
    return _("{leech} It is suspended; undo takes this back.").format(leech=forgotten)
