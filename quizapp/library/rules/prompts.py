"""How questions are worded: one at a time, plain to read, attributed and dated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizapp.library.fields import Report, short
from quizapp.library.nodes import Node
from quizapp.library.rules.model import CardRule, DeckRule, DeckSeen
from quizapp.library.rules.prose import Place, Prose, add
from quizapp.library.rules.seen import CardSeen, words_of

PROMPT_MOST = 300
TYPED_MOST = 80
"""How many characters a question and a typed answer may have."""

_TYPED = frozenset(("short", "list", "cloze"))
_ASKED = frozenset(("short", "list", "date", "number", "choice", "choices", "essay", "evidence"))
_ONE = frozenset(("short", "date", "number", "choice", "choices", "truefalse"))
_RECOGNISED = frozenset(("choice", "choices"))
_STATED = frozenset(("truefalse",))

_TWO_STATEMENTS = re.compile(r";\s|[.!?…](?<=\w{3}.)\s+[A-ZÀ-Ý]")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def judge_form(card: CardSeen, seen: DeckSeen, report: Report) -> None:
    """Lengths, answers that say two things, and the date by which the card was to be looked at."""
    stem = card.stem
    # A card on several sources compares them, and says something of each.
    compares = len({passage.source for passage in card.card.passages}) > 1
    if len(stem) > PROMPT_MOST:
        report.add("C323", card.prompt.node, count=str(len(stem)), most=str(PROMPT_MOST))
    for ways in card.answers:
        if len(ways[0]) > TYPED_MOST and card.kind in _TYPED and min(map(len, ways)) > TYPED_MOST:
            report.add("C324", _node_of(card, ways[0]), count=str(min(map(len, ways))), most=str(TYPED_MOST))
        if not compares and card.kind not in _RECOGNISED and _TWO_STATEMENTS.search(ways[0]):
            report.add("C319", _node_of(card, ways[0]), answer=short(ways[0]))
    due = card.card.review_by
    if due is not None and seen.today is not None and seen.today.isoformat()[: len(due)] > due:
        report.add("C322", card.fields.values["review_by"], date=due)


def _node_of(card: CardSeen, answer: str) -> Node:
    """Where an answer is written; of a gap, the whole cloze."""
    return next((one.node for one in card.said if one.text == answer), card.prompt.node)


# What is asked

_ASKING = {
    "fr": r"\b(?:qui|quand|où|comment|pourquoi|combien|(?:l[ea]|les)?quel(?:le)?s?|qu[’']est-ce)\b",
    "en": r"\b(?:who|whom|whose|when|where|why|how|what|which)\b",
}
_AND = {
    "fr": re.compile(
        r"\bet (?:(?:à|de|en|avec|pour|par|dans|depuis|d[’']) ?)?"
        r"(?:quand|où|comment|pourquoi|combien|quel(?:le)?s?|qu[’']est-ce)\b"
    ),
    "en": re.compile(r"\band (?:(?:in|at|on|by|for|with|from|to) )?(?:when|where|why|how|what)\b"),
}
_FIRST = {lang: re.compile(pattern) for lang, pattern in _ASKING.items()}
_IMPERATIVE = {
    "fr": re.compile(r"\b(?!chez\b|assez\b|rez\b|nez\b)\w{2,}ez\b|(?:\A\W*|, )\w+(?:er|ir|re)\b"),
    "en": re.compile(
        r"(?:\A|[.,:;] )\W*(?:please )?(?:name|list|give|complete|put|match|arrange|explain|describe|state"
        r"|choose|pick|find|sort|order|translate|define|identify|tell|say|fill|write|calculate|compare|quote"
        r"|select|cite|link|show|mark|outline|discuss|summari[sz]e|rank|spell)\b"
    ),
}
_MARKS = re.compile(r"\?[?!]*")
_ASIDES = re.compile(r"\([^()]*\)|«[^«»]*»|“[^“”]*”")
_RELATIVE = ("où", "where")
_OPEN = ("…", "...", ":", "…)", "_")


def judge_question(card: CardSeen, seen: DeckSeen, report: Report) -> None:
    """How often a question asks, and whether it ends as one."""
    asking = _FIRST.get(seen.lang)
    if asking is None or card.kind not in _ASKED:
        return
    marks = card.stem.count("?")
    if marks == 0:
        stem = card.stem.lower()
        if (
            asking.search(stem)
            and not _IMPERATIVE[seen.lang].search(stem)
            and not stem.rstrip().endswith(_OPEN)
        ):
            report.add("C325", card.prompt.node)
    elif card.kind in _ONE and _asks_twice(card.stem.lower(), marks, asking, _AND[seen.lang]):
        report.add("C318", card.prompt.node)


def _asks_twice(stem: str, marks: int, asking: re.Pattern[str], joined: re.Pattern[str]) -> bool:
    """Whether a question in small letters has two marks, asides aside, or joins two asking words."""
    if marks > 1 and len(_MARKS.findall(_ASIDES.sub("", stem))) > 1:
        return True
    second = joined.search(stem) if " et " in stem or " and " in stem else None
    if second is None or asking.search(stem, 0, second.start()) is None:
        return False
    # “The town where she was born and where she died” asks once.
    return not any(second[0].endswith(word) and f" {word} " in stem[: second.start()] for word in _RELATIVE)


# Words that stand in prompts

_NOT = {
    "fr": r"n(?:e |[’'])[^,;:?.\x00]{1,40}?(?<![*_«])\b(pas|jamais|aucune?)\b",
    "en": r"[^,;:?.\x00]{0,60}?(?<![*_“])\b(not|never|except|"
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|would|will)n[’']t)\b",
}
_NEGATIVE = {
    "fr": re.compile(
        rf"\b(?:[lL](?:e|a|es))?[qQ]uel(?:le)?s?\b[^,;:?.\x00]{{0,60}}?\b{_NOT['fr']}"
        rf"|Q(?<=\x00Q)u(?:i|e|[’']est-ce qui) {_NOT['fr']}"
        # Not the clause between commas that tells more of somebody.
        rf"|[:,]\squ(?:i|e|[’']est-ce qui) {_NOT['fr']}(?=[^,.?\x00]*\?)"
        r"|(?<![*_«])\b(sauf|excepté|à l[’']exception)\b(?=[^?.\x00]*\?)"
    ),
    "en": re.compile(
        rf"\b[wW]hich\b{_NOT['en']}|(?:W(?<=\x00W)|[:,] w)h(?:o|at)\b{_NOT['en']}(?=[^,.?\x00]*\?)"
        r"|(?<![*_“])\b(except)\b(?=[^?.\x00]*\?)"
    ),
}
_PUZZLE = {
    "fr": re.compile(
        r"\b(?:n[’'](?:est|était) pas|il est) (?:vrai|faux|exact|inexact|correct|incorrect)\b"
        r"|\bpas (?:impossible|inutile|incapable|invraisemblable|improbable|inexact|inconnu|illégal)"
    ),
    "en": re.compile(
        r"\b(?:is|was|it[’']s) (?:not (?:true|false|correct|incorrect|untrue)|(?:true|false|untrue) that)\b"
        r"|\bnot (?:impossible|unlikely|uncommon|unable|unknown|untrue|incorrect|illegal)\b"
    ),
}
_VAGUE = {
    "fr": (
        *("récemment", "aujourd’hui", "aujourd'hui", "actuellement", "à l’heure actuelle", "de nos jours"),
        *("en ce moment", "ces derniers temps", "ces derniers mois", "ces derniers jours", "hier", "demain"),
        *("ces dernières années", "ces dernières semaines", "cette année", "l’année dernière"),
        *("l’an dernier", "le mois dernier"),
    ),
    "en": (
        *("recently", "today", "currently", "nowadays", "at present", "right now", "these days", "yesterday"),
        *("this year", "last year", "this month", "last month", "in recent years", "in recent months"),
        "tomorrow",
    ),
}
_UNDATED = re.compile(r"\bnon datée?s?\b|\bundated\b|\bsans date\b")


def judge_words(seen: DeckSeen, report: Report) -> None:
    """Words that mislead: negations to overlook, puzzles of them, times that move on."""
    if seen.lang not in _VAGUE:
        return
    for place in _first(
        place._replace(start=place.end - len(match[match.lastindex or 0]))
        for place, match in _prompts(seen, _RECOGNISED).hits(_NEGATIVE[seen.lang])
    ):
        add(report, "C314", place, seen.lines, text=place.text)
    for place in _first(place for place, _ in _prompts(seen, _STATED).small_hits(_PUZZLE[seen.lang])):
        add(report, "C313", place, seen.lines, text=place.text)
    every = _prompts(seen)
    for word in _VAGUE[seen.lang]:
        if word in every.small:
            for place in _first(place for place, _ in every.small_hits(re.compile(rf"\b{word}\b"))):
                if not _YEAR.search(place.said.text) and not _UNDATED.search(place.said.text.lower()):
                    add(report, "C321", place, seen.lines, text=place.text)


def _first(places: Iterable[Place]) -> Iterable[Place]:
    """Of the places in each text the first."""
    first: dict[int, Place] = {}
    for place in places:
        first.setdefault(id(place.said), place)
    return first.values()


def _prompts(seen: DeckSeen, kinds: frozenset[str] | None = None) -> Prose:
    return Prose([card.prompt for card in seen.cards if kinds is None or card.kind in kinds])


# Who says it

_NOUNS = {
    "fr": "articles? auteure?s? chapitre communiqué discours document dépêche enquête entretien étude journal"
    " livre rapport source textes?",
    "en": "articles? authors? book chapter document essay interview journal logbook newspaper paper report"
    " source speech study text",
}
_VERBS = {
    "fr": "affirme annonce assure cite déclare dit écrit estime évoque explique juge mentionne nomme pense"
    " précise qualifie rappelle recommande soutient",
    "en": "announces? argues? calls? cites? claims? names? reports? said says? states? thinks? writes? wrote",
}
_ATTRIBUTED = {
    "fr": re.compile(
        r"\b(?:selon|d[’']après|citée?s?|aux dires|aux yeux"
        rf"|(?:{'|'.join(_NOUNS['fr'].split())})\b|(?:{'|'.join(_VERBS['fr'].split())})(?:nt|-t-\w+)?\b)"
    ),
    "en": re.compile(
        r"\b(?:according to|quoted"
        rf"|(?:{'|'.join(_NOUNS['en'].split())}|{'|'.join(_VERBS['en'].split())})\b)"
    ),
}


def judge_attribution(card: CardSeen, seen: DeckSeen, report: Report) -> None:
    """Whether a prompt says who says it, where its source does."""
    attributed = _ATTRIBUTED.get(seen.lang)
    if attributed is None:
        return
    cited = dict.fromkeys(passage.source for passage in card.card.passages)
    known = [seen.sources[ref] for ref in cited if ref in seen.sources]
    named = [(one.publisher, one.author) for one in known if one.published and (one.publisher or one.author)]
    if not named:
        return
    stem = card.stem.lower()
    if attributed.search(stem):
        return
    line = f" {' '.join(card.words)} "
    names = [name for both in named for name in both if name]
    if not any(f" {' '.join(words_of(name))} " in line for name in names):
        report.add("C320", card.prompt.node, who=short(names[0]))


CARD_RULES: tuple[CardRule, ...] = (judge_form, judge_question, judge_attribution)
DECK_RULES: tuple[DeckRule, ...] = (judge_words,)
