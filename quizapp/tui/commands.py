"""What the palette offers, and what it says in the language in use where a search finds nothing."""

from __future__ import annotations

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

from quizapp.messages import _


class Commands(SystemCommandsProvider):
    """The app's commands. Textual's own word for none is English, and stands only where no hit comes."""

    async def search(self, query: str) -> Hits:
        found = False
        async for hit in super().search(query):
            found = True
            yield hit
        if not found:
            yield Hit(1.0, _("No command is called that."), lambda: None)
