"""Weights for the days that fuzz may choose from, so that reviews come evenly and easy days stay easy."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from quizapp.study.model import StudyDay

_LEAST = 1e-4
"""The share of a weekday that wants none: where no other day is within the fuzz, one of them must do."""

_SIBLING = 1e-4
"""What the day of a sibling is worth beside another one."""


def day_weights(
    days: Sequence[int],
    today: StudyDay,
    week: Sequence[float],
    counts: Mapping[int, int],
    siblings: Collection[int] = (),
) -> list[float]:
    """How readily a card that is answered on `today` goes to each of some later study days. `week` holds the
    share of a normal day's reviews that each weekday wants, from Monday on.

    A day falls with the square of the cards due there, and with its distance, since later days have yet to
    receive most of theirs, and without that every interval would grow; siblings are avoided. Thus Anki's
    balancer (ankitects/anki, pull requests 3230 and 3643). A weekday's share counts by its cube: what flows
    by `share³ / count²` comes to rest where counts are as the shares.
    """
    return [
        max(week[(day - 1) % 7], _LEAST) ** 3
        / ((counts.get(day, 0) + 1) ** 2 * max(1, day - today))
        * (_SIBLING if day in siblings else 1.0)
        for day in days
    ]


def easy_weights(days: Sequence[int], week: Sequence[float]) -> list[float]:
    """The same without regard to what is due: only the shares of the weekdays."""
    return [max(week[(day - 1) % 7], _LEAST) for day in days]
