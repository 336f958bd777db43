"""Plain text and Markdown become lines: wrapped ones are joined, headings are told from paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from quizapp.library.articles.model import Line

_WIDEST = 120
"""Lines of a text that is wrapped by hand or by a mail program are no longer than this, in characters."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?\s*#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|(-+))\s*$")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = (
    (re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?: \"[^\"()]*\")?\)"), ""),
    (re.compile(r"\[([^\[\]]+)\]\([^()\s]*(?: \"[^\"()]*\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^*_]+)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)([^*_]+)\1(?!\w)"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
_SHORT, _LONG = 90, 120
_NEVER_LAST = (".", "!", "?", "…", ":", ";", ",", "»", "”", ")")


def text_lines(text: str) -> list[Line]:
    """The lines of a plain text. A block between empty lines is one paragraph where its lines are wrapped,
    else a paragraph a line."""
    width = max(map(len, text.split("\n")), default=0)
    paragraphs: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if width <= _WIDEST and _is_wrapped(lines, width):
            paragraphs.append(" ".join(lines))
        else:
            paragraphs.extend(lines)
    return [Line(one) for one in paragraphs]


def with_headings(lines: list[Line]) -> list[Line]:
    """The lines of a plain text, its headings told: short lines without a full stop between long ones."""
    places = [place for place, line in enumerate(lines) if line.reason is None]
    kept = [lines[place].text for place in places]
    found = {places[at] for at in range(len(kept)) if _is_heading(kept, at)}
    return [line._replace(level=2) if place in found else line for place, line in enumerate(lines)]


def _is_wrapped(lines: list[str], width: int) -> bool:
    """Whether each line but the last was ended because the next word had no room in it."""
    return all(len(line) + 1 + len(after.split(maxsplit=1)[0]) > width - 6 for line, after in pairwise(lines))


def _is_heading(paragraphs: list[str], place: int) -> bool:
    text = paragraphs[place]
    after = paragraphs[place + 1] if place + 1 < len(paragraphs) else ""
    before = paragraphs[place - 1] if place else ""
    return (
        place > 0
        and len(text) <= _SHORT
        and len(text.split()) > 1
        and not text.endswith(_NEVER_LAST)
        and (text[0].isupper() or text[0].isdigit())
        and len(after) > _LONG < len(before)
    )


def markdown_lines(body: str) -> list[Line]:
    """The lines of Markdown without front matter; links are their text, comments and images are left out."""
    lines: list[Line] = []
    held: list[str] = []

    def close() -> None:
        if held:
            lines.append(Line(_inline(" ".join(held))))
            held.clear()

    for raw in _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), body).split("\n"):
        text = _QUOTED.sub("", raw).rstrip()
        heading, underline = _HEADING.match(text), _UNDERLINE.match(text)
        if heading:
            close()
            if heading[2]:
                lines.append(Line(_inline(heading[2]), len(heading[1])))
        elif underline and held:
            lines.append(Line(_inline(" ".join(held)), 1 if underline[1] else 2))
            held.clear()
        elif not text.strip() or _FENCE.match(text):
            close()
        else:
            item = _ITEM.match(text)
            if item:
                close()
            held.append(text[item.end() if item else 0 :].strip())
    close()
    return lines


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
