"""Text on its way to a terminal: hostile characters made visible, French spaces, lines that break rightly.

Terminals obey control characters and reorder text around bidirectional ones, and Textual passes both on, so
every front end shows texts through here. Only the display changes: what is stored keeps its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quizapp.messages import language

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
WORD_JOINER = "\u2060"

NO_BREAK = frozenset((NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE, WORD_JOINER))
"""No line breaks before or after these."""

_TAB = 4
_DELETE = 0x7F
_NEVER_FIRST = frozenset(",.;:!?…)]»")

# Compiled when a French text first has their signs: a start has seldom a dash to bind.
_BEFORE_NARROW = r"(?<=[^\n ]) +(?=[;!?]+(?![\w/]))"
_BEFORE_WIDE = r"(?<=[^\n ]) +(?=»|%(?!\w)|:+(?![\w/]))"
_NARROW_SIGNS, _WIDE_SIGNS = frozenset(";!?"), frozenset("»%:")
_AFTER_GUILLEMET = r"(?<=«) +(?=[^\n ])"
_PARAGRAPHS = r"(?<=§) +(?=\d)|(?<=\d) +(?=§)"
# Not the minutes of a time, the end of a date or designation, nor decimals: 12:30 100 obus, KN-23 100 km.
_DIGIT_GROUPS = r"(?<![\w.,:/])(?<![^\W\d]-)\d{1,3}(?: \d{3})+(?!\d)"
_OPENING_DASH = r"(?m)^( *[—–]) (?=[^\n ])"
_DASH = r"(?m)(?<=[^\n ]) ([—–])(?=( [^\n ])|[,.;:!?…)]|$)"

_HOLD = {0x00A0: 0xFDD0, 0x202F: 0xFDD1}
_RELEASE = {placeholder: space for space, placeholder in _HOLD.items()}


def visible(text: str) -> str:
    """The text with every marked character shown as a mark: `␛` for ESC, `‹U+202E›` for an override.

    Marked are controls except newline and tab, bidirectional controls, line separators, the byte order mark,
    noncharacters and lone surrogates. Joiners, variation selectors and tags pass: emoji, Persian need them.
    """
    # No marked character counts as printable, and of the others only these three are met often.
    rest = text.replace("\n", "").replace(NO_BREAK_SPACE, "").replace(NARROW_NO_BREAK_SPACE, "")
    return text if rest.isprintable() else _marked().sub(_mark, text)


@cache
def _marked() -> re.Pattern[str]:
    """Finds the marked characters. Compiled when it is needed: that takes a millisecond."""
    noncharacters = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef"
        # No encoding of a terminal can carry a lone surrogate: printing one raises UnicodeEncodeError.
        f"\ud800-\udfff{noncharacters}]"
    )


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == _DELETE else f"‹U+{code:04X}›"


def shown(text: str, lang: str) -> str:
    """The text as a front end shows it: marked characters visible, French spaces in a French text."""
    safe = visible(text)
    return french(safe) if lang.partition("-")[0].lower() == "fr" else safe


def french(text: str) -> str:
    """The text with the plain spaces that French never breaks at made no-break ones.

    Those stand before `; : ! ? » %`, after `«`, between `§` and its number, between the groups of a number's
    digits, and on the inner side of dashes. Nothing is inserted, so URLs and times, which hold no spaces,
    stay as they are.
    """
    if " " not in text:
        return text
    if not _NARROW_SIGNS.isdisjoint(text):
        text = re.sub(_BEFORE_NARROW, lambda match: NARROW_NO_BREAK_SPACE * len(match[0]), text)
    if not _WIDE_SIGNS.isdisjoint(text):
        text = re.sub(_BEFORE_WIDE, lambda match: NO_BREAK_SPACE * len(match[0]), text)
    if "«" in text:
        text = re.sub(_AFTER_GUILLEMET, lambda match: NO_BREAK_SPACE * len(match[0]), text)
    if "§" in text:
        text = re.sub(_PARAGRAPHS, lambda match: NO_BREAK_SPACE * len(match[0]), text)
    text = re.sub(_DIGIT_GROUPS, lambda match: match[0].replace(" ", NARROW_NO_BREAK_SPACE), text)
    if "—" in text or "–" in text:
        text = "\n".join(_dashes(line) for line in text.split("\n"))
    return text


def _dashes(line: str) -> str:
    """Binds the dashes of a line: the first of a pair to what follows, any other to what precedes."""
    line = re.sub(_OPENING_DASH, rf"\1{NO_BREAK_SPACE}", line)
    dashes = list(re.finditer(_DASH, line))
    pieces, end, open_dash = [], 0, False
    for place, dash in enumerate(dashes):
        pieces.append(line[end : dash.start()])
        opens = not open_dash and dash[2] is not None and place + 1 < len(dashes)
        pieces.append(f" {dash[1]}{NO_BREAK_SPACE}" if opens else f"{NO_BREAK_SPACE}{dash[1]}")
        end = dash.end() + (1 if opens else 0)
        open_dash = opens
    return "".join((*pieces, line[end:]))


def held(text: str) -> str:
    """The text with its no-break spaces as noncharacters, which Textual does not take for places to break.

    For texts that went through `visible` or `shown`: there a noncharacter cannot be the author's.
    """
    return text.translate(_HOLD)


def released(text: str) -> str:
    """The text with the no-break spaces that `held` had taken out, for the last step before the terminal."""
    return text.translate(_RELEASE)


def number_text(number: int) -> str:
    """A count with its thousands apart as the language in use has them: `12,345`, and in French with narrow
    no-break spaces."""
    told = f"{number:,}"
    return told.replace(",", NARROW_NO_BREAK_SPACE) if language() == "fr" else told


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` terminal cells, broken at plain spaces only.

    Spaces at a break are dropped, all else is kept, and tabs become spaces. A word longer than a line is cut
    between characters, away from no-break spaces where possible. A character wider than `width` stands alone.
    """
    room = max(width, 1)
    return [line for paragraph in text.split("\n") for line in _lines(paragraph.expandtabs(_TAB), room)]


def _lines(paragraph: str, width: int) -> Iterator[str]:
    from rich.cells import cell_len

    paragraph = paragraph.rstrip(" ")
    if cell_len(paragraph) <= width:
        yield paragraph
        return
    line, used = "", 0
    for gap, word in re.findall(r"( *)([^ ]+)", paragraph):
        size = cell_len(word)
        if used + len(gap) + size <= width:
            line, used = line + gap + word, used + len(gap) + size
            continue
        if line:
            yield line
        *full, line = _cut(word, width) if size > width else (word,)
        yield from full
        used = cell_len(line)
    yield line


def _cut(word: str, width: int) -> Iterator[str]:
    """The pieces of a word that is longer than a line."""
    from rich.cells import split_graphemes

    spans, _total = split_graphemes(word)
    first, place, used = 0, 0, 0
    while place < len(spans):
        size = spans[place][2]
        if used + size > width and place > first:
            places = range(place, first, -1)
            place = next((at for at in places if _may_cut(word, spans[at][0])), place)
            yield word[spans[first][0] : spans[place][0]]
            first, used = place, 0
        else:
            used += size
            place += 1
    yield word[spans[first][0] :]


def _may_cut(word: str, at: int) -> bool:
    return word[at - 1] not in NO_BREAK and word[at] not in NO_BREAK and word[at] not in _NEVER_FIRST
