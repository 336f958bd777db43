"""HTML becomes lines, each with the reason why it is no part of the article if there is one.

By the standard library's parser, fed once and never closed: what it cannot read to an end (an open tag or
comment) it would try again from every place behind it, in quadratic time. No tree is built, so that nesting
costs nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

from quizapp.errors import QuizError
from quizapp.library.articles import furniture
from quizapp.library.articles.model import Facts, Line
from quizapp.library.articles.page_facts import FactFinder

MOST_TAGS = 500_000

_BREAK = "\x1e"
"""Stands for <br> in what is gathered: no text keeps this character."""

_CELL = "\x1f"
"""Stands for the border of a cell, likewise."""

_CELLS = frozenset(("td", "th"))
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNSEEN = _words(
    "title script style template noscript svg math iframe object canvas audio video select option datalist"
    " button textarea map"
)
_VOID = _words("area base br col embed hr img input link meta param source track wbr")
_INLINE = _words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp"
    " small span strike strong sub sup time tt u var wbr"
)
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_PARTS = {
    "nav": furniture.NAVIGATION,
    "menu": furniture.NAVIGATION,
    "footer": furniture.NAVIGATION,
    "form": furniture.NAVIGATION,
    "dialog": furniture.NAVIGATION,
    "aside": furniture.OUTSIDE,
    "figcaption": furniture.CREDIT,
}
_ROLES = {
    "navigation": furniture.NAVIGATION,
    "search": furniture.NAVIGATION,
    "contentinfo": furniture.NAVIGATION,
    "dialog": furniture.NAVIGATION,
    "complementary": furniture.OUTSIDE,
}
_CLASSES = {
    **dict.fromkeys(("cookie", "cookies", "consent", "gdpr", "rgpd"), furniture.COOKIES),
    **dict.fromkeys(("newsletter", "newsletters"), furniture.NEWSLETTER),
    **dict.fromkeys(("share", "sharing", "social", "socials"), furniture.SHARE),
    **dict.fromkeys(("related", "recirculation", "outbrain", "taboola"), furniture.RELATED),
    **dict.fromkeys(("comments", "commentaires", "disqus"), furniture.COMMENTS),
    **dict.fromkeys(("ad", "ads", "advert", "advertisement", "publicite", "sponsored"), furniture.ADVERT),
    **dict.fromkeys(("breadcrumb", "breadcrumbs", "nav", "navbar", "navbox", "menu"), furniture.NAVIGATION),
}
_STATES = frozenset(("has", "is", "no", "with", "without"))
"""`has-comments` says how an element is, not what."""

_UNSEEN_CLASSES = frozenset(
    ("sr-only", "visually-hidden", "screen-reader-text", "mw-editsection", "reference")
)
"""For screen readers only; and what an encyclopedia puts between the words of its articles."""

_CLOSES_ITSELF = _words("li dt dd td th tr option")
_WHOLE = frozenset(("html", "body", "main", "article"))
_PROSE = 80
"""From this length on, in characters, a paragraph outside navigation counts as prose."""

_ENOUGH = 0.6
"""The share of a page's prose that one part must hold to be the article."""


class _Open(NamedTuple):
    """An element that is open: its name, and what it says of its content."""

    name: str
    unseen: bool
    reason: str | None
    part: int
    """The number of the innermost element around that may be the article, 0 for none."""


class _Found(NamedTuple):
    """A line of the page, with the reason of the element that it stands in and the number of its part."""

    text: str
    level: int
    reason: str | None
    part: int


def read_page(text: str) -> tuple[Facts, list[Line]]:
    """What the page says of itself, and its lines. Raises QuizError "article-tangled"."""
    page = _Page()
    page.read(text)
    if not page.found:
        # A page that was saved behind a dialog hides all of itself.
        page = _Page(hides=False)
        page.read(text)
    facts, body = page.facts.found()
    lines = _chosen(page.found, page.outer)
    if not any(line.reason is None for line in lines) and body:
        lines = [Line(part) for part in body.split("\n") if part.strip()]
    return facts, lines


class _Page(HTMLParser):
    def __init__(self, *, hides: bool = True) -> None:
        super().__init__(convert_charrefs=True)
        self._hides = hides
        self.facts = FactFinder()
        self.found: list[_Found] = []
        self._open: list[_Open] = []
        self._counts: dict[str, int] = {}
        self._unseen = 0
        self._held: list[str] = []
        self._level = 0
        self._tags = 0
        self.outer: list[int] = [0]
        """By number, the part that each part lies in."""

    def read(self, text: str) -> None:
        # The tag at the end gives out the text before it, which the parser would hold back.
        self.feed(text + "\n<p>")
        self.flush()

    def parse_html_declaration(self, i: int) -> int:
        """Declarations are comments: the parser asserts that it knows their words."""
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags += 1
        if self._tags > MOST_TAGS:
            raise QuizError("article-tangled", limit=str(MOST_TAGS))
        self.facts.start(tag, attrs)
        if tag == "br":
            self._held.append(_BREAK)
            return
        if tag in _CELLS:
            # A row is a line.
            self._close_before(tag)
            self._held.append(_CELL)
        elif tag not in _INLINE:
            self.flush()
            self._close_before(tag)
        if tag in _VOID:
            return
        self._level = _LEVELS.get(tag, self._level)
        self._push(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.facts.end(tag)
        if tag not in _INLINE and tag not in _CELLS:
            self.flush()
        # Nothing is closed that is not open, however deep what is open lies.
        if self._counts.get(tag):
            while self._pop().name != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.facts.text(data)
        if not self._unseen:
            self._held.append(data.replace(_BREAK, " ").replace(_CELL, " "))

    def flush(self) -> None:
        """Ends the line that is being gathered."""
        if self._held:
            reason = self._open[-1].reason if self._open else None
            part = self._open[-1].part if self._open else 0
            # What breaks a line in the source breaks none on the page.
            text = "".join(self._held)
            for piece in [text.replace(_BREAK, " ")] if self._level else text.split(_BREAK):
                cells = (_SPACES.sub(" ", cell).strip() for cell in piece.split(_CELL))
                line = " | ".join(cell for cell in cells if cell)
                if line:
                    self.found.append(_Found(line, self._level, reason, part))
            self._held = []

    def _close_before(self, tag: str) -> None:
        """Ends an element that the beginning of another ends: a paragraph, an item of a list, a cell."""
        top = self._open[-1].name if self._open else ""
        if top == "p" or (top == tag and tag in _CLOSES_ITSELF):
            self._pop()

    def _push(self, tag: str, attrs: dict[str, str]) -> None:
        style = attrs.get("style", "")[:500].replace(" ", "").lower()
        told = "hidden" in attrs or attrs.get("aria-hidden") == "true"
        styled = "display:none" in style or "visibility:hidden" in style
        classes = attrs.get("class", "")[:500].split()
        unseen = tag in _UNSEEN or not _UNSEEN_CLASSES.isdisjoint(classes)
        hidden = unseen or (self._hides and (told or styled))
        part = self._open[-1].part if self._open else 0
        itself = attrs.get("role") == "main" or attrs.get("itemprop") == "articleBody"
        if itself or tag in {"article", "main"}:
            self.outer.append(part)
            part = len(self.outer) - 1
        above = self._open[-1].reason if self._open else None
        self._open.append(_Open(tag, hidden, above or _reason(tag, attrs), part))
        self._counts[tag] = self._counts.get(tag, 0) + 1
        self._unseen += hidden

    def _pop(self) -> _Open:
        closed = self._open.pop()
        self._counts[closed.name] -= 1
        self._unseen -= closed.unseen
        if closed.name in _LEVELS:
            self._level = 0
        return closed


def _reason(tag: str, attrs: dict[str, str]) -> str | None:
    """Why the content of an element is no part of the article, as its name, role and classes tell."""
    found = _PARTS.get(tag) or _ROLES.get(attrs.get("role", ""))
    if found or tag in _WHOLE:
        return found
    for name in (attrs.get("class", "")[:500] + " " + attrs.get("id", "")[:200]).lower().split():
        words = name.replace("_", "-").split("-")
        if words[0] not in _STATES and any(word in _CLASSES for word in (words[0], words[-1])):
            return next(_CLASSES[word] for word in (words[0], words[-1]) if word in _CLASSES)
    return None


def _chosen(found: list[_Found], outer: list[int]) -> list[Line]:
    """The lines with the reasons that hold: those of elements, and of not standing in the article's part."""
    reasons = _trusted(found)
    sums = [0] * len(outer)
    for one in found:
        if one.reason not in reasons and _is_prose(one):
            sums[one.part] += len(one.text)
    # A part comes after the one that it lies in.
    for part in range(len(outer) - 1, 0, -1):
        sums[outer[part]] += sums[part]
    # Of parts in one another the innermost that holds enough.
    chosen = max(part for part, size in enumerate(sums) if size >= _ENOUGH * sums[0]) if sums[0] else 0
    inside = {chosen}
    for part in range(chosen + 1, len(outer)):
        if outer[part] in inside:
            inside.add(part)
    lines = []
    for one in found:
        reason = one.reason if one.reason in reasons else None
        if reason is None and chosen and one.part not in inside and one.level != 1:
            reason = furniture.OUTSIDE
        lines.append(Line(one.text, one.level, reason))
    return lines


def _trusted(found: list[_Found]) -> frozenset[str]:
    """The reasons of elements, without the one that would drop nearly all prose: some pages call their whole
    body by such a name."""
    sums: Counter[str | None] = Counter()
    for one in found:
        if _is_prose(one):
            sums[one.reason] += len(one.text)
    reasons = {one.reason for one in found if one.reason}
    if sums and sums[None] < 0.2 * sum(sums.values()):
        reasons.discard(
            max((reason for reason in sums if reason), key=lambda reason: sums[reason], default=None)
        )
    return frozenset(reasons)


def _is_prose(one: _Found) -> bool:
    return one.level == 0 and len(one.text) >= _PROSE
