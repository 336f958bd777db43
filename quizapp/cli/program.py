"""The program as a whole: its verbs, and how every way of ending reaches the user."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from quizapp.cli.opening import Common, language_asked_for
from quizapp.cli.output import tell
from quizapp.errors import QuizError
from quizapp.messages import Language, _, choose_language, name_commands, use

VERBS: dict[str, str] = {
    "study": "quizapp.cli.study",
    "quiz": "quizapp.cli.quiz",
    "cram": "quizapp.cli.cram",
    "exam": "quizapp.cli.exam",
    "papers": "quizapp.cli.papers",
    "due": "quizapp.cli.due",
    "decks": "quizapp.cli.decks",
    "browse": "quizapp.cli.browse",
    "stats": "quizapp.cli.stats",
    "workload": "quizapp.cli.workload",
    "optimize": "quizapp.cli.optimize",
    "evaluate": "quizapp.cli.evaluate",
    "new": "quizapp.cli.new",
    "check": "quizapp.cli.check",
    "lock": "quizapp.cli.lock",
    "sources": "quizapp.cli.sources",
    "coverage": "quizapp.cli.coverage",
    "author": "quizapp.cli.author",
    "schema": "quizapp.cli.schema",
    "library": "quizapp.cli.library",
    "history": "quizapp.cli.history",
    "config": "quizapp.cli.config",
}
"""The verbs in the order of the help, each in a module of its own that is imported when it is asked for."""

PROGRAM = "quizapp"
"""What the program is called where it is installed, and by the commands that messages name."""

EX_SOFTWARE = 70
"""What sysexits.h names for an error in the program itself."""

EX_INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Runs the verb that the arguments name and gives the exit code: 0, 1 for a failure or findings, 2 for a
    misuse, 70 for an error of the program itself, 130 when interrupted."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _prepare_streams()
    try:
        called = sys._xoptions.get("called") or PROGRAM
        name_commands(None if called == PROGRAM else _naming(str(called)))
        use(_language(given, environ))
        code = _invoke(given, environ, str(called))
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    except Exception as error:
        return _unexpected(error, debug=bool(environ.get("QUIZAPP_DEBUG")))
    return code


def _naming(called: str) -> Callable[[str], str]:
    """Words commands in messages as the program was started, such as `python3 quizapp`: a user who has no
    other cannot copy `quizapp check`."""
    import re

    commands = re.compile(rf"(?<![\w/])quizapp(?= (?:{'|'.join(VERBS)})\b|”|\xa0»)")
    return lambda text: commands.sub(lambda _found: called, text) if "quizapp" in text else text


def _invoke(arguments: list[str], environ: Mapping[str, str], called: str) -> int:
    try:
        if arguments not in ([], ["study"]) or environ.get("_QUIZAPP_COMPLETE"):
            from quizapp.cli.parsing import parsed

            return parsed(arguments, environ, called)
        return _unparsed(arguments, Common(environ))
    except KeyboardInterrupt:
        return EX_INTERRUPTED
    except QuizError as error:
        from quizapp.workspace.wording import error_text

        tell(_("quizapp: {error}").format(error=error_text(error)))
        return error.exit_code


def _unparsed(arguments: list[str], common: Common) -> int:
    """Runs the two commands that open the app and have no option, as they are mostly given: where nothing is
    to be parsed, the parser, a 20th of a start, is not loaded."""
    if not arguments:
        from quizapp.cli.home import show_home

        return show_home(common)
    from quizapp.cli.sitting import study
    from quizapp.workspace.model import Scope

    return study(common, Scope())


def _language(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """`--lang`, else QUIZAPP_LANG, else the setting, else what the locale says."""
    asked = language_asked_for(arguments)
    if not asked and not environ.get("QUIZAPP_LANG"):
        from quizapp.settings import load_settings

        try:
            asked = load_settings(environ).lang
        except QuizError:
            # Told when the settings are needed; the help must work without them.
            asked = None
    return choose_language(asked, environ)


def _unexpected(error: Exception, *, debug: bool) -> int:
    if debug:
        import traceback

        tell("".join(traceback.format_exception(error)).rstrip("\n"))
        return EX_SOFTWARE
    reason = f"{type(error).__name__}: {error}".replace("\n", " ")
    if isinstance(error, OSError):
        tell(_("quizapp: the system refuses: {reason}").format(reason=reason.partition(": ")[2]))
        return 1
    tell(_("quizapp: unexpected error: {reason}").format(reason=reason))
    tell(
        _(
            "Please report this line and what you did; with QUIZAPP_DEBUG=1 before it, the command shows"
            " where it happened."
        )
    )
    return EX_SOFTWARE


def _prepare_streams() -> None:
    """A terminal that cannot show a character gets a mark instead of ending the program."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _pipe_closed() -> int:
    """Ends quietly when the reader of the output has gone, as after `quizapp decks | head -1`.

    Python flushes stdout once more at exit, so it is pointed at nothing.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    finally:
        os.close(nowhere)
    return 0
