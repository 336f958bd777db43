"""The program without a verb: the app on its home screen, or the decks as lines where there is no screen."""

from __future__ import annotations

from quizapp.cli.opening import Common
from quizapp.cli.output import say, tell
from quizapp.cli.screen import has_screen, import_asyncio
from quizapp.messages import _


def show_home(common: Common) -> int:
    """Opens the app; without a terminal, prints what its home screen would say."""
    if not has_screen(common.environ):
        from quizapp.cli.decks import deck_lines, tell_ahead
        from quizapp.cli.due import due_line

        with common.open(writing=False) as workspace:
            home = workspace.home()
            for line in deck_lines(home):
                say(line)
            say(due_line(workspace.due()))
        tell_ahead(home.ahead)
        tell(_("To study here, line by line: quizapp study --plain"))
        return 0
    with common.open(writing=True) as workspace:
        import_asyncio()
        from quizapp.tui.app import run_home

        return run_home(workspace)
