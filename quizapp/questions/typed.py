"""Marks a typed text against accepted answers: level by level, then as a typo, never as another word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from quizapp.questions.confusables import accents_apart
from quizapp.questions.folding import fold_n0, fold_n1, fold_n2
from quizapp.questions.guards import SMALL_WORDS, letters, typo_limit, typo_passes
from quizapp.questions.model import Marking, Outcome, Remark
from quizapp.questions.plurals import same_but_ending, singular
from quizapp.questions.tokens import tokens, with_ones, without_article

Mark: TypeAlias = tuple[Outcome, tuple[Remark, ...]]
Tokens: TypeAlias = tuple[str, ...]

_ALIKE = 0.5
"""The share of a text that may differ for it to count as an attempt at another."""

_LONGEST = 1000
"""Characters beyond which a text is compared by levels only: a distance over it would only cost time."""

_OPENINGS = (
    ("c", "est"), ("ce", "sont"), ("il", "s", "agit", "de"), ("il", "s", "agit", "d"), ("it", "is"),
    ("it", "s"), ("they", "are"), ("this", "is"), ("these", "are"),
)  # fmt: skip
_DETERMINERS = {
    "son", "sa", "ses", "leur", "leurs", "ce", "cet", "cette", "ces",
    "its", "his", "her", "their", "this", "that", "these", "those",
}  # fmt: skip
_PREPOSITIONS = {
    "fr": {"a", "au", "aux", "en", "dans", "de", "d", "du", "des", "chez", "par"},
    "en": {"in", "at", "by", "from", "on", "to"},
}


def mark_typed(
    given: str, accepted: Sequence[str], marking: Marking, wrong: Sequence[str] = ()
) -> tuple[Outcome, str, tuple[Remark, ...]]:
    """Marks a typed text; gives the outcome, the accepted answer it matched or is nearest to, and remarks.

    The first level that matches any accepted answer decides. What lies within the distance of a typo but
    is stopped by a guard is ALMOST, on a retype (`marking.final`) WRONG. `wrong` are texts that the answer
    must not be nearer to. Raises ValueError where nothing is accepted.
    """
    if not accepted:
        raise ValueError("no accepted answer")
    if not fold_n0(given):
        return Outcome.BLANK, accepted[0], ()
    for level in _LEVELS:
        for text in accepted:
            for variant in _variants(text):
                mark = level(given, variant, marking)
                if mark is not None:
                    return _settled(mark, given, text, wrong, marking)
    return _as_typo(given, accepted, marking, wrong)


def _variants(text: str) -> tuple[str, ...]:
    """An answer may be given without what its author put in brackets."""
    bare = re.sub(r"\s*\([^()]*\)", "", text).strip() if "(" in text else ""
    return (text, bare) if bare and bare != text else (text,)


def _settled(
    mark: Mark, given: str, text: str, wrong: Sequence[str], marking: Marking
) -> tuple[Outcome, str, tuple[Remark, ...]]:
    outcome, remarks = mark
    if outcome is Outcome.CORRECT and fold_n1(given) != fold_n1(text):
        lured = any(_plain_level(given, lure, marking) for lure in wrong)
        outcome, remarks = (Outcome.ALMOST, (Remark("near"),)) if lured else mark
    return _finally(outcome, marking), text, remarks


def _finally(outcome: Outcome, marking: Marking) -> Outcome:
    return Outcome.WRONG if outcome is Outcome.ALMOST and marking.final else outcome


def _plain_level(given: str, text: str, marking: Marking) -> Mark | None:
    return (Outcome.CORRECT, ()) if fold_n1(given) == fold_n1(text) else None


def _accent_level(given: str, text: str, marking: Marking) -> Mark | None:
    return _accented(given, text, marking) if fold_n2(given) == fold_n2(text) else None


def _accented(given: str, text: str, marking: Marking) -> Mark:
    """Marks what is right but for accents; capitals are commonly typed without them, so they pass unsaid."""
    if marking.strict_accents:
        return Outcome.ALMOST, (Remark("accents-asked"),)
    mine, wanted = (without_article(_cores(fold_n1(side).split())) for side in (given, text))
    pairs = zip(mine, wanted, strict=False)
    if len(mine) == len(wanted) and any(accents_apart(*pair, marking.lang) for pair in pairs):
        return Outcome.ALMOST, (Remark("near"),)
    return Outcome.CORRECT, () if given.isupper() else (Remark("accents", (("expected", text),)),)


def _cores(found: Iterable[str]) -> list[str]:
    return [re.sub(r"^[ldnscjmtq]'", "", word).strip(".,;:!?()") for word in found]


def _token_level(given: str, text: str, marking: Marking) -> Mark | None:
    if _forms(given, marking, keep_accents=True) & _forms(text, marking, keep_accents=True):
        return Outcome.CORRECT, ()
    if _forms(given, marking) & _forms(text, marking):
        return _accented(given, text, marking)
    return None


def _forms(text: str, marking: Marking, *, keep_accents: bool = False) -> set[Tokens]:
    """The forms of level N3: without a leading article, and with `un` read as a number."""
    found = tokens(text, marking.lang, keep_accents=keep_accents)
    return {form for form in (without_article(found), with_ones(found)) if form}


def _joined_level(given: str, text: str, marking: Marking) -> Mark | None:
    """Takes words run together, or parted where they are one: `linvasion` for `l’invasion`. Figures apart,
    which mean something else when they run together."""
    fold = fold_n1 if marking.strict_accents else fold_n2
    mine, wanted = (re.sub(r"[\s'-]", "", fold(whole)) for whole in (given, text))
    if not mine or mine != wanted or any(map(str.isdigit, mine)):
        return None
    return Outcome.CORRECT, (Remark("spelling", (("expected", text),)),)


def _meaning_level(given: str, text: str, marking: Marking) -> Mark | None:
    """Marks a date as a date and a quantity as a quantity, however each is written."""
    from quizapp.questions.equivalence import same_meaning

    return same_meaning(given, text, marking.lang)


def _small_level(given: str, text: str, marking: Marking) -> Mark | None:
    mark = _bare_level(given, text, marking, lambda mine, wanted: mine == wanted)
    return None if mark is None else (mark, (Remark("small-words", (("expected", text),)),))


def _ending_level(given: str, text: str, marking: Marking) -> Mark | None:
    mark = _bare_level(given, text, marking, lambda mine, wanted: same_but_ending(mine, wanted, marking.lang))
    return None if mark is None else (mark, (Remark("ending", (("expected", text),)),))


def _bare_level(given: str, text: str, marking: Marking, same: Callable[[str, str], bool]) -> Outcome | None:
    """Compares without openings, small words and a leading preposition that only one side has. Where
    accents are strict, so is all of this: it is then worth a retype."""
    mine, wanted = tokens(given, marking.lang), tokens(text, marking.lang)
    mine, wanted = without_article(_opened(mine)), without_article(_opened(wanted))
    prepositions = _PREPOSITIONS.get(marking.lang[:2], set())
    if (mine[:1] and mine[0] in prepositions) != (wanted[:1] and wanted[0] in prepositions):
        mine, wanted = _without_first(mine, prepositions), _without_first(wanted, prepositions)
    mine, wanted = bare(mine, marking.lang), bare(wanted, marking.lang)
    if not mine or len(mine) != len(wanted) or not all(map(same, mine, wanted)):
        return None
    return Outcome.ALMOST if marking.strict_accents else Outcome.CORRECT


def _opened(found: Tokens) -> Tokens:
    for opening in _OPENINGS:
        if len(found) > len(opening) and found[: len(opening)] == opening:
            found = found[len(opening) :]
            break
    return found[1:] if len(found) > 1 and found[0] in _DETERMINERS else found


def _without_first(found: Tokens, dropped: set[str]) -> Tokens:
    return found[1:] if len(found) > 1 and found[0] in dropped else found


def bare(found: Tokens, lang: str) -> Tokens:
    """Gives tokens without articles and the like, contractions such as `au` as their preposition."""
    small = SMALL_WORDS.get(lang[:2], set())
    contracted = {"au": "a", "aux": "a"} if lang[:2] == "fr" else {}
    return tuple(contracted.get(token, token) for token in found if token not in small)


_LEVELS = (
    _plain_level, _accent_level, _token_level, _joined_level, _meaning_level, _small_level, _ending_level
)  # fmt: skip


def _as_typo(
    given: str, accepted: Sequence[str], marking: Marking, wrong: Sequence[str]
) -> tuple[Outcome, str, tuple[Remark, ...]]:
    if len(given) > _LONGEST:
        return Outcome.WRONG, accepted[0], ()
    near: list[tuple[int, str]] = []
    for text in accepted:
        passed, distance = _typo(given, text, marking)
        if passed and not _lured(given, distance, wrong, marking):
            return Outcome.CORRECT, text, (Remark("spelling", (("expected", text),)),)
        if distance is not None:
            near.append((distance, text))
    if near:
        return _finally(Outcome.ALMOST, marking), min(near)[1], () if marking.final else (Remark("near"),)
    return Outcome.WRONG, nearest(given, accepted), ()


def _typo(given: str, text: str, marking: Marking) -> tuple[bool, int | None]:
    """Tells whether a text passes as a typo of another, and its distance where it is within the limit; a
    number besides a slip is never a pass, but no more than one of them is worth a retype."""
    from rapidfuzz.distance import OSA

    pair = [without_article(tokens(side, marking.lang)) for side in (given, text)]
    limit, within = typo_limit(letters(pair[1])), None
    for mine, wanted in (pair, [bare(side, marking.lang) for side in pair]):
        if not mine or not wanted or not limit:
            continue
        apart = OSA.distance(" ".join(mine), " ".join(wanted), score_cutoff=limit)
        if apart > limit:
            continue
        within = apart if within is None else min(apart, within)
        if typo_passes(mine, wanted, marking) and not _accents_off(given, text, apart, marking):
            return True, apart
    if within is None:
        mine, wanted = (tuple(map(singular, bare(side, marking.lang))) for side in pair)
        limit = typo_limit(letters(wanted))
        apart = OSA.distance(" ".join(mine), " ".join(wanted), score_cutoff=limit)
        within = apart if mine and 0 < apart <= limit else None
    return False, within


def _accents_off(given: str, text: str, apart: int, marking: Marking) -> bool:
    if not marking.strict_accents:
        return False
    from rapidfuzz.distance import OSA

    sides = [without_article(tokens(side, marking.lang, keep_accents=True)) for side in (given, text)]
    return OSA.distance(*(" ".join(side) for side in sides)) > apart


def _lured(given: str, distance: int | None, wrong: Sequence[str], marking: Marking) -> bool:
    if not wrong or distance is None:
        return False
    from rapidfuzz.distance import OSA

    mine = " ".join(without_article(tokens(given, marking.lang)))
    lures = (" ".join(without_article(tokens(lure, marking.lang))) for lure in wrong)
    return any(OSA.distance(mine, lure, score_cutoff=distance) <= distance for lure in lures)


def nearest(given: str, accepted: Sequence[str]) -> str:
    """Gives the accepted answer that a text comes nearest to, the author's first where it is like none."""
    if len(accepted) == 1 or len(given) > _LONGEST:
        return accepted[0]
    from rapidfuzz.distance import OSA

    mine = fold_n2(given)
    distances = [OSA.normalized_distance(mine, fold_n2(text)) for text in accepted]
    nearest_of_all = min(distances)
    return accepted[distances.index(nearest_of_all) if nearest_of_all <= _ALIKE else 0]
