"""What an answer costs until the next card is there, durably, beside the `anki` package on equal cards.

`python -m tests.bench.bench_answer [--in FOLDER] [--cards N] [--reviews M] [--answers K] [--pause MS]
[--anki PYTHON]`. Both rate good what is due, within the limits of a day. They do so turn about, each rating
after the same pause: who reads pauses, and a disk or a processor that has just worked is quicker than one
that was idle. The package is installed in an environment of its own, which needs a package index; `--anki`
names a Python that has it already. Where it cannot be had, the bench says so and prints the figures of this
program alone. Here an answer is two commits, the attempt before its verdict is shown and the rating; there
it is one. So both steps are told: the second is what both have.
What the program does while the learner reads a question or a verdict, which nobody waits for, it does here
between the steps, as its screen does once a moment is painted; it is told on lines of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from quizapp.study.model import New, Rating, Scheduled
from quizapp.workspace.model import Answered, Asking, Scope
from quizapp.workspace.workspace import Workspace
from tests.bench.making_history import Made, faces_of, large
from tests.installed import SCRIPTS

TYPED = ("short", "date", "number")
"""Kinds that are answered as their card expects; at the others the learner says that he does not know."""

SCRIPT = Path(__file__).with_name("anki_answers.py")


def main(given: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=int, default=150)
    parser.add_argument("--pause", type=int, default=20, help="milliseconds before each rating")
    parser.add_argument("--anki", type=Path, help="a Python that has the package")
    with large(parser, given) as (made, args), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cards = folder / "cards.tsv"
        with made.open() as workspace:
            export(workspace, cards)
        with anki(args.anki or installed_anki(folder), cards, args.pause) as answer:
            submits, rates, prepared, theirs = answered(made.later(), args.answers, args.pause, answer)
        both = [one + other for one, other in zip(submits, rates, strict=True)]
        print(f"{f'{len(both)} answers, durable':<42}{'p50':>12}{'p99':>12}")
        shown("to the verdict", submits)
        shown("from the rating to the next card", rates)
        shown("both together", both)
        shown("meanwhile, while a question is read", prepared[::2])
        shown("meanwhile, while a verdict is read", prepared[1::2])
        if theirs:
            shown("anki, from the rating to the next card", theirs)
            for what, ours in (("the rating", rates), ("both", both)):
                ratios = [quantile(ours, share) / quantile(theirs, share) for share in (0.5, 0.99)]
                print(f"{f'ratio of {what} to anki (goal 1)':<42}{ratios[0]:>9.2f}   {ratios[1]:>9.2f}")


def answered(
    made: Made, answers: int, pause_ms: int, theirs: Callable[[], float] | None
) -> tuple[list[float], list[float], list[float], list[float]]:
    """The milliseconds of each answer from handing it in to its verdict, and from the rating to the next
    question; then, by turns, what is done while a question and a verdict are read; then those of the
    package, which answers once after each of them."""
    with made.open() as workspace:
        began = time.perf_counter()
        sitting = workspace.sitting(Scope())
        if isinstance(sitting.moment, Answered):
            sitting.rate(Rating.GOOD)
        print(f"{'a sitting over all decks begins in':<42}{(time.perf_counter() - began) * 1000:9.1f} ms")
        submits: list[float] = []
        rates: list[float] = []
        prepared: list[float] = []
        others: list[float] = []
        while isinstance(moment := sitting.moment, Asking) and len(rates) < answers:
            question = moment.card.question
            response = question.expected(moment.face)[0] if question.kind in TYPED else None
            prepared.append(timed(sitting.prepare))
            submits.append(timed(partial(sitting.submit, response)))
            prepared.append(timed(sitting.prepare))
            time.sleep(pause_ms / 1000)
            rates.append(timed(partial(sitting.rate, Rating.GOOD)))
            if theirs is not None:
                others.append(theirs())
        began = time.perf_counter()
        sitting.undo()
        print(f"{'an answer is undone in':<42}{(time.perf_counter() - began) * 1000:9.1f} ms")
        sitting.close()
    return submits, rates, prepared, others


def timed(do: Callable[[], object]) -> float:
    """The milliseconds that something takes."""
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def export(workspace: Workspace, file: Path) -> None:
    """Writes what `anki_answers` makes an equal collection of: a line a face."""
    today, lines = workspace.today(), []
    known = {row.card: row.state for row in workspace.history.memories()}
    for face in faces_of(workspace.index):
        state = known.get(face.key, New())
        of_card: tuple[object, ...] = (0, 0, 0, 0, 0, 0, 0)
        if not isinstance(state, New):
            due, interval = (state.due - today, state.interval) if isinstance(state, Scheduled) else (0, 1)
            of_card = (2, due, interval, *state.memory, state.reps, state.lapses)
        text = f"La question de la carte {face.key}, qui est d’un paquet de cette bibliothèque ?"
        lines.append(
            "\t".join(map(str, (face.key.partition("/")[0], text, f"La réponse {face.key}", *of_card)))
        )
    file.write_text("\n".join(lines), "utf-8")


@contextmanager
def anki(python: Path | None, cards: Path, pause_ms: int) -> Iterator[Callable[[], float] | None]:
    """What has the package answer once and gives the milliseconds; None where the package is not there."""
    if python is None:
        yield None
        return
    command = [str(python), str(SCRIPT), str(cards), str(pause_ms)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        asked, told = running.stdin, running.stdout
        assert asked is not None
        assert told is not None

        def answer() -> float:
            asked.write("\n")
            asked.flush()
            return float(told.readline())

        assert told.readline() == "ready\n", "the package anki failed, as it says above"
        yield answer


def installed_anki(folder: Path) -> Path | None:
    """A Python of its own with the package; None, said so, where pip does not get it."""
    venv.create(folder / "anki", symlinks=sys.platform != "win32", with_pip=False)
    python = folder / "anki" / SCRIPTS / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "anki"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        print(f"the package anki is not to be had here:\n{ran.stderr[-2000:]}")
        return None
    return python


def shown(what: str, costs: Sequence[float]) -> None:
    middle, slow = quantile(costs, 0.5), quantile(costs, 0.99)
    print(f"{what:<42}{middle:9.2f} ms{slow:9.2f} ms")


def quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


if __name__ == "__main__":
    main(sys.argv[1:])
