"""Finds the images that cards name, and looks at them again before anything opens them."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from quizapp.library.fields import Fields, short
from quizapp.library.model import Image
from quizapp.library.safe_open import Refused, below, open_regular

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
MAX_BYTES = 16 * 1024 * 1024

_REFUSED_AS_MISSING = {"Y105": "C209", "Y106": "C210"}


class Found(NamedTuple):
    """Where an image lies below the library's root, and what is wrong with its file, if anything."""

    path: str
    refused: Refused | None = None


ImageFinder: TypeAlias = Callable[[str], Found]
"""Finds an image by its path as written in the deck. Raises Refused for what is no path to an image."""


def no_finder(reference: str) -> Found:
    """For a deck that lies in no folder: every image is missing."""
    return Found(reference, Refused("C209", path=short(reference)))


def read_image(card: Fields, find: ImageFinder) -> Image | None:
    """The image of a card; what is wrong with it is reported.

    A card whose image is missing, too large or unreadable keeps it: its description stands for it.
    """
    report = card.report
    if not card.given("image"):
        if card.given("alt"):
            report.add("C204", card.keys["alt"])
        return None
    reference, alt = card.text("image"), card.optional_text("alt")
    if not card.given("alt"):
        report.add("C203", card.keys["image"])
    if reference is None:
        return None
    node = card.values["image"]
    try:
        found = find(reference)
    except Refused as refused:
        report.add(refused.code, node, **refused.params)
        return None
    if found.refused is not None:
        report.add(found.refused.code, node, **found.refused.params)
    return None if alt is None else Image(found.path, alt)


def place(folder: str, reference: str) -> str:
    """The path below the root of the image that a deck in `folder` names. Raises Refused."""
    try:
        path = below(folder, reference)
    except Refused as refused:
        raise Refused("C205" if refused.code == "S110" else refused.code, path=short(reference)) from None
    # As written, so that `map.png/` is refused, which is no way to name a file.
    _demand_suffix(reference)
    return path


def inspect(root: Path, path: str) -> None:
    """Looks whether a file below the resolved root is an image that may be opened. Raises Refused."""
    _demand_suffix(path)
    try:
        handle = open_regular(root, path)
    except Refused as refused:
        raise Refused(_REFUSED_AS_MISSING.get(refused.code, refused.code), **refused.params) from None
    with os.fdopen(handle, "rb") as file:
        size = os.fstat(handle).st_size
        if size > MAX_BYTES:
            raise Refused("C208", size=str(size), limit=str(MAX_BYTES))
        try:
            start = file.read(12)
        except OSError as error:
            raise Refused("C210", path=path, reason=(error.strerror or "?").lower()) from None
    if not _is_image(start):
        raise Refused("C211", path=path)


def openable(root: Path, path: str) -> Path:
    """The absolute path of an image below the resolved root, looked at just now. Raises Refused.

    Between this look and the viewer's, somebody who may write to the library could still swap the file.
    """
    inspect(root, path)
    return root.joinpath(*path.split("/")).absolute()


def _demand_suffix(path: str) -> None:
    suffix = posixpath.splitext(path)[1].lower()
    if suffix in (".svg", ".svgz"):
        raise Refused("C207", path=short(path))
    if suffix not in SUFFIXES:
        raise Refused("C206", path=short(path), known=", ".join(SUFFIXES))


def _is_image(start: bytes) -> bool:
    """Whether bytes begin as one of the formats does: viewers are chosen by content on some systems."""
    webp = start[:4] == b"RIFF" and start[8:12] == b"WEBP"
    return webp or start.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"))
