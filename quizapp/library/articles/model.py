"""An article on its way to a source: its lines with what is known of it, as frozen values."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A paragraph (level 0) or a heading (1 to 6). `reason` says why it is no part of the article (a msgid of
    `furniture`), None where it is one."""

    text: str
    level: int = 0
    reason: str | None = None


class Facts(NamedTuple):
    """What an article says of itself. `published` is an ISO date, `lang` a code such as `fr`."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    lang: str | None = None

    def or_else(self, other: Facts) -> Facts:
        """These facts, and the other ones where these say nothing."""
        return Facts(*(mine or theirs for mine, theirs in zip(self, other, strict=True)))


class Draft(NamedTuple):
    """An article as read. `marks` counts the characters of its text that are written as visible marks,
    `splits` the paragraphs that were too long to be shown and became several."""

    facts: Facts
    lines: tuple[Line, ...]
    marks: int = 0
    splits: int = 0

    def kept(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.reason is None)

    def dropped(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.reason is not None)

    def keeping(self, lines: frozenset[int] | None = None) -> Draft:
        """The draft with some lines kept that were to be dropped, by their place among those, counted from
        1; None keeps all."""
        kept, number = [], 0
        for line in self.lines:
            number += line.reason is not None
            wanted = line.reason is not None and (lines is None or number in lines)
            kept.append(line._replace(reason=None) if wanted else line)
        return self._replace(lines=tuple(kept))


def paragraphs(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The texts of the lines that are no headings."""
    return tuple(line.text for line in lines if line.level == 0)
