"""Rows of a question: how they hang, and where a click or a scroll finds them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region

from quizapp.tui.widgets.fitted_scroll import FittedScroll
from quizapp.tui.widgets.hanging_rows import HERE, HangingRow, HangingRows
from tests.tui.conftest import painted, until, until_painted

ROWS = [
    HangingRow("  1  ", Content("un texte qui demande trois lignes entières")),
    HangingRow("▸ 2  ", Content("court"), HERE),
    HangingRow("  3  ", Content("encore un texte de deux lignes")),
]


class RowsApp(App[None]):
    """Rows in a box of six lines, the first of which is free."""

    CSS = "FittedScroll { max-height: 6; padding: 1 0 0 2; }"

    def __init__(self, rows: Sequence[HangingRow] = ROWS) -> None:
        super().__init__()
        self.rows = rows
        self.clicked: list[int] = []

    def compose(self) -> ComposeResult:
        with FittedScroll():
            yield HangingRows()

    def on_mount(self) -> None:
        self.query_one(HangingRows).show(self.rows)

    def on_hanging_rows_clicked(self, event: HangingRows.Clicked) -> None:
        self.clicked.append(event.place)


async def test_further_lines_stand_below_the_text() -> None:
    app = RowsApp()
    async with app.run_test(size=(26, 12)) as pilot:
        screen = await until_painted(pilot, "▸ 2  court")
        assert [line.rstrip(" ▂▃▄▅▆▇█") for line in screen.splitlines()[1:5]] == [
            "    1  un texte qui",
            "       demande trois",
            "       lignes entières",
            "  ▸ 2  court",
        ]
        rows = app.query_one(HangingRows)
        width = rows.content_size.width
        assert [rows.region_of(place) for place in range(3)] == [
            Region(0, 0, width, 3),
            Region(0, 3, width, 1),
            Region(0, 4, width, 2),
        ]


async def test_rows_wrap_anew_with_the_window() -> None:
    app = RowsApp()
    async with app.run_test(size=(26, 12)) as pilot:
        await until_painted(pilot, "       lignes entières")
        await pilot.resize_terminal(80, 12)
        await until_painted(
            pilot, "  1  un texte qui demande trois lignes entières", "  3  encore un texte de deux"
        )
        assert app.query_one(HangingRows).size.height == 3


async def test_a_marked_row_is_marked_to_its_end_but_for_the_last_column() -> None:
    app = RowsApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await until_painted(pilot, "▸ 2  court")
        rows = app.query_one(HangingRows)
        strip = rows.render_line(1)
        marked = sum(len(segment.text) for segment in strip if segment.style and segment.style.bold)
        assert marked == rows.size.width


async def test_clicks_go_to_the_row_of_their_line() -> None:
    app = RowsApp()
    async with app.run_test(size=(26, 12)) as pilot:
        await until_painted(pilot, "▸ 2  court")
        rows = app.query_one(HangingRows)
        for y in (0, 2, 3):
            await pilot.click(rows, offset=(3, y))
        assert app.clicked == [0, 0, 1]


async def test_a_drag_from_row_to_row_marks_text_and_is_no_click() -> None:
    app = RowsApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await until_painted(pilot, "▸ 2  court")
        rows = app.query_one(HangingRows)
        left, top = rows.region.offset

        def drag(start: int, end: int) -> None:
            for kind, y in ((events.MouseDown, start), (events.MouseMove, end), (events.MouseUp, end)):
                app.post_message(kind(None, left + 5, top + y, 0, 0, 1, False, False, False))

        drag(0, 2)
        await until(pilot, lambda: app.screen.get_selected_text())
        await pilot.pause()
        assert app.clicked == []
        text = app.screen.get_selected_text() or ""
        assert text.startswith("un texte qui demande trois lignes entières\n▸ 2  court\n  3")
        drag(2, 2)
        await until(pilot, lambda: app.clicked == [2])


async def test_the_row_under_the_mouse_is_lit_and_no_other() -> None:
    app = RowsApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await until_painted(pilot, "▸ 2  court")
        rows = app.query_one(HangingRows)
        plain = [rows.render_line(y) for y in range(3)]
        await pilot.hover(rows, offset=(3, 2))
        await until(pilot, lambda: rows.render_line(2) != plain[2])
        assert [rows.render_line(y) for y in range(2)] == plain[:2]
        await pilot.hover(offset=(0, 10))
        await until(pilot, lambda: [rows.render_line(y) for y in range(3)] == plain)


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_each_row_comes_into_sight_whole(place: int) -> None:
    app = RowsApp()
    async with app.run_test(size=(26, 12)) as pilot:
        await until_painted(pilot, "un texte qui")
        rows = app.query_one(HangingRows)
        for start in (0, 99):
            app.query_one(FittedScroll).scroll_to(y=start, animate=False, immediate=True)
            rows.bring_in(place)
            words = ("un texte", "court", "de deux lignes")[place].split()
            await until(pilot, lambda words=words: all(word in painted(app) for word in words))  # type: ignore[misc]


async def test_a_box_too_narrow_for_indenting_shows_all_the_text() -> None:
    app = RowsApp([HangingRow("▸ 1  ", Content("abcdefghij"))])
    async with app.run_test(size=(12, 12)) as pilot:
        await until(pilot, lambda: app.query_one(HangingRows).size.height > 1)
        await until(
            pilot,
            lambda: (
                "abcdefghij" in "".join(line.strip() for line in painted(app).splitlines()).replace(" ", "")
            ),
        )
