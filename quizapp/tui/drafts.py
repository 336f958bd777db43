"""A draft in words: its state, its counts, its problems, a sentence and a card of it."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from quizapp.library.model import Level, Problem
from quizapp.library.problems import worded
from quizapp.messages import _, ngettext
from quizapp.tui.keys import keyed
from quizapp.tui.text import own, said
from quizapp.workspace.draft import Draft, SeenCard, Sentence
from quizapp.workspace.wording import answer_texts

SIGNS = {Level.ERROR: ("✗", "b $error"), Level.WARNING: ("!", "b $warning")}


def file_name(draft: Draft) -> str:
    return posixpath.basename(draft.path.replace("\\", "/"))


def status(draft: Draft) -> str:
    """Whether the file on disk is what is shown; nothing of one saved at a time that cannot be told."""
    if draft.missing:
        return _("no file: last good shown") if draft.stale else _("no file")
    if draft.stale:
        return _("broken: last good shown")
    if draft.deck is None or draft.saved_ns is None:
        return _("broken")
    try:
        saved = datetime.fromtimestamp(draft.saved_ns // 1_000_000_000)
    except (ValueError, OverflowError, OSError):
        # A file may bear a time that no calendar has.
        return ""
    return _("saved {time}").format(time=f"{saved:%H:%M}")


def source_head(draft: Draft) -> str:
    """How much of the sources is asked."""
    sentences = draft.sentences()
    left = sum(not sentence.quoted for sentence in sentences)
    if not sentences:
        return _("No source")
    if not left:
        return _("Every sentence is quoted")
    # French agrees with the first number, English with the second, of which a plural is always right.
    return ngettext(
        "{left} of {n} sentences not quoted (])", "{left} of {n} sentences not quoted (])", left
    ).format(left=left, n=len(sentences))


def cards_head(draft: Draft) -> str:
    """How many cards there are, and how much there is to mend."""
    count = len(draft.cards)
    cards = ngettext("{n} card", "{n} cards", count).format(n=count)
    if not draft.problems:
        return _("{cards}, nothing to mend").format(cards=cards)
    count = len(draft.problems)
    problems = ngettext("{n} problem (!)", "{n} problems (!)", count).format(n=count)
    return f"{cards} · {problems}"


def problem_lines(problem: Problem, draft: Draft) -> list[Content]:
    """A problem with its place and its cure."""
    message, cure = worded(problem)
    sign, style = SIGNS[problem.level]
    place = _("line {n}").format(n=problem.line)
    if problem.file != draft.path:
        place = f"{posixpath.basename(problem.file)}, {place}"
    head = Content.assemble(Content(f"{sign} {problem.code} ").stylize(style), own(f"{place} · {message}"))
    return [head, Content.assemble("  ", own(cure).stylize("$faint"))]


def card_lines(card: SeenCard | None, draft: Draft) -> list[Content]:
    """What a card asks and expects, then what is wrong with it."""
    if card is None:
        return []
    lines = []
    if card.card is not None:
        question, lang = card.card.question, card.card.lang
        for face in question.faces():
            lines.append(said(question.stem(face), lang))
            answer = Content(" ; ").join([said(text, lang) for text in answer_texts(card.card, face)])
            lines.append(Content.assemble(Content("→ ").stylize("$faint"), answer.stylize("b")))
    for problem in card.problems:
        lines += problem_lines(problem, draft)
    return lines


def sentence_lines(sentence: Sentence | None, draft: Draft, unasked: Sequence[str]) -> list[Content]:
    """Which cards quote a sentence, what of it no answer asks, and what is noted of its paragraph; then what
    is wrong with the file."""
    lines = []
    if sentence is not None:
        lines.append(_quoting(sentence))
        lang, note = _around(sentence, draft)
        if unasked:
            texts = Content(" · ").join([said(text, lang) for text in unasked])
            lines.append(Content.assemble(own(_("In no answer: ")).stylize("$faint"), texts))
        if note is not None:
            lines.append(Content.assemble(own(_("Note: ")), said(note, lang)).stylize("$accent"))
    for problem in draft.of_file:
        lines += problem_lines(problem, draft)
    return lines


def _around(sentence: Sentence, draft: Draft) -> tuple[str, str | None]:
    """The language of a sentence's source, and what is noted of its paragraph."""
    ref, number, _place = sentence.place
    source = next(source for source in draft.sources if source.ref == ref)
    return source.lang, source.paragraphs[number - 1].note


def _quoting(sentence: Sentence) -> Content:
    place = _("§ {n}").format(n=sentence.place.paragraph)
    if not sentence.cards:
        return own(
            f"{place} · " + keyed(_("no card quotes this sentence yet; {author.new} begins one"))
        ).stylize("$faint")
    count = len(sentence.cards)
    cards = ngettext("{n} card (Enter):", "{n} cards (Enter):", count).format(n=count)
    named = Content(", ").join([said(card, "en") for card in sentence.cards])
    return Content.assemble(own(f"{place} · {cards} ").stylize("$faint"), named)
