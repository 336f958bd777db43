"""Deck files as accidents and vandals leave them: bytes, tokens and whole values of sound decks changed."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

from quizapp.library.decoding import decode
from quizapp.library.model import Problem
from quizapp.library.problems import worded
from quizapp.library.roots import Library
from quizapp.library.rules.lint import lint
from quizapp.library.rules.selection import ALL, Selection
from quizapp.library.shelf import Shelf
from tests.docs.guide import FRAME, GUIDE, examples

ROOT = Path(__file__).resolve().parent.parent.parent
SIZE = 20_000
LIMIT_S = 0.1
RERUNS = 3
_CARD = re.compile(r"^  - ", re.MULTILINE)

# fmt: off
TOKENS = (
    ": ", " #", "#", "{", "}", "[", "]", '"', "'", "|", ">", "- ", "? ", ", ", "&a ", "*a ", "!t ", "<<: ",
    "%", "@", "`", "\\", "---\n", "...\n", "\n", "\n\n", "\t", " ", "    ", "\r", "\r\n", "\0",
    "\x1b", "\x85", "\u00a0", "\u202f", "\u202e", "\u2028", "\ufeff", "\U0001f600", "{{c1::", "}}", "::",
    "{{c1::a|b::c}}", "\\u202e", '\\"', "id: a\n", "cards:\n", "format: 2\n", "  - id: x\n", "null", "~", "0",
    "-1", "1e999", "%%", "# quizapp: ignore[C2]", "# quizapp: select[ALL]", "# quizapp: ignore[",
)

VALUES = (
    "", "~", "[]", "{}", "no", "12:30", "1_000", "10.000", "0x1F", "2024-13-45", "9" * 21, "1e400",
    "[a, b, c]", "{a: b}", "{value: 3, tolerance: 5%}", "{between: [2, 1]}", "[[a, [b]], c]", '"\\u0000"',
    "|\n", "- a\n", "{text: a, why: b}", "[" * 30, "{" * 30, "true", "vrai", "c1",
    "../../etc/passwd", "/dev/zero", "Selon la Gazette : quand ? # 3", "mot " * 300, "a" * 3000,
    "« » " * 200, "[" + "a, " * 300 + "a]", "{{c1::a}} " * 60, "1 " * 800,
    "\u0301" * 500, "ﷺ" * 200, "l’" * 500, '"' + "x: " * 300 + '"', "?" * 400,
)
# fmt: on


_HEAD = "format: 1\ndeck: {id: m, title: M, lang: fr}\nsources: {s: ../seeds/missiles.md}\ncards:\n"
_ASKED = _HEAD + "  - id: a\n    question: q\n    answer: a\n"

HOSTILE = {
    "unknown keys": (_ASKED, "    questiom{}: b\n", ""),
    "quotes": (_HEAD, "  - {{id: a{0}, front: q, back: a, quote: Les obus de {0} tirés hier}}\n", ""),
    "short quotes": (_ASKED + "    quote: [", "x{}, ", "]\n"),
    "paragraphs": (_ASKED + "    para: [", "1, ", "]\n"),
    "marks": (_ASKED + "    quote: missiles\n    mark: [", "a, ", "]\n"),
    "answers": (_HEAD + "  - {id: a, para: 1, question: q, all: [", "a{}, ", "]}\n"),
    "choices": (_HEAD + "  - {id: a, para: 1, question: q, right: x, wrong: [", "a{}, ", "]}\n"),
    "gaps": (_HEAD + '  - id: a\n    cloze: "', "{{{{c{}::a|b}}}} ", '"\n'),
    "comments": (_ASKED, "    # quizapp: ignore[C2,S3]\n", ""),
    "codes": (_ASKED + "    # quizapp: ignore[", "C2,Q,", "]\n"),
    "cards without ids": (_HEAD, "  - {{front: q, back: a}}\n", ""),
    "broken cards": (_HEAD, "  - id: a{}\n    question: a : b\n", ""),
    "tabs": (_HEAD, "  - id: a{}\n\tfront: b\n", ""),
    "one long word": (_ASKED + "    quote: ", "e\u0301", "\n"),
}
"""Decks of one thing over and over: what comes first, the thing with its number, what comes last."""


class Outcome(NamedTuple):
    """What became of one mutant: its number, the processor time in seconds, and what is wrong with it."""

    number: int
    seconds: float
    wrong: str


class Seed(NamedTuple):
    """A deck to change: where it stands in the library, its head and its cards."""

    path: str
    head: str
    cards: tuple[str, ...]


@cache
def seeds() -> tuple[Seed, ...]:
    """The shipped decks and the deck of the guide's examples, cut into cards."""
    found = [
        _cut(f"decks/{path.name}", path.read_text("utf-8"))
        for path in sorted((ROOT / "decks").glob("*.yaml"))
    ]
    blocks = examples(GUIDE.read_text("utf-8"))
    frame = next(block.text for block in blocks if f"id: {FRAME}\n" in block.text)
    fragments = "".join(indent(block.text, "  ") for block in blocks if not block.is_deck)
    return (*found, _cut("decks/guide.yaml", frame + fragments))


def _cut(path: str, text: str) -> Seed:
    starts = [found.start() for found in _CARD.finditer(text)]
    pieces = [text[start:stop] for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]
    return Seed(path, text[: starts[0]], tuple(pieces))


def mutant(number: int) -> tuple[str, bytes]:
    """The path and the bytes of the mutant of a number: a deck of about 20 kB, changed in 1 to 8 places."""
    chance = random.Random(number)
    seed = chance.choice(seeds())
    text, count = seed.head, 0
    while len(text.encode()) < SIZE:
        card = chance.choice(seed.cards)
        text += re.sub(r"\bid: ([\w.-]+)", rf"id: \1-{count}", card, count=1)
        count += 1
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        text = chance.choice((_token, _token, _value, _value, _move))(text, chance)
    data = text.encode("utf-8", "replace")
    for _ in range(chance.choice((0, 0, 0, 1, 4))):
        data = _bytes(data, chance)
    return seed.path, data


def hostile(name: str) -> bytes:
    """A deck of about 20 kB that holds one thing as often as there is room."""
    first, thing, last = HOSTILE[name]
    text = first
    for number in range(SIZE):
        if len(text) > SIZE:
            break
        text += thing.format(number)
    return (text + last).encode()


def _token(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return (
        text[:at]
        + chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 40))
        + text[at + chance.choice((0, 0, 1, 5)) :]
    )


def _value(text: str, chance: random.Random) -> str:
    places = [found.span(1) for found in re.finditer(r"^ *(?:- )?[\w-]+: (.*)$", text, re.MULTILINE)]
    start, end = chance.choice(places)
    other = chance.choice(places)
    return text[:start] + chance.choice((*VALUES, text[slice(*other)])) + text[end:]


def _move(text: str, chance: random.Random) -> str:
    """Lines taken out, doubled, or put elsewhere."""
    lines = text.split("\n")
    first = chance.randrange(len(lines))
    some = lines[first : first + chance.choice((1, 2, 10))]
    if chance.random() < 0.5:
        del lines[first : first + len(some)]
    at = chance.randrange(len(lines) + 1)
    return "\n".join([*lines[:at], *some, *lines[at:]] if chance.random() < 0.7 else lines)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    new = bytes(chance.randrange(256) for _ in range(chance.choice((1, 1, 2, 16))))
    return (
        data[:at]
        + chance.choice((b"", new, data[at : at + 50] * 3))
        + data[at + chance.choice((0, 1, 100)) :]
    )


@cache
def shelf() -> Shelf:
    return Shelf(Library("given", ROOT), shown=False)


def examine(number: int) -> Outcome:
    """Reads a mutant with every rule; an outlier is read again, and its best time counts."""
    path, data = mutant(number)
    seconds, problems = timed(path, data)
    for _ in range(RERUNS):
        if seconds > LIMIT_S:
            seconds = min(seconds, timed(path, data)[0])
    return Outcome(number, seconds, misplaced(path, data, problems))


def timed(path: str, data: bytes) -> tuple[float, tuple[Problem, ...]]:
    began = time.process_time()
    problems = lint(shelf().read(path, data).reading, Selection((ALL,)))
    return time.process_time() - began, problems


def misplaced(path: str, data: bytes, problems: tuple[Problem, ...]) -> str:
    """The first finding without a place inside the file; empty where all is well. Words them all."""
    text = decode(data)
    if not isinstance(text, str):
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n")
    lines = text.split("\n")
    for problem in problems:
        worded(problem)
        inside = 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        if problem.file == path and not inside:
            return f"{problem.code} at {problem.line}:{problem.column} of {len(lines)} lines"
    return ""


def tried(number: int, examine: Callable[[int], Outcome] = examine) -> Outcome:
    """The outcome of a mutant, a traceback among what is wrong."""
    try:
        return examine(number)
    except Exception as error:
        return Outcome(number, 0.0, f"{type(error).__name__}: {error}")
