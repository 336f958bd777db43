"""What predictions were worth, as lines and as JSON, and the progress of finding that out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from quizapp.charts import MARKS, drawn, least_shown, marked_line
from quizapp.cli.output import table
from quizapp.messages import _, ngettext
from quizapp.stats.scoring import Figures, Group
from quizapp.workspace.wording import decimals_text, percent_text

INDENT = "  "
_LINE, _SHORTEST = 31, 10
_BESIDE = 30
"""The cells that the other columns of a calibration take."""


class Meter:
    """Shows how far a long command has come, on a terminal only, in one line that is gone in the end."""

    def __init__(self) -> None:
        self._shown = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._show("")

    def __call__(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            self._show(_("Working: {done} of {total}; Ctrl+C stops.").format(done=done, total=total))

    def _show(self, text: str) -> None:
        if self._shown:
            print(f"\r{' ' * len(self._shown)}\r", end="", file=sys.stderr, flush=True)
        if text:
            print(text, end="", file=sys.stderr, flush=True)
        self._shown = text


def figure_table(rows: Sequence[tuple[str, Figures]]) -> list[str]:
    """The measures of each row under their names."""
    head = ("", _("log loss"), _("RMSE (bins)"), _("AUC"))
    lines = [
        (
            INDENT + name,
            decimals_text(found.log_loss, 4),
            decimals_text(found.rmse_bins, 4),
            "–" if found.auc is None else decimals_text(found.auc, 3),
        )
        for name, found in rows
    ]
    return table([head, *lines], right=frozenset({1, 2, 3}))


def calibration_lines(blocks: Sequence[tuple[str, Figures]]) -> Iterator[str]:
    """Predicted against actual recall, a line for each group of reviews; all blocks at one scale."""
    yield _("Recall predicted {predicted}, actual {actual}, both {both}, in groups of equal size:").format(
        predicted=MARKS[1], actual=MARKS[2], both=MARKS[3]
    )
    groups = [group for _name, found in blocks for group in found.groups]
    low = least_shown(share for group in groups for share in (group.predicted, group.passed))
    width = max(_SHORTEST, min(_LINE, shutil.get_terminal_size().columns - _BESIDE))
    for name, found in blocks:
        yield ""
        yield from _block(name, found.groups, low, width)


def _block(name: str, groups: Sequence[Group], low: float, width: int) -> list[str]:
    ends = percent_text(low), percent_text(1.0)
    scale = ends[0] + " " * (width - len(ends[0]) - len(ends[1])) + ends[1]
    rows = [
        (
            INDENT + percent_text(group.predicted),
            percent_text(group.passed),
            drawn(marked_line(group.predicted, group.passed, low, width)),
            str(group.n),
        )
        for group in groups
    ]
    head = (INDENT + _("predicted"), _("actual"), scale, _("reviews"))
    return [_("{heading}:").format(heading=name), *table([head, *rows], right=frozenset({0, 1, 3}))]


def gain_line(before: Figures, after: Figures) -> str:
    """By how much the log loss differs."""
    gain = before.log_loss - after.log_loss
    if gain > 0:
        return _("Optimizing lowers the log loss by {gain}.").format(gain=decimals_text(gain, 4))
    return _("Optimizing raises the log loss by {loss}: the default parameters are better.").format(
        loss=decimals_text(-gain, 4)
    )


def what_is_scored() -> str:
    """Which reviews are scored, in words: others than those of the true retention."""
    return _(
        "Scored is a review on a later study day than the one before of its card. First reviews and repeats"
        " on the same day are learnt from."
    )


def scored_text(n: int) -> str:
    """So many scored reviews."""
    return ngettext("{n} scored review", "{n} scored reviews", n).format(n=n)


def figures_json(found: Figures) -> dict[str, object]:
    """Figures under keys that scripts may rely on; `auc` is null where all reviews came out alike."""
    return {
        "n": found.n,
        "log_loss": found.log_loss,
        "rmse_bins": found.rmse_bins,
        "auc": found.auc,
        "calibration": [group._asdict() for group in found.groups],
    }
