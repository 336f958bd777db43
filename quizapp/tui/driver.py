"""The terminal's driver on Unix, made to end when it is told to: waiting was most of what quitting took."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

TICK_S = 0.1
"""How often the parser is asked whether an escape is a key of its own."""


class PromptDriver(LinuxDriver):
    """Reads keys as Textual's driver does, but is woken for its end.

    That one looks for it between waits of a tenth of a second, and once it knows waits as long again for keys
    which nobody will read: 200 ms of the 250 that a bare app takes to quit.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        # Open as long as the process: Textual closes a driver also when an app goes away for an editor.
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._woken, False)

    def disable_input(self) -> None:
        os.write(self._waker, b".")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Waits for input and passes it on, until there is to be no more of it."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        self._forget_wakes()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                text = ""
                if self.fileno in [key.fd for key, _ in selector.select(TICK_S)]:
                    read = _read(self.fileno)
                    if not read:
                        # The terminal is gone: it would be ready for ever, and never with a key.
                        return
                    text = decode(read)
                for message in (*(parser.feed(text) if text else ()), *parser.tick()):
                    self.process_message(message)

    def _forget_wakes(self) -> None:
        """Empties the pipe of an end before: the app may be suspended and come back."""
        try:
            while os.read(self._woken, 64):
                pass
        except BlockingIOError:
            return


def _read(terminal: int) -> bytes:
    """What was typed, nothing from a terminal that is gone."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
