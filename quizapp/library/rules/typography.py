"""French typography: what a text in French misses, and how it is mended.

Spaces may be plain or no-break ones: the program shows no-break ones where French wants them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias

from quizapp.library.fields import Report, short
from quizapp.library.nodes import Mapping, Scalar
from quizapp.library.rules.model import DeckRule, DeckSeen
from quizapp.library.rules.prose import EDGE, Place, Prose, Role, Said, add

Mend: TypeAlias = Callable[[re.Match[str]], str | None]
"""What is to stand instead of a match; None where the match is right as it is."""

_NARROW, _WIDE = "\u202f", "\u00a0"
_SPACE = f"[ {_WIDE}{_NARROW}]"
_MASK = "\ue000"
_MASKED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("::", re.compile(r"\{\{c\d+::|\}\}|::|\\[{}|:\\]")),
    (":", re.compile(r":(?<![^\s\x00]:)\w+:(?![^\s\x00])")),
    ("`", re.compile(r"`[^`\n\x00]*`")),
    ("://", re.compile(r"(?:https?|ftp)://[^\s\x00»)]*")),
    ("www.", re.compile(r"\bwww\.[^\s\x00»)]*")),
    ("@", re.compile(r"\b[\w.+-]+@[\w-]+\.\w+")),
)
_NUMBERED = re.compile(r"(?:n[°ºo]|num[ée]ro|réf(?:érence|\.)?|code|matricule|\b[bc]p)\s?\Z", re.IGNORECASE)
_CONTEXT, _LONGEST = 12, 30

MOST_OF_A_TEXT = 5
"""How often one fault is told of one text."""


def masked(text: str) -> str:
    """A text in which gap marks, names of emoji, code and addresses are signs no rule knows, one for one."""
    for mark, pattern in _MASKED:
        if mark in text:
            text = pattern.sub(lambda match: _MASK * len(match[0]), text)
    return text


class Rule(NamedTuple):
    """A fault: its code, the pattern that finds it, what mends it, and texts one of which it needs."""

    code: str
    pattern: re.Pattern[str]
    mend: Mend
    needs: tuple[str, ...] = ()


def _always(new: str) -> Mend:
    return lambda _match: new


def _grouped(match: re.Match[str]) -> str | None:
    """The digits in groups of three, unless they number something or are all of a text."""
    text, alone = match.string, (EDGE, "|", _MASK)
    if text[match.start() - 1] in alone and text[match.end()] in alone:
        return None
    if _NUMBERED.search(text[max(0, match.start() - _CONTEXT) : match.start()]):
        return None
    return f"{int(match[0]):,}".replace(",", _NARROW)


def _after_digit(match: re.Match[str]) -> str | None:
    return _WIDE + match[0] if match.string[match.start() - 1].isdigit() else None


def _grave(match: re.Match[str]) -> str | None:
    """À for the A that begins a sentence."""
    before = match.string[: match.start()].rstrip()[-1:]
    return "À" if before in (EDGE, *".!?…:»") or match.string[match.start() - 1] == "\n" else None


def _ligature(match: re.Match[str]) -> str:
    return match[0].replace("oe", "œ").replace("Oe", "Œ").replace("OE", "Œ")


def _one_space(match: re.Match[str]) -> str:
    return next((one for one in match[0] if one != " "), " ")


_TWO_SPACES = ("  ", f" {_WIDE}", f"{_WIDE} ", f"{_NARROW} ")

RULES: tuple[Rule, ...] = (
    Rule("C401", re.compile(r"'(?<=[^\W\d_]')(?=[^\W\d_]|[\ue000«])"), _always("’"), ("'",)),
    Rule("C403", re.compile(r"\.\.\.+"), _always("…"), ("...",)),
    Rule("C404", re.compile(r"[!?](?<=[^\s\x00!?(\[/].)[!?]*(?![\w/=])"), lambda match: _NARROW + match[0]),
    # Not the smile of an emoticon, a drive, nor the minutes of a time.
    Rule("C404", re.compile(r";(?<=[^\s\x00;:].)(?![\w)(|*-])"), _always(f"{_NARROW};"), (";",)),
    Rule("C404", re.compile(r":(?<=[^\s\x00;:].)(?![\w/\\)(|*:-])"), _always(f"{_WIDE}:"), (":",)),
    Rule("C405", re.compile(r"«(?![\s\x00])"), _always(f"«{_WIDE}"), ("«",)),
    Rule("C405", re.compile(r"»(?<=[^\s\x00]»)"), _always(f"{_WIDE}»"), ("»",)),
    Rule(
        "C407",
        re.compile(r"[1-9](?<=[^\w.,:/#°+-].)\d{4,14}(?![\w/]|[-.,:]\d|\s[A-ZÀ-Ý])"),
        _grouped,
    ),
    Rule("C408", re.compile(r"%(?<=[\d\ue000]%)(?!\w)"), _always(f"{_NARROW}%"), ("%",)),
    Rule("C408", re.compile(r"(?:mm|cm|km|kg|°C|€)(?!\w)"), _after_digit),
    Rule(
        "C409",
        re.compile(
            r"\b(?:[ÉéEe]c|[Cc]h|[CcSs]|[Rr]anc)oeur\w*|\b(?:\w*[Mm]an|[Dd]és)?[Oo]euvr\w*|\b[Bb]?[Oo]eufs?\b"
            r"|\b(?:n|N|v|V)oeu[dx]?s?\b|\b[Oo]eil(?:s|l\w+)?\b|\b[Mm]oeurs\b|\b[Ff]oetus\b"
            r"|\b[Oo]e(?:dèm|dip|cumén|nolo|sophag|strogèn)\w*|\b(?:C|S|CH)OEURS?\b|\b(?:MAN)?OEUVRES?\b"
        ),
        _ligature,
        ("oe", "Oe", "OE"),
    ),
    Rule(
        "C410",
        re.compile(
            r"E(?<!\wE)(?=tats?\b|tudes?\b|tudiante?s?\b|coles?\b|glises?\b|conomi(?:e|es|que|ques)\b|nergies?\b"
            r"|quilibres?\b|quipes?\b|changes?\b|carts?\b|v[éè]nements?\b|lectri|l[eè]ves?\b|poques?\b|rythrée"
            r"|tranger|v[eê]ques?\b|gypte|thiopie|quateur\b|mirats?\b|critures?\b|lysée\b|diteurs?\b|chelles?\b)"
        ),
        _always("É"),
        ("E",),
    ),
    Rule(
        "C410",
        re.compile(
            r"A(?= (?:partir|quoi|quel(?:le)?s?|qui|combien|cause|côté|propos|travers|savoir|moins|peine"
            r"|présent"
            r"|condition|défaut|cet(?:te)?"
            r"|la (?:fin|suite|place|date|base|veille|fois|demande|différence|tête)"
            r"|l[’'](?:origine|époque|inverse|issue|instar|occasion|échelle|étranger|est|ouest|avenir|aide))\b)"
        ),
        _grave,
        ("A ",),
    ),
    Rule("C411", re.compile(rf"{_SPACE}(?<=[^\s\x00].){_SPACE}+(?![\s\x00])"), _one_space, _TWO_SPACES),
    Rule(
        "C411",
        re.compile(rf"{_SPACE}+(?=[,)\]](?!\w)|\.(?![\w.]))(?<![\[(].)"),
        _always(""),
        (" ,", " .", " )", " ]"),
    ),
    Rule("C411", re.compile(rf"(?<=[(\[]){_SPACE}+(?=[^\s)\]])"), _always(""), ("( ", "[ ")),
    Rule("C411", re.compile(rf"(?<=\b[ldjmtscnLDJMTSCN]’){_SPACE}+(?=\w)"), _always(""), ("’ ",)),
    Rule("C411", re.compile(rf"{_SPACE}+(?=\x00)|(?<=\x00){_SPACE}+"), _always(""), (f" {EDGE}", f"{EDGE} ")),
    Rule("C412", re.compile(r"[,;](?<=[^\W\d_].)(?=[^\W\d_])"), lambda match: f"{match[0]} "),
    Rule("C413", re.compile(rf"-(?<=[^\W\d_]{_SPACE}-)(?={_SPACE}[^\W\d_])"), _always("–"), ("- ",)),
)
"""Each fault that one replacement mends. Patterns begin with what is rare: with a lookbehind first, each
search costs four times as much."""


_INCHES = re.compile(r'\d"')
_STRAIGHT = re.compile(rf'{_SPACE}?"{_SPACE}?')

Edit: TypeAlias = tuple[str, re.Match[str], str]
"""The code of a fault, its place in the joined texts, and what is to stand there."""


def _edits(text: str) -> Iterator[Edit]:
    for rule in RULES:
        if not rule.needs or any(one in text for one in rule.needs):
            for match in rule.pattern.finditer(text):
                new = rule.mend(match)
                if new is not None:
                    yield rule.code, match, new
    if '"' in text:
        yield from _guillemets(text)


def _guillemets(text: str) -> Iterator[Edit]:
    """Straight quotation marks turned, text by text."""
    own: list[re.Match[str]] = []
    edge = 0
    for match in _STRAIGHT.finditer(text):
        if match.start() > edge:
            yield from _turned(own)
            own, edge = [], text.find(EDGE, match.start())
        own.append(match)
    yield from _turned(own)


def _turned(marks: list[re.Match[str]]) -> Iterator[Edit]:
    """The marks of one text, where they come in pairs and none stands for inches."""
    if len(marks) % 2 or any(_INCHES.match(one.string, one.start() - 1) for one in marks):
        return
    for place, match in enumerate(marks):
        before, after = match[0].split('"')
        yield "C402", match, f"{_WIDE}»{after}" if place % 2 else f"{before}«{_WIDE}"


def mended(code: str, text: str) -> str:
    """A text with every fault of one code mended; what is right, and the marks of gaps, stay as they are."""
    found = _edits(masked(f"{EDGE}{text}{EDGE}"))
    edits = sorted((match.start() - 1, match.end() - 1, new) for own, match, new in found if own == code)
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


REPLACEMENTS: dict[str, Callable[[str], str]] = {
    code: partial(mended, code) for code in ("C402", *dict.fromkeys(rule.code for rule in RULES))
}
"""What mends all of a text, by the code of its fault. C406 has none: who knows which mark is missing?"""


def faults(said: Iterable[Said]) -> Iterator[tuple[str, Place, str]]:
    """The faults of texts: code, place, and what should stand there; in the order of the codes."""
    prose = Prose(tuple(said), masked)
    for code, match, new in _edits(prose.joined):
        place = prose.place(match)
        if place is not None:
            yield code, place, new
    if "«" in prose.joined or "»" in prose.joined:
        for one in prose.said:
            if one.text.count("«") != one.text.count("»"):
                yield "C406", Place(one, 0, len(one.text)), ""


def judge_french(seen: DeckSeen, report: Report) -> None:
    """Tells of each fault in the texts of a deck in French, what it quotes from its sources aside."""
    if seen.lang != "fr":
        return
    said = [*_head(seen), *(one for card in seen.cards for one in card.said)]
    told: Counter[tuple[str, int]] = Counter()
    for code, place, new in faults(said):
        told[code, id(place.said)] += 1
        if told[code, id(place.said)] > MOST_OF_A_TEXT or (code == "C402" and "«" not in new):
            continue
        if code in _WORDS:
            params = {"text": short(_word(place, place.text)), "mended": _word(place, new)}
        else:
            params = {"text": short(_around(place))}
        if code in _MARKS:
            params["mark"] = place.text
        add(report, code, place, seen.lines, **params)


_WORDS = frozenset(("C407", "C408", "C409", "C410"))
_MARKS = frozenset(("C404", "C412"))
_BEFORE, _AFTER = re.compile(r"[^\s(«\"]*\Z"), re.compile(r"[^\s.,;:!?)»\"]*")


def _word(place: Place, middle: str) -> str:
    """The word at a place, with something in the middle of it."""
    text = place.said.text
    before = _BEFORE.search(text[max(0, place.start - _LONGEST) : place.start])
    after = _AFTER.match(text[place.end : place.end + _LONGEST])
    return f"{before[0] if before else ''}{middle}{after[0] if after else ''}"


def _around(place: Place) -> str:
    """The words around a place."""
    text = place.said.text
    start, end = max(0, place.start - _CONTEXT), place.end + _CONTEXT
    before, after = text[start : place.start], text[place.end : end]
    if start:
        before = before.partition(" ")[2] or before
    if end < len(text):
        after = after.rpartition(" ")[0] or after
    return before + place.text + after


def _head(seen: DeckSeen) -> list[Said]:
    """The title and the description of the deck."""
    deck = seen.head("deck")
    return [
        Said(value.text, Role.HEAD, value, None)
        for key, value in (deck.pairs if isinstance(deck, Mapping) else ())
        if key.text in ("title", "description") and isinstance(value, Scalar)
    ]


DECK_RULES: tuple[DeckRule, ...] = (judge_french,)
