"""Verdicts as lines to paint: word and symbol, what was typed over what was expected, and the lesson."""

from __future__ import annotations

from textual.content import Content

from quizapp.messages import _
from quizapp.questions.difference import difference, partly_alike
from quizapp.questions.model import Outcome, Part
from quizapp.tui.text import own, quoted, said
from quizapp.workspace.model import Answered, Asking, ShownPassage
from quizapp.workspace.wording import OUTCOMES, answer_texts, percent_text, remark_text, source_line

STYLES = {
    Outcome.CORRECT: "b $success",
    Outcome.PARTIAL: "b $warning",
    Outcome.WRONG: "b $error",
    Outcome.BLANK: "b $error",
    Outcome.ALMOST: "b $warning",
    Outcome.REVEALED: "b $primary",
}
TYPED_KINDS = frozenset({"short", "date", "number", "list", "cloze"})
IN_PLACE = frozenset({"choice", "choices", "truefalse", "order", "match", "evidence", "essay"})
"""Kinds whose view shows in place what was right."""


def aid_lines(asking: Asking, *, hinted: bool, guessed: bool) -> list[Content]:
    """What is said below a question before its answer: after an "almost" the invitation to retype, the hint
    once it was asked for, and that the answer is to be a guess."""
    lines = []
    if asking.retype:
        told = own(_(" — look again and retype it once; nothing is marked yet."))
        lines.append(Content.assemble(_headline(Outcome.ALMOST), _near(asking), told))
    if hinted and asking.card.hint:
        hint = Content.assemble(own(_("Hint: ")), said(asking.card.hint, asking.card.lang))
        lines.append(hint.stylize("$accent"))
    if guessed:
        lines.append(own(_("Marked as a guess.")).stylize("$accent"))
    return lines


def verdict_lines(answered: Answered) -> Content:
    """The verdict of an answer."""
    verdict, lang = answered.verdict, answered.asking.card.lang
    earlier = [own(_("Answered earlier, to be rated first.")).stylize("$accent")]
    lines = [*(earlier if answered.restored else ()), _first_line(answered)]
    if answered.asking.card.question.kind in TYPED_KINDS and verdict.outcome is not Outcome.BLANK:
        for part in verdict.parts:
            lines += _compared(part, lang, alone=len(verdict.parts) == 1)
    lines += [own("  " + remark_text(remark)).stylize("dim") for remark in verdict.remarks]
    return Content("\n").join(lines)


def _near(asking: Asking) -> Content:
    """Which of several texts that were typed are almost right, in the learner's own words."""
    if not asking.almost:
        return Content("")
    texts = [said(_("“{word}”").format(word=text), asking.card.lang) for text in asking.almost]
    return Content.assemble(" (", Content(", ").join(texts).stylize("b"), ")")


def _headline(outcome: Outcome) -> Content:
    symbol, word = OUTCOMES[outcome]
    return own(f"{symbol} {_(word)}").stylize(STYLES[outcome])


def _first_line(answered: Answered) -> Content:
    verdict = answered.verdict
    head = _headline(verdict.outcome)
    if verdict.outcome is Outcome.PARTIAL:
        head = Content.assemble(head, own(f" {percent_text(verdict.score)}"))
    question = answered.asking.card.question
    tells = (
        verdict.outcome in {Outcome.CORRECT, Outcome.REVEALED, Outcome.BLANK}
        or question.kind not in TYPED_KINDS
    )
    if answered.marked is not None and answered.marked.outcome is not verdict.outcome:
        head = Content.assemble(head, own(_(" (your verdict)")))
    if verdict.outcome is Outcome.REVEALED and question.kind in IN_PLACE:
        return own(_("Now tick the ideas.")).stylize(STYLES[verdict.outcome])
    if not tells or question.kind in IN_PLACE:
        return head
    expected = Content(" ; ").join(
        [
            said(text, answered.asking.card.lang)
            for text in answer_texts(answered.asking.card, answered.asking.face)
        ]
    )
    return Content.assemble(head, "  ", expected.stylize("b"))


def _compared(part: Part, lang: str, *, alone: bool) -> list[Content]:
    """What was typed over what was expected, only where they differ. Differences are underlined and stand
    between brackets, for whoever does not see the line; where nothing is alike, both stand plain."""
    if part.outcome is Outcome.CORRECT and alone:
        return []
    if part.expected is None or part.given is None or not part.given.strip():
        missing = said(part.expected or part.given or "", lang)
        sign = "○" if part.expected else "✗"
        return [Content.assemble(f"  {sign} ", missing)]
    if part.outcome is Outcome.CORRECT:
        return [Content.assemble("  ✓ ", said(part.given, lang))]
    runs = difference(part.given, part.expected)
    alike = partly_alike(runs)
    typed, wanted = [], []
    for run in runs:
        text = said(run.text, lang)
        if run.kind in {"same", "extra"}:
            typed.append(text if run.kind == "same" else _marked(text, "$error", alike))
        if run.kind in {"same", "missing"}:
            wanted.append(text if run.kind == "same" else _marked(text, "$success b", alike))
    yours, theirs = own(_("You:")), own(_("Expected:"))
    width = max(yours.cell_length, theirs.cell_length) + 1
    return [
        Content.assemble("  ", yours.pad_right(width - yours.cell_length), *typed),
        Content.assemble("  ", theirs.pad_right(width - theirs.cell_length), *wanted),
    ]


def _marked(text: Content, style: str, alike: bool) -> Content:
    """A text that differs, marked where the rest of it does not."""
    return (Content.assemble("[", text.stylize("u"), "]") if alike else text).stylize(style)


def lesson(answered: Answered) -> list[Content]:
    """What the author says after the proof: why each wrong choice is wrong, the explanation, the note."""
    card = answered.asking.card
    lines = []
    for option in getattr(card.question, "wrong", ()):
        if option.why:
            lines.append(
                Content.assemble(
                    Content("✗ ").stylize("$error"),
                    said(option.text, card.lang),
                    " — ",
                    said(option.why, card.lang),
                )
            )
    for text in (card.explain, card.note):
        if text:
            lines.append(said(text, card.lang))
    return lines


def cited(passage: ShownPassage) -> list[Content]:
    """A passage in a list of missed cards: its words, where they come from, and its note."""
    lines = [
        quoted(passage.text, passage.lang, passage.quote, passage.marks),
        own(source_line(passage)).stylize("$faint"),
    ]
    if passage.note:
        lines.append(Content.assemble(own(_("Note: ")), said(passage.note, passage.lang)))
    return lines
