"""Review logs that other programs wrote, as CSV: read strictly, because a figure over half a log misleads."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from quizapp.errors import QuizError
from quizapp.library.safe_open import Refused, open_regular
from quizapp.study.days import study_day
from quizapp.study.model import Rated, Rating, StudyDay

if TYPE_CHECKING:
    from _csv import Reader

MAX_BYTES = 256 * 1024 * 1024

_FIRST_MS, _LAST_MS = 10**11, 10**14
"""From 1973 to 5138: seconds would fall below, microseconds above."""

_SHOWN = 40


class _Line(NamedTuple):
    """A line of the file by columns, its number, and the file's name for messages."""

    file: str
    number: int
    row: Mapping[str, str]

    def wrong(self, code: str, column: str) -> QuizError:
        value = self.row[column]
        value = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
        return QuizError(code, exit_code=2, file=self.file, line=str(self.number), column=column, value=value)

    def whole(self, column: str, low: int, high: int) -> int:
        text = self.row[column].strip()
        digits = text.removeprefix("-")
        if digits.isascii() and digits.isdecimal() and len(digits) < 19 and low <= int(text) <= high:
            return int(text)
        raise self.wrong("revlog-whole", column)

    def is_manual(self, column: str) -> bool:
        """Whether the line tells of a due day that was set by hand: Anki gives it the rating 0."""
        return self.row[column].strip() == "0"

    def rating(self, column: str) -> Rating:
        text = self.row[column].strip()
        if text not in ("1", "2", "3", "4"):
            raise self.wrong("revlog-rating", column)
        return Rating(int(text))

    def card(self, column: str) -> str:
        card = self.row[column].strip()
        if not card:
            raise self.wrong("revlog-card", column)
        return card


class _Placed(NamedTuple):
    """A rating with what orders it: milliseconds or a number, then its place in the file."""

    order: tuple[int, int]
    rated: Rated


_Read: TypeAlias = Callable[[Iterable[_Line], "int | None"], Iterator[_Placed]]


def read_revlog(path: Path, *, offset_min: int | None = None, rollover_hour: int = 4) -> tuple[Rated, ...]:
    """The ratings in a CSV file, in order of time.

    Three sets of columns are known, whatever others stand beside them: `card_id, review_time,
    review_rating` with ISO 8601 or Unix milliseconds (FSRS's optimizers); `id, cid, ease` (Anki's table
    `revlog`, of which cramming is passed over, as by FSRS); and `card_id, rating` with `elapsed_days` or
    `delta_t` (srs-benchmark). Of the first two, manual entries, which have the rating 0, are passed over.
    Study days begin at `rollover_hour` at the offset from UTC that each moment has, Unix time at UTC, or at
    `offset_min` for all. Raises QuizError `revlog-…` with the line, exit code 2.
    """
    shown = str(path)
    with _opened(path) as text:
        try:
            reader = csv.reader(text, strict=True)
            header = [name.strip().lower() for name in next(reader, [])]
            read = _reader(header, shown, rollover_hour)
            placed = sorted(read(_lines(reader, header, shown), offset_min), key=lambda each: each.order)
        except csv.Error as error:
            line, reason = str(reader.line_num), str(error)
            raise QuizError("revlog-syntax", exit_code=2, file=shown, line=line, reason=reason) from None
        except UnicodeDecodeError:
            line = str(reader.line_num + 1)
            raise QuizError("revlog-not-utf8", exit_code=2, file=shown, line=line) from None
    if not placed:
        raise QuizError("revlog-empty", exit_code=2, file=shown)
    return tuple(each.rated for each in placed)


def _opened(path: Path) -> io.TextIOWrapper:
    """The file as text. Links are followed, for the learner named it; pipes and devices are refused."""
    try:
        real = path.resolve(strict=True)
        handle = open_regular(real.parent, real.name)
    except OSError as error:
        reason = (error.strerror or "?").lower()
        raise QuizError("revlog-unreadable", exit_code=2, file=str(path), reason=reason) from None
    except (Refused, ValueError, RuntimeError):
        raise QuizError("revlog-not-file", exit_code=2, file=str(path)) from None
    if os.fstat(handle).st_size > MAX_BYTES:
        os.close(handle)
        limit = str(MAX_BYTES >> 20)
        raise QuizError("revlog-too-large", exit_code=2, file=str(path), limit=limit)
    return io.TextIOWrapper(os.fdopen(handle, "rb"), encoding="utf-8-sig", newline="")


def _lines(reader: Reader, header: list[str], file: str) -> Iterator[_Line]:
    for values in reader:
        if not values:
            continue
        if len(values) != len(header):
            raise QuizError(
                "revlog-fields",
                exit_code=2,
                file=file,
                line=str(reader.line_num),
                found=str(len(values)),
                wanted=str(len(header)),
            )
        yield _Line(file, reader.line_num, dict(zip(header, values, strict=True)))


def _reader(header: list[str], file: str, rollover_hour: int) -> _Read:
    names = set(header)
    if len(names) == len(header):
        if names >= {"card_id", "review_time", "review_rating"}:
            return lambda lines, offset_min: _timed(lines, offset_min, rollover_hour)
        if names >= {"id", "cid", "ease"}:
            return lambda lines, offset_min: _of_anki(lines, offset_min, rollover_hour)
        if names >= {"card_id", "rating"} and names & {"elapsed_days", "delta_t"}:
            elapsed = "elapsed_days" if "elapsed_days" in names else "delta_t"
            return lambda lines, _offset: _elapsed(lines, elapsed, numbered="review_th" in names)
    found = ", ".join(name[:_SHOWN] for name in header[:20])
    raise QuizError("revlog-columns", exit_code=2, file=file, found=found or "–")


def _timed(lines: Iterable[_Line], offset_min: int | None, rollover_hour: int) -> Iterator[_Placed]:
    for place, line in enumerate(lines):
        if line.is_manual("review_rating"):
            continue
        at_ms, own_offset_min = _moment(line, "review_time", offset_min)
        day = study_day(at_ms, own_offset_min, rollover_hour)
        yield _Placed((at_ms, place), Rated(line.card("card_id"), day, line.rating("review_rating")))


def _of_anki(lines: Iterable[_Line], offset_min: int | None, rollover_hour: int) -> Iterator[_Placed]:
    for place, line in enumerate(lines):
        crammed = line.row.get("type", "").strip() == "3" and line.row.get("factor", "").strip() == "0"
        if line.is_manual("ease") or crammed:
            continue
        at_ms = line.whole("id", _FIRST_MS, _LAST_MS)
        day = study_day(at_ms, offset_min or 0, rollover_hour)
        yield _Placed((at_ms, place), Rated(line.card("cid"), day, line.rating("ease")))


def _elapsed(lines: Iterable[_Line], elapsed: str, *, numbered: bool) -> Iterator[_Placed]:
    """Of a log that names no days: each card's begin with one of its own, which only its first row has."""
    rows = [
        (line.whole("review_th", 0, 10**15) if numbered else place, place, line)
        for place, line in enumerate(lines)
    ]
    days: dict[str, int] = {}
    for number, place, line in sorted(rows, key=lambda row: row[:2]):
        card, since = line.card("card_id"), line.whole(elapsed, -1, 10**6)
        days[card] = days[card] + max(0, since) if card in days else 1
        yield _Placed((number, place), Rated(card, StudyDay(days[card]), line.rating("rating")))


def _moment(line: _Line, column: str, offset_min: int | None) -> tuple[int, int]:
    """Unix milliseconds, and the offset from UTC in minutes by which their study day is told."""
    text = line.row[column].strip()
    if text.isascii() and text.isdecimal():
        return line.whole(column, _FIRST_MS, _LAST_MS), offset_min or 0
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            if offset_min is None:
                raise line.wrong("revlog-no-offset", column)
            moment = moment.replace(tzinfo=timezone(timedelta(minutes=offset_min)))
        at_ms = int(moment.timestamp() * 1000)
        own = moment.utcoffset() or timedelta()
    except (ValueError, OverflowError):
        raise line.wrong("revlog-time", column) from None
    if not 0 <= at_ms <= _LAST_MS:
        raise line.wrong("revlog-time", column)
    return at_ms, int(own.total_seconds()) // 60 if offset_min is None else offset_min
