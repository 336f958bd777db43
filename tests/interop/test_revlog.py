from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.errors import QuizError
from quizapp.interop import revlog
from quizapp.interop.revlog import read_revlog
from quizapp.study.days import date_of
from quizapp.study.model import Rating

TIMED = "card_id,review_rating,review_time,review_duration\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "reviews.csv"


def told(file: Path, text: str, **how: int) -> list[tuple[str, str, int]]:
    file.write_text(text, "utf-8")
    return [(each.card, date_of(each.day).isoformat(), int(each.rating)) for each in read_revlog(file, **how)]


def refusal(file: Path, text: str | bytes) -> tuple[str, str | None]:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(QuizError) as caught:
        read_revlog(file)
    assert caught.value.exit_code == 2
    assert caught.value.params["file"] == str(file)
    return caught.value.code, caught.value.params.get("line")


def test_ratings_come_in_order_of_time_on_days_that_begin_at_four(file: Path) -> None:
    rows = (
        "b,3,2024-03-02T04:00:00+00:00,1\n"
        "a,1,2024-03-02T03:59:59.900000+00:00,1\n"
        "a,4,2024-03-02T04:00:01Z,1\n"
    )
    assert told(file, TIMED + rows) == [
        ("a", "2024-03-01", 1),
        ("b", "2024-03-02", 3),
        ("a", "2024-03-02", 4),
    ]


def test_a_day_is_told_by_the_offset_of_its_moment_or_by_the_one_given(file: Path) -> None:
    row = "a,3,2024-03-02T05:00:00+02:00,1\n"
    assert told(file, TIMED + row)[0][1] == "2024-03-02"
    assert told(file, TIMED + row, offset_min=0)[0][1] == "2024-03-01"
    naive = "a,3,2024-03-02T05:00:00,1\n"
    assert told(file, TIMED + naive, offset_min=-420)[0][1] == "2024-03-02"
    assert refusal(file, TIMED + naive) == ("revlog-no-offset", "2")


def test_unix_milliseconds_are_read_in_utc_unless_told(file: Path) -> None:
    text = "card_id,review_time,review_rating\na,1709348400000,3\n"  # 2024-03-02T03:00Z
    assert told(file, text)[0][1] == "2024-03-01"
    assert told(file, text, offset_min=60)[0][1] == "2024-03-02"


def test_anki_s_table_is_read_without_manual_entries_and_cramming(file: Path) -> None:
    rows = (
        "1709348400000,7,-1,3,1,0,2500,4000,0\n"
        "1709348400001,7,-1,0,1,0,2500,0,4\n"
        "1709348400002,7,-1,2,1,0,0,4000,3\n"
        "1709348400003,7,-1,1,1,0,2500,4000,3\n"
    )
    assert told(file, "id,cid,usn,ease,ivl,lastIvl,factor,time,type\n" + rows) == [
        ("7", "2024-03-01", 3),
        ("7", "2024-03-01", 1),
    ]


@pytest.mark.parametrize("elapsed", ["elapsed_days", "delta_t"])
def test_logs_of_the_benchmark_give_elapsed_days_in_order_of_their_numbers(file: Path, elapsed: str) -> None:
    text = f"card_id,review_th,{elapsed},rating,state\n1,3,5,1,2\n1,1,-1,3,0\n2,2,0,3,0\n1,4,0,2,3\n"
    file.write_text(text)
    rated = read_revlog(file)
    assert [(each.card, each.rating) for each in rated] == [
        ("1", Rating.GOOD),
        ("2", Rating.GOOD),
        ("1", Rating.AGAIN),
        ("1", Rating.HARD),
    ]
    days = [each.day for each in rated if each.card == "1"]
    assert [day - days[0] for day in days] == [0, 5, 5]


def test_a_byte_order_mark_capitals_quotes_and_empty_lines_are_no_trouble(file: Path) -> None:
    text = '\ufeffCard_ID,"Review_Rating",review_time\r\n\r\n"a, b",3,2024-03-02T12:00:00Z\r\n'
    assert told(file, text) == [("a, b", "2024-03-02", 3)]


@pytest.mark.parametrize(
    ("rows", "code", "line"),
    [
        ("a,x,2024-03-02T12:00:00Z,1\n", "revlog-rating", "2"),
        ("a,0,2024-03-02T12:00:00Z,1\n", "revlog-empty", None),
        ("a,3,2024-03-02T12:00:00Z,1\na,5,2024-03-02T12:00:00Z,1\n", "revlog-rating", "3"),
        ("a,3.0,2024-03-02T12:00:00Z,1\n", "revlog-rating", "2"),
        ("a,3,yesterday,1\n", "revlog-time", "2"),
        ("a,3,1890-01-01T00:00:00Z,1\n", "revlog-time", "2"),
        ("a,3,9999-12-31T23:59:59-14:00,1\n", "revlog-time", "2"),
        ("a,3,1709348400,1\n", "revlog-whole", "2"),
        ("a,3," + "9" * 5000 + ",1\n", "revlog-whole", "2"),
        (" ,3,2024-03-02T12:00:00Z,1\n", "revlog-card", "2"),
        ("a,3,2024-03-02T12:00:00Z\n", "revlog-fields", "2"),
        ("a,3,2024-03-02T12:00:00Z,1,2\n", "revlog-fields", "2"),
        ('"a\nb",3,2024-03-02T12:00:00Z,1\nc,3,x,1\n', "revlog-time", "4"),
        ('a,3,"2024', "revlog-syntax", "2"),
        ('a"b"c,3,"2024"x,1\n', "revlog-syntax", "2"),
        ("a,3," + "x" * 200_000 + ",1\n", "revlog-syntax", "2"),
        ("", "revlog-empty", None),
    ],
)
def test_a_line_that_is_wrong_is_named(file: Path, rows: str, code: str, line: str | None) -> None:
    assert refusal(file, TIMED + rows) == (code, line)


def test_a_file_that_is_no_log_is_refused_by_what_is_wrong(file: Path) -> None:
    assert refusal(file, "") == ("revlog-columns", None)
    assert refusal(file, "a,b\n1,2\n") == ("revlog-columns", None)
    assert refusal(file, "card_id,card_id,review_time,review_rating\n") == ("revlog-columns", None)
    assert refusal(file, b"\x89PNG\r\n\x1a\n\xff")[0] == "revlog-not-utf8"
    assert refusal(file, TIMED.encode() + b"caf\xe9,3,2024-03-02T12:00:00Z,1\n")[0] == "revlog-not-utf8"


def test_a_long_value_is_cut_and_its_escapes_stay_out_of_the_way(file: Path) -> None:
    file.write_text(TIMED + "a,\x1b[31m" + "3" * 100 + ",2024-03-02T12:00:00Z,1\n")
    with pytest.raises(QuizError) as caught:
        read_revlog(file)
    assert len(caught.value.params["value"]) == 40


def test_pipes_folders_and_huge_files_are_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def code(path: Path) -> str:
        with pytest.raises(QuizError) as caught:
            read_revlog(path)
        return caught.value.code

    os.mkfifo(file)
    assert code(file) == "revlog-not-file"
    assert code(file.parent) == "revlog-not-file"
    assert code(file.with_name("missing.csv")) == "revlog-unreadable"
    large = file.with_name("large.csv")
    large.write_text(TIMED)
    monkeypatch.setattr(revlog, "MAX_BYTES", 10)
    assert code(large) == "revlog-too-large"


def test_a_link_that_the_learner_names_is_followed(file: Path) -> None:
    real = file.with_name("real.csv")
    real.write_text(TIMED + "a,3,2024-03-02T12:00:00Z,1\n")
    file.symlink_to(real)
    assert len(read_revlog(file)) == 1
