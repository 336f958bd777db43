"""Words for what is left of a sitting, which its header needs before anything else is worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.messages import _, ngettext

if TYPE_CHECKING:
    from quizapp.study.session import Counts
    from quizapp.workspace.model import Summary


def left_text(counts: Counts) -> str:
    """What is left of a sitting, by the state of its cards."""
    told = (
        (ngettext("{n} new", "{n} new", counts.new), counts.new),
        (ngettext("{n} learning", "{n} learning", counts.learning), counts.learning),
        (ngettext("{n} to review", "{n} to review", counts.review), counts.review),
    )
    return " · ".join(text.format(n=n) for text, n in told if n)


def coming_text(summary: Summary) -> str:
    """What a sitting that was ended before its last card leaves to ask, else when the next card comes."""
    if summary.left is not None:
        return _("Left now: {counts}.").format(counts=left_text(summary.left).removesuffix("."))
    from quizapp.workspace.wording import next_due_text

    return next_due_text(summary.next_due)
