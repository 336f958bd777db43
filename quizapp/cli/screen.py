"""Whether there is a screen to paint on."""

from __future__ import annotations

import sys
from collections.abc import Mapping


def has_screen(environ: Mapping[str, str]) -> bool:
    """Tells whether a full-screen app can run: a terminal on both sides, and not a dumb one."""
    return sys.stdin.isatty() and sys.stdout.isatty() and environ.get("TERM") != "dumb"
