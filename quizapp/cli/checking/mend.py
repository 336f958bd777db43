"""Makes the fixes that are known, or shows what they would change."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from typing import TYPE_CHECKING

from quizapp.cli.output import say, tell
from quizapp.errors import QuizError
from quizapp.messages import _, ngettext

if TYPE_CHECKING:
    from quizapp.library.mending import Mended


def show_diff(mended: tuple[Mended, ...]) -> int:
    """Prints what fixes would change as a unified diff; 1 where there is anything."""
    for one in mended:
        for line in _diff(one):
            say(line)
    if not mended:
        tell(_("No fix would change anything."))
    return 1 if mended else 0


def write_all(mended: tuple[Mended, ...]) -> tuple[Mended, ...]:
    """Writes what was mended, and says what could not be; gives what was written."""
    from quizapp.library.mending import write_mended
    from quizapp.workspace.wording import error_text

    written = []
    for one in mended:
        try:
            write_mended(one)
        except QuizError as error:
            tell(_("quizapp: {error}").format(error=error_text(error)))
        else:
            written.append(one)
    fixed = sum(len(one.fixed) for one in written)
    if fixed:
        files = ngettext("{n} file", "{n} files", len(written)).format(n=len(written))
        said = ngettext("{n} finding mended in {files}.", "{n} findings mended in {files}.", fixed)
        tell(said.format(n=fixed, files=files))
    return tuple(written)


def _diff(mended: Mended) -> Iterator[str]:
    """The lines of a unified diff; a byte-order mark and the ends of lines, which stay, are not shown."""
    before, after = (data.decode("utf-8-sig").splitlines() for data in (mended.before, mended.after))
    path = mended.shown_path()
    yield from (line.rstrip("\n") for line in unified_diff(before, after, path, path, lineterm=""))
