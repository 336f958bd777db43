"""An option of a choice, in a module of its own: only choices pay for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Option:
    """A choice, and why it is wrong or right."""

    text: str
    why: str | None = None
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
