"""A box as high as what it holds, whose scroll bar goes again when there is nothing left to scroll."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.geometry import Size


class FittedScroll(VerticalScroll):
    """Keeps a column for its scroll bar, so that its lines break alike with and without the bar.

    Textual measures such a box without the bar and lays it out beside it: a line that wraps only there would
    keep the bar for ever, and hide the last line. The column is taken from the padding on the right.
    """

    DEFAULT_CSS = """
    FittedScroll { height: auto; scrollbar-size: 0 1; scrollbar-gutter: stable; }
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return super().get_content_height(container, viewport, width - self.scrollbar_size_vertical)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves the page keys to the screen as long as there is nothing to scroll."""
        del parameters
        return action not in {"page_up", "page_down"} or self.allow_vertical_scroll
