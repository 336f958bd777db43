"""Whether there is a screen to paint on."""

from __future__ import annotations

import sys
from collections.abc import Mapping


def has_screen(environ: Mapping[str, str]) -> bool:
    """Tells whether a full-screen app can run: a terminal on both sides, and not a dumb one."""
    return sys.stdin.isatty() and sys.stdout.isatty() and environ.get("TERM") != "dumb"


def import_asyncio() -> None:
    """Imports asyncio without TLS, so that it does not load OpenSSL: 4 MB and 5 ms that no screen needs.

    Where it cannot import `ssl`, asyncio goes on without; whoever imports it later gets it.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
