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
    path = folder / FILE_NAME
    inode = database.stat().st_ino
    known = _read(path)
    if known is not None and known[1] == inode:
        return known[0]
    device = os.urandom(8).hex()
    _write(path, json.dumps({"device": device, "inode": inode}))
    return device


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
