"""The pictures of progress as lines of text: tables, or charts as rows of cells."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from quizapp.charts import HEAT, bars, calendar, drawn
from quizapp.cli.output import table
from quizapp.messages import _
from quizapp.stats.progress import Progress
from quizapp.study.days import date_of
from quizapp.text import wrap
from quizapp.workspace import pictures
from quizapp.workspace.pictures import Picture
from quizapp.workspace.wording import WEEKDAYS

WIDEST = 76

_INDENT = "  "


def picture_lines(figures: Progress, charts: bool) -> Iterator[str]:
    """Every picture, an empty line before each."""
    yield ""
    if charts:
        yield from _calendar_lines(figures)
    else:
        yield from drawn_lines(pictures.year_picture(figures), charts=False)
    for picture in (
        pictures.forecast_picture(figures),
        pictures.retention_picture(figures),
        *pictures.card_pictures(figures),
        pictures.button_picture(figures),
    ):
        yield ""
        yield from drawn_lines(picture, charts)


def drawn_lines(picture: Picture, charts: bool) -> Iterator[str]:
    """A picture as bars, or as its table, with its note."""
    width = min(WIDEST, shutil.get_terminal_size().columns) - len(_INDENT)
    yield _("{heading}:").format(heading=picture.heading)
    if charts:
        for row in bars(picture.bars, width, picture.full):
            yield f"{_INDENT}{row.label} {row.number} {drawn(row.cells)}".rstrip()
    else:
        rows = [(_INDENT + first, *rest) for first, *rest in (picture.head, *picture.rows)]
        yield from table(rows, right=frozenset(range(1, len(picture.head))))
    if picture.note:
        yield from (_INDENT + line for line in wrap(picture.note, width))


def _calendar_lines(figures: Progress) -> Iterator[str]:
    names = [_(name)[:2] for name in WEEKDAYS]
    last = date_of(figures.day)
    width = min(WIDEST, shutil.get_terminal_size().columns) - 2 * len(_INDENT) - 1
    counts = [each.answered for each in figures.year]
    yield _("{heading}:").format(heading=_("A year of answers"))
    for name, row in zip(names, calendar(counts, last.weekday(), min(53, width)), strict=True):
        cells = "".join(" " if cell is None else cell.glyph for cell in row)
        yield f"{_INDENT}{name:<2} {cells}".rstrip()
    yield _INDENT + _("Less {scale} more.").format(scale=" ".join(HEAT))
