"""What the palette offers, and what it says in the language in use where a search finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import Hit, Hits
from textual.dom import DOMNode
from textual.screen import Screen
from textual.system_commands import SystemCommandsProvider

from quizapp.messages import _, gettext, ngettext


class Commands(SystemCommandsProvider):
    """The app's commands. Textual's own word for none is English, and stands only where no hit comes."""

    async def search(self, query: str) -> Hits:
        found = False
        async for hit in super().search(query):
            found = True
            yield hit
        if not found:
            yield Hit(1.0, _("No command is called that."), lambda: None)


def key_commands(app: App[object], screen: Screen[object]) -> Iterator[SystemCommand]:
    """What the keys of a screen do, each once with all its keys."""
    keys: dict[tuple[DOMNode, str], list[Binding]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if (
            active.enabled
            and binding.description
            and binding.id
            and not binding.action.endswith("quit")
            and not binding.id.startswith("app.")
        ):
            keys.setdefault((active.node, binding.action), []).append(binding)
    for (node, action), bindings in keys.items():

        async def run(action: str = action, node: DOMNode = node) -> None:
            await app.run_action(action, node)

        told = ngettext("Key {key}", "Keys {key}", len(bindings))
        names = " ".join(dict.fromkeys(map(app.get_key_display, bindings)))
        yield SystemCommand(gettext(bindings[0].description), told.format(key=names), run)
