"""An example of each code: what gives the finding, the same mended, and why it matters.

Each module of this folder holds those of one family, in a table `EXAMPLES` by code.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from quizapp.library.rules.model import Example


@cache
def _merged() -> dict[str, Example]:
    merged: dict[str, Example] = {}
    for module in sorted(found.name for found in iter_modules(__path__)):
        examples: dict[str, Example] = import_module(f"{__name__}.{module}").EXAMPLES
        merged |= examples
    return dict(sorted(merged.items()))


def __getattr__(name: str) -> dict[str, Example]:
    # Read when they are asked for, because rules need none of it.
    if name == "EXAMPLES":
        return _merged()
    raise AttributeError(name)
