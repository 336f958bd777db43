"""Mends deck files by small edits, each kept only if everything else still reads the same."""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from quizapp.errors import QuizError
from quizapp.library.decks import Reading
from quizapp.library.decoding import decode
from quizapp.library.model import Level, Problem
from quizapp.library.roots import Library, is_installed, scan
from quizapp.library.rules.fixes import FIXES
from quizapp.library.rules.fixing import Draft
from quizapp.library.rules.lint import lint
from quizapp.library.rules.selection import Selection
from quizapp.library.safe_open import Refused, read_bytes
from quizapp.library.shelf import Shelf
from quizapp.library.text_edits import Edit, edited
from quizapp.library.unchanged import reads_the_same
from quizapp.system import replace_file

MAX_ROUNDS = 200
"""What one round mends can lay the next slip bare; a file with more of them is mended in several runs."""


_STAGES = (("Y1",), ("Y2",), ("Y3", "Y4", "F", "C", "S"))

_STRUCTURE = frozenset(("Y201", "Y211", "Y213", "Y215", "Y216"))
"""What an edit of one line can bring about on the next."""


class Mended(NamedTuple):
    """A deck file before and after its fixes; `fixed` are the findings that are gone by them."""

    library: Library
    path: str
    before: bytes
    after: bytes
    fixed: tuple[Problem, ...]

    def shown_path(self) -> str:
        return self.library.path(self.path)


class _State(NamedTuple):
    """A file in the course of its rounds: its text as stored, how it reads, and what is told of it."""

    raw: str
    reading: Reading
    problems: tuple[Problem, ...]


class _Desk(NamedTuple):
    """Where a file is read: what its sources stand on, its path, what of it is told, and whether a fix may
    change what the deck says."""

    shelf: Shelf
    path: str
    selection: Selection
    unsafe: bool

    def read(self, raw: str) -> _State:
        reading = self.shelf.read(self.path, raw.encode("utf-8")).reading
        return _State(raw, reading, lint(reading, self.selection))


class _Step(NamedTuple):
    problem: Problem
    edits: tuple[Edit, ...]


def mend_all(
    libraries: Sequence[Library],
    selection: Selection,
    *,
    unsafe: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Mended, ...]:
    """What fixes make of the deck files of libraries, of those that they change; writes nothing.

    `progress` is told how many files of how many are done.
    """
    changed = []
    shelves = {library: Shelf(library, shown=True) for library in libraries}
    found = [(library, stat.path) for library in libraries for stat in scan(library)]
    for count, (library, path) in enumerate(dict.fromkeys(found), 1):
        try:
            data = read_bytes(library.root, path)
        except Refused:
            continue
        mended = mend(shelves[library], path, data, selection, unsafe=unsafe)
        if mended.after != data:
            changed.append(mended)
        if progress is not None:
            progress(count, len(found))
    return tuple(changed)


def write_mended(mended: Mended) -> None:
    """Replaces a deck file by what was mended; its mode stays.

    Raises QuizError "deck-shipped" (path) in an installed package, "deck-changed" (path) where the file is no
    longer what was read, "deck-unwritable" (path, reason).
    """
    path = mended.shown_path()
    if is_installed(mended.library.root):
        raise QuizError("deck-shipped", path=path)
    try:
        now = read_bytes(mended.library.root, mended.path)
    except Refused:
        raise QuizError("deck-changed", path=path) from None
    if now != mended.before:
        raise QuizError("deck-changed", path=path)
    try:
        replace_file(Path(mended.library.root, mended.path), mended.after)
    except OSError as error:
        raise QuizError("deck-unwritable", path=path, reason=error.strerror or str(error)) from None


def mend(shelf: Shelf, path: str, data: bytes, selection: Selection, *, unsafe: bool = False) -> Mended:
    """What fixes make of a deck file: in rounds, until nothing more of what is told can be mended."""
    fixed: list[Problem] = []
    unchanged = Mended(shelf.library, path, data, data, ())
    if not isinstance(decode(data), str):
        return unchanged
    desk = _Desk(shelf, path, selection, unsafe)
    state = desk.read(data.decode("utf-8"))
    for _round in range(MAX_ROUNDS):
        state, made = _made(desk, state, _steps(state, desk))
        fixed += [step.problem for step in made]
        if not made:
            break
    return unchanged._replace(after=state.raw.encode("utf-8"), fixed=tuple(fixed))


def _steps(state: _State, desk: _Desk) -> tuple[_Step, ...]:
    """The fixes that can be made at once, the last in the file first: invisible characters before what breaks
    the YAML, and that before all else, because each keeps the next from being read."""
    draft = Draft(state.reading)
    own = [
        problem
        for problem in state.problems
        if problem.file == state.reading.deck.path
        # Errors are told even where others are asked for, but only what was asked for is mended.
        and (problem.level is not Level.ERROR or desk.selection.tells(problem.code))
    ]
    for stage in _STAGES:
        steps: list[_Step] = []
        taken: list[Edit] = []
        for problem in own:
            fix = FIXES.get(problem.code) if problem.code.startswith(stage) else None
            edits = tuple(fix.edits(problem, draft)) if fix and (fix.safe or desk.unsafe) else ()
            if edits and not any(_overlap(edit, other) for edit in edits for other in taken):
                taken += edits
                steps.append(_Step(problem, edits))
        if steps:
            return tuple(sorted(steps, key=lambda step: min(step.edits), reverse=True))
    return ()


def _overlap(first: Edit, second: Edit) -> bool:
    return first.start <= second.end and second.start <= first.end


def _made(desk: _Desk, state: _State, steps: Sequence[_Step]) -> tuple[_State, Sequence[_Step]]:
    """The file after those of some fixes that can be made; where not all can, each half is tried, the later
    first, because it moves nothing of the other."""
    after = _after(desk, state, steps) if steps else None
    if after is not None:
        return after, steps
    if len(steps) < 2:
        return state, ()
    middle = len(steps) // 2
    state, later = _made(desk, state, steps[:middle])
    state, earlier = _made(desk, state, steps[middle:])
    return state, (*later, *earlier)


def _after(desk: _Desk, state: _State, steps: Sequence[_Step]) -> _State | None:
    """The file after some fixes; None where they would not mend, or would change what they are not about."""
    edits = sorted(edit for step in steps for edit in step.edits)
    after = desk.read(_stored(state, edits))
    fixed = [step.problem for step in steps]
    same = reads_the_same(state.reading, after.reading, fixed, answers=not desk.unsafe)
    return after if same and _is_mended(state, after, steps, edits) else None


def _stored(state: _State, edits: Iterable[Edit]) -> str:
    """The text as stored, with edits that are given for the text as read: without its byte-order mark, and
    with one character a line's end."""
    raw = state.raw
    mark = len(raw) - len(raw.removeprefix(codecs.BOM_UTF8.decode()))
    returns: list[int] = []
    at = raw.find("\r\n")
    newline = "\r\n" if at >= 0 and at + 1 == raw.find("\n") else "\n"
    while at >= 0:
        returns.append(at - mark - len(returns))
        at = raw.find("\r\n", at + 2)

    def place(offset: int) -> int:
        return offset + mark + bisect_left(returns, offset)

    return edited(
        raw, [Edit(place(edit.start), place(edit.end), edit.text.replace("\n", newline)) for edit in edits]
    )


def _is_mended(before: _State, after: _State, steps: Sequence[_Step], edits: Sequence[Edit]) -> bool:
    """Whether the findings, which are of one stage, are gone and no new ones stand in their place."""
    fixed = Counter(step.problem.code for step in steps)
    stage = steps[0].problem.code[:2]
    if stage == "Y1":
        # What is deleted is gone, and what was hidden behind it was wrong before.
        return True
    if stage == "Y2":
        were, are = _on_touched_lines(before, after, edits, [step.problem.line for step in steps])
        return all(are[code] <= were[code] - fixed[code] for code in are)
    were, are = (Counter(problem.code for problem in state.problems) for state in (before, after))
    errors = sum(step.problem.level is Level.ERROR for step in steps)
    return _errors(after) <= _errors(before) - errors and all(
        are[code] <= were[code] - count for code, count in fixed.items()
    )


def _errors(state: _State) -> int:
    return sum(problem.level is Level.ERROR for problem in state.problems)


def _on_touched_lines(
    before: _State, after: _State, edits: Sequence[Edit], lines: Iterable[int]
) -> tuple[Counter[str], Counter[str]]:
    """How often which slips of YAML stand on the lines of edits, and faults of structure on those after them:
    before the edits, and after."""
    old, new = set(lines), set[int]()
    shift = 0
    for edit in edits:
        first = before.reading.text.count("\n", 0, edit.start) + 1
        removed, added = before.reading.text.count("\n", edit.start, edit.end), edit.text.count("\n")
        old |= set(range(first, first + removed + 1))
        new |= set(range(first + shift, first + shift + added + 1))
        shift += added - removed
    return _slips(before, old), _slips(after, new)


def _slips(state: _State, lines: set[int]) -> Counter[str]:
    return Counter(
        problem.code
        for problem in state.problems
        if problem.code.startswith("Y2")
        and (problem.line in lines or (problem.code in _STRUCTURE and problem.line - 1 in lines))
    )
