"""Numbers as rows of cells, for the screen and for lines of text alike: each level has a glyph of its own, so
that colour is never the only cue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

HEAT = "·░▒▓█"
"""The glyph of each level of heat: nothing, up to a quarter, a half, three quarters, and more."""

_WIDEST = 4
"""The cells that one number gets at most."""


_EIGHTHS = " ▁▂▃▄▅▆▇█"

_BAR, _HALF_BAR = "━", "╸"

_DAYS = 7

_HIGH = 0.9
"""The share of the days that stay below the full level of a calendar: one day's marathon must not pale the
others."""


class Cell(NamedTuple):
    """A cell of a chart: what is printed, and its level, from 0, for a front end that has colours."""

    glyph: str
    level: int


def heat_level(share: float) -> int:
    """The level of a share between 0 and 1; only nothing has level 0."""
    top = len(HEAT) - 1
    return 0 if share <= 0 else min(1 + int(share * top), top)


def heat_strip(shares: Sequence[float], width: int) -> tuple[Cell, ...]:
    """Shares between 0 and 1 as a strip of at most `width` cells, in their order.

    Each share has a cell, or as many as there is room for; where there are more shares than cells, a cell
    stands for neighbours by their mean, and for nothing only where all of them are nothing.
    """
    if not shares or width < 1:
        return ()
    if len(shares) <= width:
        each = min(width // len(shares), _WIDEST)
        levels = [heat_level(share) for share in shares for _ in range(each)]
    else:
        edges = [at * len(shares) // width for at in range(width + 1)]
        runs = [shares[first:last] for first, last in pairwise(edges)]
        levels = [heat_level(sum(run) / len(run)) for run in runs]
    return tuple(Cell(HEAT[level], level) for level in levels)


def heat_scale() -> tuple[tuple[Cell, int], ...]:
    """Each level with the percentage up to which it reaches."""
    top = len(HEAT) - 1
    return tuple((Cell(glyph, level), level * 100 // top) for level, glyph in enumerate(HEAT))


class BarRow(NamedTuple):
    """A bar with what stands before and after it; the cells are at most as many as there is room for."""

    label: str
    cells: tuple[Cell, ...]
    number: str


def bar(share: float, width: int) -> tuple[Cell, ...]:
    """A share between 0 and 1 as a bar of at most `width` cells, exact to half of one; only nothing has no
    cell."""
    if share <= 0 or width < 1:
        return ()
    whole, half = divmod(max(1, round(min(share, 1.0) * width * 2)), 2)
    level = heat_level(share)
    return (*[Cell(_BAR, level)] * whole, *[Cell(_HALF_BAR, level)] * half)


def bars(
    named: Sequence[tuple[str, int]],
    width: int,
    full: int | None = None,
    told: Callable[[int], str] = str,
) -> tuple[BarRow, ...]:
    """Counts as bars below one another, the longest as long as `width` lets it be.

    `full` is the count of a bar of that length, by default the highest one; `told` says how counts are
    written. Labels and counts are padded to columns; a label counts as many cells as it has characters.
    """
    before = max((len(label) for label, _ in named), default=0)
    counts = [told(count) for _, count in named]
    after = max(map(len, counts), default=0)
    most = full or max((count for _, count in named), default=0)
    room = max(0, width - before - after - 2)
    return tuple(
        BarRow(label.ljust(before), bar(count / most if most else 0.0, room), text.rjust(after))
        for (label, count), text in zip(named, counts, strict=True)
    )


def columns(counts: Sequence[int], height: int) -> tuple[tuple[Cell, ...], ...]:
    """Counts as columns side by side, the highest `height` rows high, exact to an eighth of a row; the rows
    from the top. Only nothing has no cell."""
    most = max(counts, default=0)
    eighths = [max(1, round(count / most * height * 8)) if count > 0 else 0 for count in counts]
    return tuple(
        tuple(
            Cell(_EIGHTHS[part], int(part > 0))
            for filled in eighths
            for part in [min(8, max(0, filled - 8 * (height - 1 - row)))]
        )
        for row in range(height)
    )


def calendar(counts: Sequence[int], weekday: int, weeks: int) -> tuple[tuple[Cell | None, ...], ...]:
    """Days as seven rows, Monday first, of at most `weeks` columns; the last day stands in the last one.

    `counts` are of days one after another, the last of which falls on `weekday` (0 for Monday). None is
    where no day is.
    """
    columns = max(0, min(weeks, -(-(len(counts) + 6 - weekday) // _DAYS))) if counts else 0
    full = _high(counts)
    rows = []
    for row in range(_DAYS):
        at = [len(counts) - 1 - weekday + row - _DAYS * back for back in reversed(range(columns))]
        rows.append(tuple(_day(counts[one], full) if 0 <= one < len(counts) else None for one in at))
    return tuple(rows)


def _day(count: int, full: int) -> Cell:
    # A count that is the least one to be full must be, whatever the rounding.
    level = len(HEAT) - 1 if count and count >= full else heat_level(count / full if full else 0.0)
    return Cell(HEAT[level], level)


def _high(counts: Sequence[int]) -> int:
    """The count from which on a day has the highest level: what all but the busiest days stay below."""
    busy = sorted(count for count in counts if count > 0)
    return busy[min(len(busy) - 1, int(len(busy) * _HIGH))] if busy else 0


def drawn(cells: Sequence[Cell]) -> str:
    """A row of cells as text."""
    return "".join(cell.glyph for cell in cells)


CURVE, AIM, NOTHING = 2, 1, 0
"""The levels of a curve's cells: the curve itself, the line that it is held against, and nothing."""

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a Braille cell, row by row."""


def curve(
    shares: Sequence[float | None], height: int, aim: float, low: float = 0.0
) -> tuple[tuple[Cell, ...], ...]:
    """Shares as a curve of dots over `height` rows of cells, from 1 at the top to `low`, two shares a cell.

    Neighbours are joined by dots, None leaves a gap. `aim` is drawn as a dashed line where the curve is not.
    """
    levels = 4 * height

    def dot(share: float) -> int:
        part = (1 - min(1.0, max(low, share))) / (1 - low)
        return min(levels - 1, int(part * levels))

    bits = [[0] * ((len(shares) + 1) // 2) for _ in range(height)]
    before: int | None = None
    for place, share in enumerate(shares):
        here = None if share is None else dot(share)
        if here is not None:
            start = here if before is None else before + (here > before) - (here < before)
            for at in range(min(start, here), max(start, here) + 1):
                bits[at // 4][place // 2] |= _DOTS[at % 4][place % 2]
        before = here
    row_of_aim = dot(aim) // 4
    return tuple(
        tuple(
            Cell(chr(0x2800 + cell), CURVE) if cell else Cell("┄", AIM) if row == row_of_aim else Cell(" ", 0)
            for cell in cells
        )
        for row, cells in enumerate(bits)
    )


def least_shown(shares: Iterable[float]) -> float:
    """Where lines of marks had best begin: a tenth at or below all the shares, 0.9 at most."""
    return min(int(min(shares, default=1.0) * 10) / 10, 0.9)


MARKS = "─○●◉"
"""On a line of two marks: nothing, the first mark, the second one, and both in one cell."""


def marked_line(first: float, second: float, low: float, width: int) -> tuple[Cell, ...]:
    """A line of `width` cells from `low` to 1 with a mark at each of two shares; what lies outside stands at
    the end."""
    places = [round((share - low) / (1 - low) * (width - 1)) for share in (first, second)]
    one, other = (min(max(place, 0), width - 1) for place in places)
    levels = [(at == one) + 2 * (at == other) for at in range(width)]
    return tuple(Cell(MARKS[level], level) for level in levels)
