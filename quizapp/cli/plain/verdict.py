"""Verdicts as lines: one that begins with a fixed word, then what was typed beside what was expected."""

from __future__ import annotations

from quizapp.cli.plain.terminal import Terminal
from quizapp.library.model import Card
from quizapp.messages import N_, _, gettext, language
from quizapp.questions.model import Options, Ordering, Outcome, Part, Response, TrueFalse
from quizapp.text import shown
from quizapp.workspace.model import Answered, Asking
from quizapp.workspace.wording import OUTCOMES, given_texts, percent_text, remark_text

WORDS: dict[Outcome, tuple[str, str]] = {
    Outcome.CORRECT: ("CORRECT", N_("the answer is right")),
    Outcome.PARTIAL: ("PARTIAL", N_("some of it is right")),
    Outcome.WRONG: ("WRONG", N_("the answer is wrong")),
    Outcome.BLANK: ("BLANK", N_("nothing was answered")),
    Outcome.ALMOST: ("ALMOST", N_("nearly: type it once more, nothing is marked yet")),
    Outcome.REVEALED: ("ANSWER", N_("the card is turned over, you are the judge")),
}
"""The first word of each verdict's line, the same in every language, and what it says."""

TYPED_KINDS = frozenset({"short", "date", "number", "list", "cloze"})
ARRANGED_KINDS = frozenset({"order", "match", "essay"})
"""Kinds whose parts are told whole, one a line: nothing was typed that could differ by a letter."""


def almost_line(asking: Asking) -> str:
    """The line after a response that is almost right; of several texts, it names those that are no more."""
    told = _("Look again and type it once more; nothing is marked yet.")
    if asking.almost:
        texts = (_("“{word}”").format(word=shown(text, asking.card.lang)) for text in asking.almost)
        told = _("{texts}: look again and type the whole answer once more; nothing is marked yet.").format(
            texts=", ".join(texts)
        )
    return f"{WORDS[Outcome.ALMOST][0]} {told}"


def verdict_line(answered: Answered) -> str:
    """The one line of a verdict: its word, the same in the language in use, and the expected answer."""
    word, _meaning = WORDS[answered.verdict.outcome]
    told = gettext(OUTCOMES[answered.verdict.outcome][1])
    if answered.verdict.outcome is Outcome.PARTIAL:
        told = _("{verdict}, {share}").format(verdict=told, share=percent_text(answered.verdict.score))
    answer = expected_text(answered)
    if answered.verdict.outcome is Outcome.REVEALED:
        return f"{word} {answer}"
    if told.casefold() == word.casefold():
        return f"{word} " + _("Answer: {answer}").format(answer=answer)
    return f"{word} " + _("{verdict}. Answer: {answer}").format(verdict=told, answer=answer)


def expected_text(answered: Answered) -> str:
    """The expected answer, its parts in a row, options and items with the numbers they were shown by."""
    asking = answered.asking
    texts = expected_texts(asking.card, asking.face)
    if isinstance(asking.form, Options | Ordering):
        # In canonical order the right options come first.
        texts = [f"{asking.order.index(place) + 1}. {text}" for place, text in enumerate(texts)]
    return _("; ").join(texts)


def expected_texts(card: Card, face: str) -> list[str]:
    """The expected answer of a card's face, ready to be shown."""
    texts = card.question.expected(face, card.lang)
    if isinstance(card.question.form(face), TrueFalse):
        return [truth_text(text == "true") for text in texts]
    return [shown(text, card.lang) for text in texts]


def truth_text(truth: bool) -> str:
    return _("true") if truth else _("false")


def show_details(answered: Answered, terminal: Terminal) -> None:
    """What was typed beside what was expected, and the remarks of the marking."""
    verdict, card = answered.verdict, answered.asking.card
    if card.question.kind in TYPED_KINDS and verdict.outcome is not Outcome.BLANK:
        several = len(verdict.parts) > 1
        for part in verdict.parts:
            for line in _part_lines(part, card.lang, several=several):
                terminal.text(line)
    elif card.question.kind in ARRANGED_KINDS and verdict.outcome is not Outcome.BLANK:
        for number, part in enumerate(verdict.parts, 1):
            terminal.text(f"{number}. {_told(part, card.lang)}")
    elif card.question.kind in {"evidence", "choices"} and verdict.outcome in {
        Outcome.WRONG,
        Outcome.PARTIAL,
    }:
        terminal.text(_("You: {answer}").format(answer=response_text(answered.asking, answered.response)))
    for remark in verdict.remarks:
        terminal.text(shown(remark_text(remark), language()))


def _told(part: Part, lang: str) -> str:
    """What was given beside what was expected, in words."""
    given, expected = shown(part.given or "", lang), shown(part.expected or "", lang)
    if part.outcome is Outcome.CORRECT:
        return _("right: {text}").format(text=given)
    if not given:
        return _("missing: {text}").format(text=expected)
    return _("wrong: {given}; expected: {expected}").format(given=given, expected=expected)


def _part_lines(part: Part, lang: str, *, several: bool) -> list[str]:
    given, expected = part.given or "", part.expected or ""
    if several and part.outcome is Outcome.CORRECT:
        return [_("right: {text}").format(text=shown(given, lang))]
    if several and not given.strip():
        return [_("missing: {text}").format(text=shown(expected, lang))]
    compared = compared_lines(given, expected, lang)
    if several and not compared:
        texts = {"given": shown(given, lang), "expected": shown(expected, lang)}
        return [_("wrong: {given}; expected: {expected}").format_map(texts)]
    return compared


def compared_lines(given: str, expected: str, lang: str) -> list[str]:
    """Both texts, one over the other, what differs between square brackets; empty where they are the same or
    have nothing to compare in common."""
    from quizapp.questions.difference import difference, partly_alike

    runs = difference(given, expected)
    if not partly_alike(runs):
        return []
    typed, wanted = [], []
    for run in runs:
        text = shown(run.text, lang)
        if run.kind in ("same", "extra"):
            typed.append(f"[{text}]" if run.kind == "extra" else text)
        if run.kind in ("same", "missing"):
            wanted.append(f"[{text}]" if run.kind == "missing" else text)
    heads = (_("You:"), _("Expected:"))
    room = max(len(head) for head in heads)
    return [f"{head:<{room}} {''.join(pieces)}" for head, pieces in zip(heads, (typed, wanted), strict=True)]


def response_text(asking: Asking, response: Response) -> str:
    """A response in words, to be read again after a while."""
    if isinstance(response, bool):
        return truth_text(response)
    return _("; ").join(shown(text, asking.card.lang) for text in given_texts(asking.form, response))
