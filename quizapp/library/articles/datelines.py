"""Finds in an article's own first lines when it was published and who wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from quizapp.library.articles.model import Facts
from quizapp.library.fields import is_date

_MONTHS = {
    name: number
    for names, number in (
        ("janvier janv january jan", 1), ("fevrier fevr fev february feb", 2), ("mars march mar", 3),
        ("avril avr april apr", 4), ("mai may", 5), ("juin june jun", 6), ("juillet juil july jul", 7),
        ("aout august aug", 8), ("septembre sept september sep", 9), ("octobre oct october", 10),
        ("novembre nov november", 11), ("decembre dec december", 12),
    )
    for name in names.split()
}  # fmt: skip

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:er|st|nd|rd|th)?\.? (?:of )?([a-z]{3,9})\.?,? (\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")

_SAID = re.compile(
    r"(?:publie|paru|mis en ligne|poste|ecrit|redige|date de publication|published|posted|first published"
    r"|date)(?:e|s|es)?\b"
)
_UPDATED = re.compile(r"(?:mise? a jour|modifie|actualise|updated|last updated|modified)")
_BESIDE = re.compile(
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|mon|tue|wed|thu|fri|sat|sun|le|the|on|at|a|am|pm|et|and|h|min|utc|gmt|cet|cest|est|edt"
    r"|\d{1,2}(?:[:h]\d{0,2})?(?::\d{2})?"
)
_BYLINE = re.compile(
    r"(?:Par|By|Écrit par|Written by|Auteur :|Author:)\s+"
    r"((?:[A-ZÀ-Þ][\w’'.-]*|de|du|von|van|da|d’|et|and|&)(?:\s+(?:[A-ZÀ-Þ][\w’'.-]*|de|du|von|van|da|et|and|&)){0,7})"
)
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'.&-]*(?:\s+(?:[A-ZÀ-Þ&][\w’'.&-]*|d[eu]s?|l[ae]s?|of|the|and|et|sur|l’\w+|d’\w+)){0,5}"
)
_PART = re.compile(r"\s*[,;|·•–—]\s+|\s+[|·•/–—-]\s+")
"""What stands between the author, the publisher and the date of one line."""
_GAP = re.compile(r"[\s,;|·•/–—-]+")
_ALL = re.compile(r"all rights|tous droits", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?[\s,]*(?:by\s)?"
    r"([^\W\d_][^.|,;–©]{2,58}?)\s*(?:[.|,;–©]|all rights|tous droits|$)",
    re.IGNORECASE,
)
_LONGEST = 160


def dated(text: str, lang: str | None = None) -> str | None:
    """The first date of a text as an ISO date; None without one. `lang` decides what 3/4/2024 means."""
    plain = _plain(text)
    found: list[tuple[int, str]] = []
    for match in _ISO.finditer(plain):
        found.append((match.start(), f"{match[1]}-{match[2]}-{match[3]}"))
    for match in _DAY_FIRST.finditer(plain):
        found.append((match.start(), _iso(match[3], match[2], match[1])))
    for match in _MONTH_FIRST.finditer(plain):
        found.append((match.start(), _iso(match[3], match[1], match[2])))
    if lang == "fr":
        for match in _SLASHED.finditer(plain):
            found.append((match.start(), f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"))
    return next((date for _, date in sorted(found) if is_date(date)), None)


def is_dateline(text: str) -> bool:
    """Whether a line says when the article was published or changed, and nothing else."""
    if len(text) > _LONGEST:
        return False
    plain = _plain(text)
    told = _SAID.match(plain) or _UPDATED.match(plain)
    rest = _ISO.sub(" ", plain)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        rest = pattern.sub(lambda match: " " if _iso_of(match) else match[0], rest)
    rest = _SLASHED.sub(" ", rest)
    if rest == plain:
        return False
    rest = _UPDATED.sub(" ", _SAID.sub(" ", rest))
    words = re.findall(r"[a-z]+|\d[\d:h]*", rest)
    strange = sum(not _BESIDE.fullmatch(word) for word in words)
    return strange == 0 or (told is not None and strange <= 4)


def byline(text: str) -> str | None:
    """Who a line says has written the article, where it says nothing else, or else only when."""
    return _signed(text).author


def holder(text: str) -> str | None:
    """Who holds the rights, as a line of copyright says."""
    found = _RIGHTS.match(text.strip())
    return found[1] if found and not _ALL.match(found[1]) else None


def told_facts(lines: Iterable[str], lang: str | None) -> Facts:
    """The date, the author and the publisher that an article's first lines tell; of two dates that of its
    publication."""
    published = updated = author = publisher = None
    for line in lines:
        signed = _signed(line)
        if signed.when is not None:
            date = dated(signed.when, lang)
            if _UPDATED.match(_plain(signed.when)):
                updated = updated or date
            else:
                published = published or date
        author, publisher = author or signed.author, publisher or signed.publisher
    return Facts(published=published or updated, author=author, publisher=publisher)


class _Signed(NamedTuple):
    """What a line says of author, publisher and date (the words of it), where it says nothing else."""

    author: str | None = None
    publisher: str | None = None
    when: str | None = None


def _signed(text: str) -> _Signed:
    """Author and dateline may stand before or after each other, and the publisher between them."""
    line = text.strip()
    if len(line) > _LONGEST:
        return _Signed()
    first, *others = _PART.split(line)
    if len(others) >= 2 and (author := _BYLINE.fullmatch(first)) and _NAME.fullmatch(others[0]):
        when = ", ".join(others[1:])
        if is_dateline(when):
            return _Signed(author[1], others[0], when)
    for gap in _GAP.finditer(line):
        before, after = line[: gap.start()], line[gap.end() :]
        for name, when in ((before, after), (after[:1].upper() + after[1:], before)):
            author = _BYLINE.fullmatch(name)
            if author and is_dateline(when):
                return _Signed(author[1], None, when)
    author = _BYLINE.fullmatch(line)
    return _Signed(author[1] if author else None, None, line if is_dateline(line) else None)


def _iso_of(match: re.Match[str]) -> str:
    first, second, year = match.groups()
    return _iso(year, second, first) if first.isdigit() else _iso(year, first, second)


def _iso(year: str, month: str, day: str) -> str:
    number = _MONTHS.get(month)
    return f"{year}-{number:02}-{int(day):02}" if number else ""


def _plain(text: str) -> str:
    """The text in small letters without accents, with plain spaces."""
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char)
    )
    return " ".join(bare.split())
