"""A field for a whole number, which tells what is none instead of mending it."""

from __future__ import annotations

from textual.widgets import Input

from quizapp.messages import _


class NumberField(Input):
    """Holds a number from `least` to `most`, or anything that the user wrote instead.

    Textual's own field for integers leaves out what does not fit, and so makes 57 of 5-7.
    """

    def __init__(
        self, value: int | None, least: int, most: int, *, id: str | None = None, placeholder: str = ""
    ) -> None:
        text = "" if value is None else str(value)
        super().__init__(text, placeholder=placeholder, id=id, compact=True)
        self._least, self._most = least, most

    @property
    def is_empty(self) -> bool:
        return not self.value.strip()

    @property
    def number(self) -> int | None:
        """The number; None where what stands here is none that fits."""
        text = self.value.strip()
        # Python reads no numbers of thousands of digits, which may be pasted.
        if not text.isdecimal() or len(text) > len(str(self._most)):
            return None
        return int(text) if self._least <= int(text) <= self._most else None

    @property
    def trouble(self) -> str:
        """What is said where there is no such number."""
        return _("A whole number from {least} to {most}.").format(least=self._least, most=self._most)
