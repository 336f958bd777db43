"""Finds proper names in running text, in French and English, and rather misses one than invents one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from quizapp.library.facts.model import Name, Span, covers, mark
from quizapp.library.facts.name_words import (
    acts,
    compass,
    heads,
    is_people,
    never,
    places,
    starters,
    titles,
    verbs,
)
from quizapp.library.sentences import sentence_spans
from quizapp.questions.folding import without_diacritics, words
from quizapp.questions.tokens import roman

_LOUD = 0.6
"""A sentence with a larger share of its letters in capitals has no capital that tells a name."""

_OPENING = 8
"""The characters in which all that opens a sentence stands before its first word."""

_LED = 30
"""The letters that may stand before a name and belong to it."""

_WATERS = "mer|océan|lac|golfe|d[ée]troit|mont|cap|îles?"
"""Common nouns that a name of a place begins with, its capital on the next word: `mer Rouge`."""

_NOUN = r"[^\W\d_]{4,}(?:-[^\W\d_]+)*"
_ADJECTIVE = (
    r"(?: (?:[^\W\d_]+-)*[^\W\d_]+(?:ale?s?|aux|elle?s?|iques?|ienn?e?s?|éenn?e?s?|ai(?:n|ne)s?|ifs?|ives?"
    r"|aires?|(?:fran[cç]|angl|japon|chin|polon|irland|finland|liban|portug)(?:ai|oi)se?s?)(?![\w'])"
    r"| [uU]nie?s?(?![\w'])| maritimes?(?![\w']))"
)
_OF_THE = r" (?:de la |de l'|des |du )"
_TITLED = r"[^\W\d_a-zà-öø-ÿœ][^\W_]*(?:-[^\W_]+)*"


class _Word(NamedTuple):
    """A word and what its place tells. `opens` says that it stands where any word has a capital."""

    text: str
    folded: str
    start: int
    end: int
    opens: bool
    loud: bool


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?:[A-ZÀ-ÖØ-Þ]\.){2,}|[^\W\d_][^\W_]*(?:-[^\W_]+)*(?:\.(?:com|fr|org|net)\b)?|[^\W_]+"
    )


@cache
def _joints() -> re.Pattern[str]:
    """What stands between two words of one name: `of` only after a head, the rest always."""
    return re.compile(
        r" | (?:von|van|ben|bin|al|el|di|da|dos)(?: der| den)? "
        r"|(?P<of> (?:de la |de l'|des |du |de |d'|(?:of|on|for) (?:the )?))"
    )


@cache
def _completion() -> re.Pattern[str]:
    """What completes an institution's name with small letters: adjectives, and up to two complements."""
    adjectives = rf"(?:{_ADJECTIVE})*"
    first = rf"(?:(?:{_OF_THE}| (?:pour|sur) (?:la |les |le |l'))(?!première|fois)| (?:de |d'))"
    second = rf"(?:{_OF_THE}(?:{_NOUN}|{_TITLED})| (?:de |d'){_TITLED})"
    return re.compile(
        rf"{adjectives}(?:{first}(?![^\W\d_]*[ei]r(?!\w)){_NOUN}{adjectives}(?:{second}{adjectives})?)?"
    )


@cache
def _act() -> re.Pattern[str]:
    """A treaty that is named by an adjective at least: `traité de partenariat stratégique global`."""
    names = "|".join(name.replace("e", "[eé]") for name in acts())
    return re.compile(rf"(?<![\w-])(?:{names})(?: (?:de |d'|sur la |sur le ){_NOUN})(?:{_ADJECTIVE})+")


@cache
def _led() -> re.Pattern[str]:
    """What belongs to the name after it though it has a small letter."""
    return re.compile(
        r"(?<![\w-])(?:(?:minist[èe]re|universit[ée]|canal|isthme|trait[ée]|pacte|accords?)"
        rf" (?:de la |de l'|des |du |de |d')|(?:{_WATERS}) (?:de la |de l'|des |du |de |d')?)$"
    )


class NameFinder:
    """Finds the names of one source: a capital that opens a sentence is judged by the rest of the source.

    Texts are given with folded typography (`library.quotes.fold`).
    """

    def __init__(self, texts: Iterable[str], lang: str) -> None:
        self._lang = lang[:2]
        self._known: set[str] = set()
        self._small: set[str] = set()
        for text in texts:
            for word in _words(text):
                if not word.text[0].isupper():
                    self._small.add(word.folded)
                elif not word.opens and not word.loud and not _is_common(word.folded):
                    self._known.add(word.folded)

    def find(self, text: str) -> tuple[Name, ...]:
        """The names in a text, in order, none overlapping; designations such as KN-23 are among them."""
        found = _words(text)
        spans: list[Span] = []
        at = 0
        while at < len(found):
            if not self._begins(found, at, text):
                at += 1
                continue
            last = self._last(found, at, text)
            first = self._without_title(found, at, last)
            name = self._span(found, first, last, text) if first <= last else None
            at = last + 1
            if name is not None:
                spans.append(name)
                while at < len(found) and found[at].start < name[1]:
                    at += 1
        mask = bytearray(len(text))
        for span in spans:
            mark(mask, span)
        acts = _act().finditer(text) if self._lang == "fr" else ()
        spans += [act.span() for act in acts if not covers(mask, act.span())]
        return tuple(Name(span, words(text[slice(*span)])) for span in sorted(spans))

    def _begins(self, found: Sequence[_Word], at: int, text: str) -> bool:
        word = found[at]
        if not word.text[0].isupper() or word.loud:
            return False
        if _is_numeral(word.text) or word.folded in never():
            return False
        if _is_code(word.text):
            return True
        following = found[at + 1] if at + 1 < len(found) else None
        joined = following is not None and text[word.end : following.start] == " " and _may_follow(following)
        if is_people(word.folded) or (self._lang == "fr" and self._is_of_people(found, at)):
            if self._lang == "fr":
                return _is_of_place(text, word.start)
            return joined and not (following and following.folded in titles())
        if _is_starter(word.folded) or len(word.text) < 2:
            return False
        if word.folded in compass():
            return joined
        if not word.opens:
            return True
        return word.folded in self._known or (joined and word.folded not in self._small)

    def _is_of_people(self, found: Sequence[_Word], at: int) -> bool:
        """Whether a word looks like the people of a place that no table has: `les Vénitiens`."""
        before = found[at - 1].folded if at else ""
        form = re.search("(?:ien|een|ain|an|ol|in|ais|ois)(?:ne|e)?s?$", found[at].folded)
        plural = before in ("les", "des", "aux", "ces", "certains", "certaines", "plusieurs", "quelques")
        return plural and form is not None and found[at].folded.endswith("s")

    def _last(self, found: Sequence[_Word], at: int, text: str) -> int:
        """The place of the last word with a capital that belongs to the name."""
        last = at
        while last + 1 < len(found):
            step = next((size for size in (1, 2, 3, 4) if self._joins(found, at, last, last + size, text)), 0)
            if not step:
                break
            last += step
        return last

    def _joins(self, found: Sequence[_Word], first: int, last: int, following: int, text: str) -> bool:
        if following >= len(found):
            return False
        word = found[following]
        joint = _joints().fullmatch(text, found[last].end, word.start)
        if joint is None or not word.text[0].isupper() or not _may_follow(word):
            return False
        if joint["of"]:
            head = found[first].folded in heads() | places()
            return (
                head or word.folded in compass() or (joint["of"] in (" de ", " d'") and _free(found, first))
            )
        return True

    def _without_title(self, found: Sequence[_Word], first: int, last: int) -> int:
        """The place of the first word that is no title; after `last` where there is none."""
        while first <= last and found[first].folded in titles():
            first += 1
        return first

    def _span(self, found: Sequence[_Word], first: int, last: int, text: str) -> Span | None:
        start, end = found[first].start, found[last].end
        name = found[first : last + 1]
        if len(name) == 1 and name[0].folded in heads() and end == self._completed(text, end):
            return None
        if is_people(name[-1].folded) and all(word.folded in compass() for word in name[:-1]):
            return (_led_start(text, start), end) if _is_of_place(text, start) else None
        if self._lang == "fr":
            if found[last].folded in heads() or (found[first].folded in heads() and not _is_completed(name)):
                end = self._completed(text, end)
            start = _led_start(text, start)
        return start, end

    def _completed(self, text: str, end: int) -> int:
        """Where an institution's name ends that has small letters after its last capital, as French has."""
        match = _completion().match(text, end) if self._lang == "fr" else None
        if match is None:
            return end
        for word in re.finditer(r"[^\W\d_]+", match[0]):
            if without_diacritics(word[0].casefold()) in verbs():
                return self._completed(text[: end + word.start()].rstrip(), end)
        return match.end()


def _words(text: str) -> tuple[_Word, ...]:
    found = []
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        letters = [character for character in sentence if character.isalpha()]
        loud = len(letters) > 12 and sum(map(str.isupper, letters)) > _LOUD * len(letters)
        for match in _pattern().finditer(text, start, end):
            word = match[0]
            opens = match.start() == start or _is_opened(text, start, match.start())
            folded = without_diacritics(word.casefold())
            found.append(_Word(word, folded, match.start(), match.end(), opens, loud))
    return tuple(found)


def _is_opened(text: str, start: int, at: int) -> bool:
    """Whether only marks that open stand before a word: a quote, a bracket, a dash or a colon."""
    before = text[max(start, at - _OPENING) : at].rstrip(" ")
    if not before:
        return True
    if before[-1] in ":([-;?!…":
        return before[-1] != "-" or before[-2:-1] in ("", " ")
    return before[-1] == '"' and before[-2:-1] in ("", " ", "(", "'", ":")


def _is_common(folded: str) -> bool:
    return _is_starter(folded) or folded in never() or folded in compass() or is_people(folded)


def _is_starter(folded: str) -> bool:
    """Whether a word begins sentences, as `Selon` and `Au-delà` do."""
    return folded in starters() or (folded.partition("-")[0] in starters() and "-" in folded)


def _is_code(word: str) -> bool:
    """Whether a word is an acronym or a designation: ONU, U.S., KN-23, F16."""
    letters = [character for character in word if character.isalpha()]
    digits = any(character.isdigit() for character in word)
    if digits:
        return bool(re.fullmatch(r"[^\W\d_]{1,12}-?[0-9]+[^\W\d_]?[0-9]?", word)) and not re.fullmatch(
            r"Mi-(?:19|20)[0-9]{2}", word
        )
    return len(letters) > 1 and "".join(letters).isupper()


def _is_numeral(word: str) -> bool:
    """Whether capitals are a Roman numeral: of a century, a sovereign, a chapter."""
    digits = re.fullmatch(r"([IVXLC]+)(?:e|ᵉ|er|ème|th|st|nd|rd)?", word)
    return digits is not None and roman(digits[1]) is not None


def _is_of_place(text: str, at: int) -> bool:
    """Whether a word ends the name of a sea or the like, as in `océan Indien`."""
    return re.search(rf"(?<![\w-])(?:{_WATERS}) $", text[max(0, at - _LED) : at]) is not None


def _led_start(text: str, at: int) -> int:
    """Where a name begins with what belongs to it of the words before its first capital."""
    led = _led().search(text, max(0, at - _LED), at)
    return led.start() if led else at


def _is_completed(name: Sequence[_Word]) -> bool:
    """Whether a complement with a capital belongs to the name already: its words are not side by side."""
    return any(after.start - before.end > 1 for before, after in pairwise(name))


def _may_follow(word: _Word) -> bool:
    return word.text[0].isupper() and not word.opens and not word.loud and word.folded not in never()


def _free(found: Sequence[_Word], first: int) -> bool:
    """Whether a word may be a first name, as in `Charles de Gaulle`: no article or place word before it."""
    before = found[first - 1].folded if first else ""
    there = {"a", "au", "aux", "en", "vers", "dans", "l", "la", "le", "les", "d", "depuis", "entre", "et"}
    return found[first].opens or before not in there
