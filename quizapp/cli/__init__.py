"""The command line: one small module a verb, imported when it runs, and the plain front end."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program on its arguments (None: those of the process) and gives the exit code."""
    import gc

    # What a start imports stays: looking through it time and again for garbage takes a 20th of the start.
    gc.set_threshold(200_000)
    from quizapp.cli.program import run

    return run(arguments)
