"""The quantity that a number question wants, in a module of its own: only numbers pay for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Quantity:
    """The number expected: `low` and `high` in plain decimals, equal for a single value.

    `between` asks for both bounds. `tolerance` is a percentage of the value (`5%`) or an amount.
    """

    low: str
    high: str
    between: bool = False
    tolerance: str | None = None
    unit: str | None = None
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
