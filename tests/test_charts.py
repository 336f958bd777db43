"""Numbers as cells: every level has its own glyph, and no strip is wider than asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.charts import (
    HEAT,
    Cell,
    bar,
    bars,
    calendar,
    curve,
    drawn,
    heat_level,
    heat_scale,
    heat_strip,
    marked_line,
)

SHARES = st.lists(st.floats(0, 1), max_size=50)


def test_each_level_has_a_glyph_of_its_own():
    assert len(set(HEAT)) == len(HEAT) == 5
    assert heat_scale() == tuple(
        zip((Cell(glyph, level) for level, glyph in enumerate(HEAT)), (0, 25, 50, 75, 100), strict=True)
    )


def test_only_nothing_looks_like_nothing():
    assert [heat_level(share) for share in (0, 0.001, 0.25, 0.5, 0.75, 1)] == [0, 1, 2, 3, 4, 4]


def test_a_share_has_a_cell_or_as_many_as_there_is_room_for():
    assert drawn(heat_strip([0, 0.3, 1], 3)) == "·▒█"
    assert drawn(heat_strip([0, 0.3, 1], 8)) == "··▒▒██"
    assert drawn(heat_strip([0, 0.3, 1], 500)) == "····▒▒▒▒████"


def test_a_cell_stands_for_neighbours_where_there_is_no_room():
    assert drawn(heat_strip([0, 0, 1, 1, 0, 1], 3)) == "·█▓"
    assert drawn(heat_strip([0, 0, 0, 0, 0, 0.01], 2)) == "·░"
    assert heat_strip([], 5) == heat_strip([1.0], 0) == ()


@given(SHARES, st.integers(0, 60))
def test_a_strip_keeps_to_its_width_and_hides_nothing(shares, width):
    strip = heat_strip(shares, width)
    assert len(strip) <= width
    if shares and width:
        assert any(cell.level for cell in strip) == any(share > 0 for share in shares)
    if len(shares) <= width:
        assert len(strip) % max(len(shares), 1) == 0


def braille(rows: tuple[tuple[Cell, ...], ...]) -> list[str]:
    return [drawn(row) for row in rows]


def test_a_curve_joins_its_points_from_the_top_to_the_bottom() -> None:
    assert braille(curve([1.0, 1.0, 0.0, 0.0], 2, 0.5)) == ["⠉⡆", "┄⣇"]
    assert braille(curve([1.0, 1.0], 1, 0.0)) == ["⠉"]
    assert braille(curve([0.0, 0.0], 1, 1.0)) == ["⣀"]


def test_a_curve_leaves_gaps_and_shows_the_aim_in_them() -> None:
    rows = curve([1.0, None, None, None, None, 1.0], 3, 0.9)
    assert braille(rows) == ["⠁┄⠈", "   ", "   "]
    assert [cell.level for cell in rows[0]] == [2, 1, 2]
    assert [cell.level for cell in rows[1]] == [0, 0, 0]


def test_a_curve_stays_within_its_rows_whatever_the_shares() -> None:
    rows = curve([2.0, -1.0, 0.3, 0.5], 4, 1.5, low=0.4)
    assert [len(row) for row in rows] == [2, 2, 2, 2]
    assert curve([], 2, 0.9) == ((), ())


def test_a_bar_is_exact_to_half_a_cell():
    assert drawn(bar(1, 4)) == "━━━━"
    assert drawn(bar(0.5, 4)) == "━━"
    assert drawn(bar(0.6, 4)) == "━━╸"
    assert drawn(bar(0.97, 4)) == "━━━━"
    assert drawn(bar(0.000001, 4)) == "╸"
    assert bar(0, 4) == bar(0.5, 0) == ()


def test_bars_stand_in_columns_and_the_longest_fills_the_room():
    rows = bars([("a", 2), ("bcd", 10), ("", 0)], 12)
    assert [(row.label, drawn(row.cells), row.number) for row in rows] == [
        ("a  ", "━", " 2"),
        ("bcd", "━━━━━", "10"),
        ("   ", "", " 0"),
    ]
    assert bars([], 10) == ()


@given(st.lists(st.tuples(st.text(max_size=9), st.integers(0, 10**6)), max_size=12), st.integers(0, 90))
def test_no_row_of_bars_is_wider_than_asked_where_its_texts_fit(named, width):
    for row, (_, count) in zip(bars(named, width), named, strict=True):
        texts = len(row.label) + len(row.number) + 2
        assert texts + len(row.cells) <= max(width, texts)
        if width > texts:
            assert bool(row.cells) == (count > 0)


def test_a_calendar_has_a_row_a_weekday_and_ends_with_today():
    # Ten days that end on a Wednesday: from the Monday of the week before.
    rows = calendar([1, 0, 2, 0, 0, 0, 0, 4, 4, 0], 2, 53)
    texts = ["".join(" " if cell is None else cell.glyph for cell in row) for row in rows]
    assert texts == ["▒█", "·█", "▓·", "· ", "· ", "· ", "· "]
    assert [len(row) for row in calendar([1] * 365, 6, 53)] == [53] * 7
    assert [len(row) for row in calendar([1] * 365, 6, 20)] == [20] * 7
    assert calendar([], 0, 53) == ((),) * 7


def test_one_marathon_does_not_pale_the_other_days():
    rows = calendar([10] * 27 + [1000], 6, 53)
    assert {cell.level for row in rows for cell in row if cell} == {4}


@given(st.lists(st.integers(0, 500), max_size=400), st.integers(0, 6), st.integers(0, 60))
def test_a_calendar_shows_the_latest_days_and_hides_none_with_an_answer(counts, weekday, weeks):
    rows = calendar(counts, weekday, weeks)
    assert len(rows) == 7 and {len(row) for row in rows} <= {len(rows[0])} and len(rows[0]) <= weeks
    shown = [row[column] for column in range(len(rows[0])) for row in rows]
    days = [cell for cell in shown if cell is not None]
    assert [cell.level > 0 for cell in days] == [count > 0 for count in counts[len(counts) - len(days) :]]
    if counts and weeks:
        assert rows[weekday][-1] is not None and all(row[-1] is None for row in rows[weekday + 1 :])


def test_two_marks_stand_on_one_line_and_share_a_cell_where_they_meet():
    assert drawn(marked_line(0.5, 1.0, 0.5, 11)) == "○─────────●"
    assert drawn(marked_line(0.75, 0.6, 0.5, 11)) == "──●──○─────"
    assert drawn(marked_line(0.75, 0.74, 0.5, 11)) == "─────◉─────"


def test_marks_outside_the_line_stand_at_its_end():
    assert drawn(marked_line(0.2, 0.9, 0.5, 6)) == "○───●─"
    assert drawn(marked_line(1.2, -1.0, 0.0, 3)) == "●─○"
    assert drawn(marked_line(0.2, 0.9, 0.0, 1)) == "◉"
    assert [cell.level for cell in marked_line(0.0, 1.0, 0.0, 3)] == [1, 0, 2]
