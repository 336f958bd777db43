"""Times the refusal of each hostile file of the design's section 4, in process and after imports.

Run: python tests/bench/bench_hostile_files.py
Prints milliseconds and the problem found; ends with 1 if a file takes over 100 ms or is not refused clearly.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from quizapp.library.check import check
from quizapp.library.problems import worded
from quizapp.library.roots import Library, file_library
from quizapp.library.safe_open import MAX_BYTES

LIMIT_MS = 100.0
ROUNDS = 5
HEAD = "format: 1\ndeck: {id: a, title: A}\n"
DECK = HEAD + "cards:\n  - id: a\n    front: f\n    back: b\n    quote: un\n"
GOOD = HEAD + "sources: {s: {text: un}}\n" + DECK[len(HEAD) :]
ACCEPTED = {"byte-order mark", "CRLF"}


def alias_bomb() -> bytes:
    lines = ["x-a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 10):
        lines.append(f"x-a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    return (HEAD + "cards: *a9\n" + "\n".join(lines) + "\n").encode()


def merge_bomb() -> bytes:
    lines = ["x-m0: &m0 {x: 1}"]
    lines += [
        f"x-m{level}: &m{level} {{<<: [{', '.join([f'*m{level - 1}'] * 9)}]}}" for level in range(1, 10)
    ]
    return (HEAD + "\n".join(lines) + "\ncards: []\n").encode()


def contents() -> dict[str, bytes]:
    """The files that are hostile by their bytes."""
    return {
        "alias bomb": alias_bomb(),
        "merge bomb": merge_bomb(),
        "30,000 nested brackets": (HEAD + "cards: " + "[" * 30_000 + "]" * 30_000).encode(),
        "30,000 nested brackets in a card": (DECK + "    x-a: " + "[" * 30_000 + "\n").encode(),
        "30,000 nested braces": (HEAD + "cards: " + "{a: " * 30_000).encode(),
        "30,000 nested dashes": (HEAD + "cards:\n  " + "- " * 30_000 + "\n").encode(),
        "100,000 aliases": (HEAD + f"cards: [{'*a, ' * 100_000}]\n").encode(),
        "invalid UTF-8": DECK.encode() + b"\xff\xfe\n",
        "raw controls": DECK.encode() + b"# " + b"\x1b" * 100_000,
        "byte-order mark": b"\xef\xbb\xbf"
        + (HEAD + "sources: {s: {text: un}}\n").encode()
        + DECK[len(HEAD) :].encode(),
        "CRLF": GOOD.replace("\n", "\r\n").encode(),
        "UTF-16": DECK.encode("utf-16"),
        "empty file": b"",
        "NUL bytes": b"\0" * 1_000_000,
    }


def outside(folder: Path) -> dict[str, Path]:
    """The files that are hostile by what they are, or by what they point at."""
    decks = folder / "decks"
    secret = folder.parent / "secret.md"
    secret.write_text("un\n")
    found = {"over 16 MB": decks / "big.yaml", "link out": decks / "link.yaml", "../ out": decks / "up.yaml"}
    with found["over 16 MB"].open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    found["link out"].symlink_to(secret)
    found["../ out"].write_text(HEAD + "sources: {s: ../../secret.md}\n" + DECK[len(HEAD) :])
    source = decks / "source-link.yaml"
    (folder / "seeds" / "s.md").symlink_to(secret)
    source.write_text(HEAD + "sources: {s: ../seeds/s.md}\n" + DECK[len(HEAD) :])
    found["source link out"] = source
    if hasattr(os, "mkfifo"):
        os.mkfifo(decks / "fifo.yaml")
        os.mkfifo(folder / "seeds" / "fifo.md")
        found["FIFO"] = decks / "fifo.yaml"
        found["FIFO as source"] = decks / "fifo-source.yaml"
        found["FIFO as source"].write_text(HEAD + "sources: {s: ../seeds/fifo.md}\n" + DECK[len(HEAD) :])
    if Path("/dev/zero").exists():
        found["/dev/zero"] = Path("/dev/zero")
        (decks / "zero.yaml").symlink_to("/dev/zero")
        found["link to /dev/zero"] = decks / "zero.yaml"
    return found


def measured(library: Library) -> tuple[float, tuple[str, str, int, int, str] | None]:
    """The slowest of some rounds in milliseconds, and the first problem."""
    slowest = 0.0
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = check([library])
        slowest = max(slowest, (time.perf_counter() - start) * 1000)
    if not found.problems:
        return slowest, None
    first = found.problems[0]
    return slowest, (first.file, first.code, first.line, first.column, worded(first)[0])


def main() -> int:
    folder = Path(tempfile.mkdtemp()).resolve()
    failed = 0
    try:
        root = folder / "library"
        (root / "decks").mkdir(parents=True)
        (root / "seeds").mkdir()
        files = outside(root)
        for name, data in contents().items():
            files[name] = root / "decks" / f"{len(files)}.yaml"
            files[name].write_bytes(data)
        warm = root / "decks" / "warm.yaml"
        warm.write_text(GOOD)
        check([file_library(warm)])
        for name, file in files.items():
            taken, problem = measured(file_library(file))
            clear = (problem is None) == (name in ACCEPTED)
            failed += not clear or taken > LIMIT_MS
            told = "accepted" if problem is None else "{1} {2}:{3} {4}".format(*problem)
            print(f"{taken:7.1f} ms  {name:34} {told[:110]}{'' if clear else '  NOT AS WANTED'}")
    finally:
        shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
