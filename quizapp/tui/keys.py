"""Keys that mean the same on a QWERTY and on an AZERTY keyboard without Shift."""

from __future__ import annotations

DIGITS = (
    "1,ampersand",
    "2,é",
    "3,quotation_mark",
    "4,apostrophe",
    "5,left_parenthesis",
    "6,minus",
)
"""Keys of the numbers one to six, as Textual names them."""

PLACES = (*DIGITS, "7,è", "8,underscore")
"""Keys of the numbers one to eight."""
