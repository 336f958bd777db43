"""Pictures of progress as text for widgets: bars, calendar and tables, as wide as they are told to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from quizapp.charts import (
    MARKS,
    Cell,
    bar,
    bars,
    calendar,
    columns,
    heat_scale,
    least_shown,
    marked_line,
)
from quizapp.messages import _, ngettext
from quizapp.stats.progress import Progress
from quizapp.study.days import date_of
from quizapp.text import number_text, wrap
from quizapp.tui.text import own, said
from quizapp.workspace.pictures import (
    Marked,
    Picture,
    article_rows,
    schedule_text,
    streak_text,
    time_text,
)
from quizapp.workspace.progress import ShownProgress
from quizapp.workspace.steps import steps
from quizapp.workspace.wording import SHORT_MONTHS, WEEKDAYS, duration_text, percent_text

LEVELS = ("$rule", "$success 45%", "$success 65%", "$success 85%", "b $success")
"""The style of each level of a calendar's day; its glyph says the same without colour."""

WEEKS = 53
ARTICLES = 6
WIDE_BAR = 60

COLUMN_HEIGHT = 5
WIDEST_COLUMN = 4

MARKED = ("$rule", "$warning", "b $success", "b $success")
"""The style of each level of a line of marks: nothing, what was predicted, what came of it, both."""

_BAR = 12
_NARROW = 60


def overview(shown: ShownProgress, width: int) -> Content:
    """The first screenful: on schedule, what is retained of each article, what to do next."""
    figures = shown.figures
    lines = [own(_today(figures)), _schedule(figures, width), Content("")]
    heading = _("Retained of each article, at {rate} recall or more").format(
        rate=percent_text(figures.desired_retention)
    )
    lines.append(_heading(heading, width))
    lines += _articles(article_rows(shown, ARTICLES), width)
    left = len(figures.articles) - ARTICLES
    if left > 0:
        lines.append(
            own(ngettext("and {n} more", "and {n} more", left).format(n=number_text(left))).stylize("$faint")
        )
    lines += [Content(""), _heading(_("What to do next"), width)]
    following = steps(shown)
    for number, step in enumerate(following, 1):
        text = own(step.text).truncate(width - 3, ellipsis=True)
        lines.append(Content.assemble(Content(f"{number}").stylize("b $accent"), "  ", text))
    if not following:
        begun = any(each.answered for each in figures.year)
        nothing = _("Nothing stands out: keep to the day’s reviews.")
        first = _("No answers to go by yet: the first ones will show here what to work on.")
        lines += [own(line) for line in wrap(nothing if begun else first, width)]
    return Content("\n").join(lines)


def adding_up(width: int) -> Content:
    """What stands for figures that nobody has added up yet."""
    why = _(
        "The decks were read anew, so every card is added up once. You can leave and come back meanwhile."
    )
    return Content("\n").join([_heading(_("Adding up every card…"), width), *_wrapped(why, width)])


def picture_lines(picture: Picture, width: int, table: bool) -> Content:
    """A picture with its heading and note, drawn as bars or listed as a table."""
    lines = [_heading(picture.heading, width)]
    lines += _table(picture, width) if table else _drawn(picture, width)
    if picture.note:
        lines += _wrapped(picture.note, width)
    return Content("\n").join([*lines, Content("")])


def year_lines(figures: Progress, width: int) -> Content:
    """The year as a calendar: a column a week, a row a weekday, and below it what the glyphs mean."""
    names = [_(name)[:2] for name in WEEKDAYS]
    before = max(map(len, names)) + 1
    last = date_of(figures.day)
    rows = calendar([each.answered for each in figures.year], last.weekday(), min(WEEKS, width - before))
    lines = [
        _heading(_("A year of answers"), width),
        own(" " * before + _months(len(rows[0]), figures)).stylize("$faint"),
    ]
    for place, (name, row) in enumerate(zip(names, rows, strict=True)):
        label = Content(f"{name if place % 2 == 0 else '':<{before}}").stylize("$faint")
        lines.append(Content.assemble(label, _cells(row)))
    scale = [_cells([cell]) for cell, _share in heat_scale()]
    legend = Content.assemble(
        " " * before, own(_("less ")), Content(" ").join(scale), own(_(" more"))
    ).stylize("$faint")
    answered = sum(each.answered for each in figures.year)
    days = sum(each.answered > 0 for each in figures.year)
    counted = ngettext("{n} answer", "{n} answers", answered).format(n=number_text(answered))
    on = ngettext("on {n} day", "on {n} days", days).format(n=days)
    time = time_text(sum(each.duration_ms for each in figures.year))
    told = [f"{counted} {on} · {time}", streak_text(figures)]
    return Content("\n").join([*lines, legend, Content(""), *map(own, told)])


def _today(figures: Progress) -> str:
    today = figures.today
    answers = ngettext("{n} answer today", "{n} answers today", today.answered).format(
        n=number_text(today.answered)
    )
    right = ngettext("{n} right", "{n} right", today.correct).format(n=number_text(today.correct))
    return f"{answers} · {right} · {duration_text(today.duration_ms)}"


def _schedule(figures: Progress, width: int) -> Content:
    on_time = own(schedule_text(figures)).stylize("b $warning" if figures.backlog else "b $success")
    habit = own(streak_text(figures))
    gap = "\n" if on_time.cell_length + habit.cell_length + 3 > width else " · "
    return Content.assemble(on_time, gap, habit)


def _articles(rows: Sequence[tuple[str, float, str]], width: int) -> list[Content]:
    """Titles, shares, and where there is room a bar and what the share rests on."""
    if not rows:
        return [own(_("No article is asked."))]
    narrow = width < _NARROW
    told = [own("" if narrow else f"  {basis}").stylize("$faint") for _title, _share, basis in rows]
    bars_wide = 0 if narrow else _BAR
    room = max(8, width - bars_wide - 7 - max(each.cell_length for each in told))
    room = min(room, max(said(title, "fr").cell_length for title, _share, _basis in rows) + 1)
    lines = []
    for (title, share, _basis), basis in zip(rows, told, strict=True):
        name = said(title, "fr").truncate(room - 1, ellipsis=True)
        percent = own(f"{percent_text(share):>6}").stylize("b")
        gap = " " * (room - name.cell_length)
        lines.append(Content.assemble(name, gap, _track(share, bars_wide), percent, basis))
    return lines


def _track(share: float, width: int) -> Content:
    filled = bar(share, width)
    glyphs = "".join(cell.glyph for cell in filled)
    return Content.assemble(
        Content(glyphs).stylize("$success"), Content("─" * (width - len(filled))).stylize("$rule")
    )


def _drawn(picture: Picture, width: int) -> list[Content]:
    if picture.marked:
        return _marked(picture.marked, width)
    return _columns(picture, width) if picture.columns and picture.bars else _bars(picture, width)


def _marked(lines: Sequence[Marked], width: int) -> list[Content]:
    """A line with two marks for each of the rows, all at one scale, and above them what the marks mean."""
    low = least_shown(share for line in lines for share in (line.predicted, line.actual))
    labels = [own(line.label) for line in lines]
    before = max(label.cell_length for label in labels)
    counts = [number_text(line.n) for line in lines]
    after = max(map(len, counts))
    room = max(10, min(width, WIDE_BAR + 16) - before - after - 3)
    ends = percent_text(low), percent_text(1.0)
    scale = " " * (before + 1) + ends[0] + " " * max(1, room - len(ends[0]) - len(ends[1])) + ends[1]
    told = _("{predicted} predicted  {actual} passed  {both} both").format(
        predicted=MARKS[1], actual=MARKS[2], both=MARKS[3]
    )
    drawn = [own(told).truncate(width, ellipsis=True).stylize("$faint"), own(scale).stylize("$faint")]
    for label, count, line in zip(labels, counts, lines, strict=True):
        cells = [
            Content(cell.glyph).stylize(MARKED[cell.level])
            for cell in marked_line(line.predicted, line.actual, low, room)
        ]
        gap = " " * (before - label.cell_length + 1)
        drawn.append(Content.assemble(label, gap, *cells, own(f"  {count:>{after}}").stylize("b")))
    return drawn


def _columns(picture: Picture, width: int) -> list[Content]:
    """The counts side by side, as wide as there is room for, with their names below as far as they fit."""
    counts = [count for _label, count in picture.bars]
    each = max(1, min(WIDEST_COLUMN, width // len(counts)))
    thick, gap = (each - 1, " ") if each > 1 else (1, "")
    lines = [
        Content("".join(cell.glyph * thick + gap for cell in row).rstrip()).stylize("$primary")
        for row in columns(counts, COLUMN_HEIGHT)
    ]
    names = ""
    for place, (label, _count) in enumerate(picture.bars):
        if len(names) <= place * each and place * each + len(label) <= width:
            names = names.ljust(place * each) + label + " "
    return [*lines, own(names.rstrip()).stylize("$faint")]


def _bars(picture: Picture, width: int) -> list[Content]:
    rows = bars(picture.bars, min(width, WIDE_BAR + 16), picture.full, number_text)
    return [
        Content.assemble(
            own(row.label),
            " ",
            own(row.number).stylize("b"),
            " ",
            Content("".join(cell.glyph for cell in row.cells)).stylize("$primary"),
        )
        for row in rows
    ]


def _table(picture: Picture, width: int) -> list[Content]:
    """The rows in columns two cells apart, all but the first aligned to the right; the last columns give way
    where there is no room."""
    cells = [[own(text) for text in row] for row in (picture.head, *picture.rows)]
    widths = [max(cell.cell_length for cell in column) for column in zip(*cells, strict=True)]
    while len(widths) > 2 and sum(widths) + 2 * (len(widths) - 1) > width:
        widths.pop()
    cells = [row[: len(widths)] for row in cells]
    lines = []
    for row in cells:
        parts: list[Content | str] = []
        for place, (cell, room) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (room - cell.cell_length)
            parts += [cell, gap] if place == 0 else ["  ", gap, cell]
        lines.append(Content.assemble(*parts))
    return [lines[0].stylize("$faint"), *lines[1:]]


def _cells(row: Iterable[Cell | None]) -> Content:
    parts = [
        Content(" ") if cell is None else Content(cell.glyph).stylize(LEVELS[cell.level]) for cell in row
    ]
    return Content("").join(parts)


def _months(columns: int, figures: Progress) -> str:
    """The names of the months over the weeks in which they begin, as far as they fit."""
    monday = figures.day - date_of(figures.day).weekday()
    line = ""
    for column in range(columns):
        week = [date_of(type(figures.day)(monday - 7 * (columns - 1 - column) + at)) for at in range(7)]
        begins = [date for date in week if date.day == 1]
        if begins and len(line) <= column and column + 3 <= columns:
            line = line.ljust(column) + _(SHORT_MONTHS[begins[0].month - 1]) + " "
    return line.rstrip()


def _heading(text: str, width: int) -> Content:
    return own(text).truncate(width, ellipsis=True).stylize("b $primary")


def _wrapped(text: str, width: int) -> Sequence[Content]:
    return [own(line).stylize("$faint") for line in wrap(text, width)]
