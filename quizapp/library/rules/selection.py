"""Which findings are told: what was asked for, and what the comments of a file say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quizapp.library.fields import Report
from quizapp.library.model import Level, Problem
from quizapp.library.problems import WORDINGS

ALL = "ALL"

_COMMENT = re.compile(r"(?<!\S)#[ \t]*quizapp:[ \t]*(ignore|select)[ \t]*\[([^\]\n]*)\]")
_CARDS = re.compile(r"^cards[ \t]*:", re.MULTILINE)


class Selection(NamedTuple):
    """Codes or beginnings of codes to tell and to leave out; the longer beginning wins, and `ALL` is the
    shortest. Without `select`, everything is told that is on by itself."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def tells(self, code: str) -> bool:
        said = self.says(code)
        return (not self.select and WORDINGS[code].on) if said is None else said

    def says(self, code: str) -> bool | None:
        """Whether the code is asked for or left out; None where nothing is said of it."""
        chosen, left_out = _nearness(self.select, code), _nearness(self.ignore, code)
        return None if chosen < 0 and left_out < 0 else chosen > left_out


class Comment(NamedTuple):
    """`# quizapp: ignore[C301]` or `select[…]` of a file: for the `line` that it stands on or above, or for
    the whole file (None), where it stands alone above the cards.

    `start` and `end` are its offsets in the text, `place` its line and column.
    """

    verb: str
    codes: tuple[str, ...]
    line: int | None
    place: tuple[int, int]
    start: int
    end: int


def comments(text: str) -> tuple[Comment, ...]:
    """The comments of a deck file that speak to the checker."""
    if "quizapp:" not in text:
        return ()
    first_of_cards = end_of_head(text)
    lines = text.split("\n")
    following = _following(lines)
    texts = _texts(text)
    starts = [start for start, _ in texts]
    found = []
    for match in _COMMENT.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before >= 0 and match.start() < texts[before][1]:
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        codes = tuple(code.strip().upper() for code in match[2].split(",") if code.strip())
        target: int | None = line
        if not lines[line - 1][: column - 1].strip():
            target = None if match.start() < first_of_cards else following[line]
        found.append(Comment(match[1], codes, target, (line, column), *match.span()))
    return tuple(found)


def end_of_head(text: str) -> int:
    """Where the cards of a deck's text begin; its end where they do not begin on a line of their own."""
    cards = _CARDS.search(text)
    return cards.start() if cards else len(text)


def known(code: str) -> bool:
    """Whether a code, or what begins with it, can be told."""
    return code == ALL or (bool(code) and any(one.startswith(code) for one in WORDINGS))


def told(
    problems: Sequence[Problem],
    selection: Selection,
    said: Sequence[Comment],
    file: str,
    card_lines: Sequence[int],
) -> tuple[Problem, ...]:
    """The problems of a deck file and of its sources that are to be told, and what is wrong with the comments
    of the file. Errors always are told: they cost a card or the deck.

    `card_lines` are the lines at which cards begin, ascending: a comment on such a line speaks of its card.
    """
    if not said:
        on = {code for code in {problem.code for problem in problems} if selection.tells(code)}
        return tuple(one for one in problems if one.level is Level.ERROR or one.code in on)
    lines = {problem: _lines(problem, file, card_lines) for problem in problems}
    wrong = _wrong_comments(lines, said, file)
    lines |= {problem: _lines(problem, file, card_lines) for problem in wrong}
    by_line: dict[int | None, list[Comment]] = {}
    for comment in said:
        by_line.setdefault(comment.line, []).append(comment)
    of_file = _selected_by(by_line.get(None, ()))

    def is_told(problem: Problem) -> bool:
        if problem.level is Level.ERROR:
            return True
        near = [one for line in lines[problem] for one in by_line.get(line, ())]
        for nearest in (_selected_by(near), of_file, selection):
            says = nearest.says(problem.code)
            if says is not None:
                return says
        return selection.tells(problem.code)

    return tuple(filter(is_told, lines))


def _wrong_comments(
    lines: Mapping[Problem, Iterable[int]], said: Iterable[Comment], file: str
) -> tuple[Problem, ...]:
    """What is wrong with comments, given the lines whose comments speak of each problem.

    Rules look at sound cards only and compare them, so nobody knows what a comment would silence as long as
    the file has errors.
    """
    codes: dict[int | None, set[str]] = {None: set()}
    for problem, own in lines.items():
        for line in (None, *own):
            codes.setdefault(line, set()).add(problem.code)
    sound = all(problem.level is not Level.ERROR for problem in lines)
    report = Report(file)
    for comment in said:
        for code in dict.fromkeys(comment.codes or ("",)):
            if code and not known(code):
                report.add_at("F201", *comment.place, name=code)
            elif (
                sound
                and comment.verb == "ignore"
                and not (code and any(_nearness((code,), one) >= 0 for one in codes.get(comment.line, ())))
            ):
                report.add_at("F202", *comment.place, name=code)
    return tuple(report.problems)


def _lines(problem: Problem, file: str, card_lines: Sequence[int]) -> tuple[int, ...]:
    """The lines whose comments speak of a problem: its own and the first of its card."""
    if problem.file != file:
        return ()
    place = bisect_right(card_lines, problem.line) - 1
    return (problem.line, card_lines[place]) if place >= 0 else (problem.line,)


def _selected_by(said: Iterable[Comment]) -> Selection:
    codes: dict[str, list[str]] = {"select": [], "ignore": []}
    for comment in said:
        codes[comment.verb].extend(comment.codes)
    return Selection(tuple(codes["select"]), tuple(codes["ignore"]))


def _nearness(prefixes: Iterable[str], code: str) -> int:
    """How much of the code the nearest of some prefixes says; -1 where none fits."""
    return max(
        (0 if one == ALL else len(one) for one in prefixes if one == ALL or code.startswith(one)), default=-1
    )


def _texts(text: str) -> list[tuple[int, int]]:
    """Where the scalars of a deck's text lie, in which no comment begins; of a block, without its header."""
    # Late, because only a file with such a comment is read another time.
    from quizapp.library.spans import BLOCK, find_spans

    texts = []
    for span in find_spans(text).scalars:
        header = text.find("\n", span.start, span.end) if span.style in BLOCK else -1
        texts.append((max(span.start, header), span.end))
    return texts


def _following(lines: Sequence[str]) -> list[int]:
    """For each number of lines the next line, counted from 1, that is neither empty nor a comment."""
    following = [len(lines)] * (len(lines) + 1)
    for number in range(len(lines) - 1, -1, -1):
        stripped = lines[number].strip()
        bare = not stripped or stripped.startswith("#")
        following[number] = following[number + 1] if bare else number + 1
    return following
