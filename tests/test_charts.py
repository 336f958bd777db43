"""Numbers as cells: every level has its own glyph, and no strip is wider than asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.charts import HEAT, Cell, curve, drawn, heat_level, heat_scale, heat_strip, marked_line

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


def test_two_marks_stand_on_one_line_and_share_a_cell_where_they_meet():
    assert drawn(marked_line(0.5, 1.0, 0.5, 11)) == "○─────────●"
    assert drawn(marked_line(0.75, 0.6, 0.5, 11)) == "──●──○─────"
    assert drawn(marked_line(0.75, 0.74, 0.5, 11)) == "─────◉─────"


def test_marks_outside_the_line_stand_at_its_end():
    assert drawn(marked_line(0.2, 0.9, 0.5, 6)) == "○───●─"
    assert drawn(marked_line(1.2, -1.0, 0.0, 3)) == "●─○"
    assert drawn(marked_line(0.2, 0.9, 0.0, 1)) == "◉"
    assert [cell.level for cell in marked_line(0.0, 1.0, 0.0, 3)] == [1, 0, 2]
