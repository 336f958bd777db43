"""Which device writes: an id kept beside the database, so that a copy of the database is another device."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path

from quizapp.system import fsync_folder

FILE_NAME = "device.json"


def device_id(folder: Path, database: Path) -> str:
    """The id of this device for this very database file; minted where there is none.

    The id is bound to the file's inode: a database that was copied, or restored from a copy, gets a new id,
    because its next sequence numbers may have been used before. Call it within a write transaction, which
    keeps two processes from minting at once. Raises OSError.
    """
    known = known_id(folder, database)
    if known is not None:
        return known
    device = os.urandom(8).hex()
    _write(folder / FILE_NAME, json.dumps({"device": device, "inode": database.stat().st_ino}))
    return device


def known_id(folder: Path, database: Path) -> str | None:
    """The id of this device for this very database file, None where it is still to be minted. Raises
    OSError."""
    known = _read(folder / FILE_NAME)
    return known[0] if known is not None and known[1] == database.stat().st_ino else None


def _read(path: Path) -> tuple[str, int] | None:
    try:
        look = path.stat()
    except FileNotFoundError:
        return None
    # As text, which is hashed sooner than a path.
    return _as_it_looks(str(path), look.st_ino, look.st_size, look.st_mtime_ns)


@lru_cache(maxsize=1)
def _as_it_looks(path: str, *_look: int) -> tuple[str, int] | None:
    """What the file says. It is asked for with every answer, and read again only where it looks otherwise."""
    try:
        value = json.loads(Path(path).read_bytes())
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
