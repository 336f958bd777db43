"""Which device writes: an id kept beside the database, so that a copy of the database is another device."""

from __future__ import annotations

import json
import os
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
