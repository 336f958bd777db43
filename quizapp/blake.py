"""BLAKE2b by itself: beside it hashlib loads OpenSSL, 4 MB of memory that a sitting has no use for."""

from __future__ import annotations

try:
    from _blake2 import blake2b as blake2b
except ImportError:  # A Python that is built otherwise; hashlib knows where it keeps its own.
    from hashlib import blake2b as blake2b
