"""Which device writes: an id kept beside the database, so that a copy of the database is another device."""

from __future__ import annotations

import json
import os
from pathlib import Path

from quizapp.system import fsync_folder

FILE_NAME = "device.json"


class Device:
    """This device, for the history in one database file.

    Its id is bound to the file's inode: a database that was copied, or restored from a copy, gets a new id,
    because its next sequence numbers may have been used before.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._path = database.with_name(FILE_NAME)
        self._look: tuple[int, int, int] | None = None
        self._said: tuple[str, int] | None = None

    def id(self) -> str:
        """The id; minted where there is none. Call it within a write transaction, which keeps two processes
        from minting at once. Raises OSError."""
        known = self.known_id()
        if known is not None:
            return known
        device = os.urandom(8).hex()
        _write(self._path, json.dumps({"device": device, "inode": self._database.stat().st_ino}))
        return device

    def known_id(self) -> str | None:
        """The id, None where it is still to be minted. Raises OSError."""
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return None
        look = stat.st_ino, stat.st_size, stat.st_mtime_ns
        if look != self._look:
            self._look, self._said = look, _read(self._path)
        said = self._said
        return said[0] if said is not None and said[1] == self._database.stat().st_ino else None


def _read(path: Path) -> tuple[str, int] | None:
    try:
        value = json.loads(path.read_bytes())
        device, inode = value["device"], value["inode"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return (device, inode) if isinstance(device, str) and device and isinstance(inode, int) else None


def _write(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    fsync_folder(path.parent)
