"""The proof as lines: where it comes from, the paragraph with the quoted words between marks, the notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.cli.plain.terminal import Terminal
from quizapp.errors import QuizError
from quizapp.messages import _, language
from quizapp.text import french, shown, visible, wrap
from quizapp.workspace.asking import Asker
from quizapp.workspace.model import Answered, ShownOriginal, ShownPassage
from quizapp.workspace.wording import change_text, error_text, original_line, source_line

QUOTE = ("[[", "]]")
"""Around the quoted words."""

MARK = ("**", "**")
"""Around the words that answer, where the card tells them from the rest of its quote."""

INDENT = "  "


def passage_lines(passage: ShownPassage, width: int) -> Iterator[str]:
    """A passage at most `width` cells wide: its source, then, indented, its paragraph and its note."""
    first, *rest = wrap(
        shown(_("Passage: {source}").format(source=source_line(passage)), language()), width - 2
    )
    yield first
    yield from (INDENT + line for line in rest)
    yield from _indented(marked(passage), width)
    if passage.note:
        note = _("Note: {note}").format(note=shown(passage.note, passage.lang))
        yield from _indented(note, width)


def neighbour_lines(passage: ShownPassage, width: int) -> Iterator[str]:
    """The paragraphs before and after a passage, which may answer other cards."""
    for neighbour in (passage.before, passage.after):
        if neighbour is not None:
            text = shown(neighbour.text, passage.lang)
            yield from _indented(_("§ {n}: {text}").format(n=neighbour.number, text=text), width)


def show_change(passages: Sequence[ShownPassage], terminal: Terminal) -> None:
    """The quoted words before and after a change of their source, what differs between square brackets, and
    what can be done about it."""
    from quizapp.workspace.changes import compared

    terminal.line(change_text(passages))
    for passage in passages:
        changed = passage.changed
        if changed is None:
            continue
        former, present = compared(passage)
        terminal.text(
            _("Before: {text}").format(text=_bracketed(passage.text, passage.quote, former, passage.lang))
        )
        if changed.text is None or changed.quote is None:
            terminal.text(_("Now: gone"))
        else:
            text = _bracketed(changed.text, changed.quote, present, passage.lang)
            terminal.text(_("Now (§ {n}): {text}").format(n=changed.paragraph, text=text))
    terminal.line(_(":k keeps the card, :e opens it to be reworded, :x retires it."))


def _bracketed(text: str, quote: tuple[int, int], spans: Sequence[tuple[int, int]], lang: str) -> str:
    """Quoted words, some spans of their text between brackets."""
    laid, pieces, last = french(text) if _is_french(lang) else text, [], quote[0]
    for start, end in spans:
        pieces += [visible(laid[last:start]), "[", visible(laid[start:end]), "]"]
        last = end
    return "".join([*pieces, visible(laid[last : quote[1]])])


def original_lines(original: ShownOriginal, lang: str, width: int) -> Iterator[str]:
    """The line of an original, its figures and names that the passage holds too between `[[` and `]]`."""
    yield from wrap(shown(original_line(original), language()), width)
    pieces, last = [], 0
    laid = french(original.text) if _is_french(lang) else original.text
    for start, end in original.shared:
        pieces += [visible(laid[last:start]), QUOTE[0], visible(laid[start:end]), QUOTE[1]]
        last = end
    yield from _indented("".join([*pieces, visible(laid[last:])]), width)


def show_originals(asker: Asker, answered: Answered, terminal: Terminal) -> None:
    """The originals of the passages of an answer, as far as they are attached."""
    attached = [passage for passage in answered.passages if passage.original is not None]
    for passage in attached:
        try:
            original = asker.original(passage)
        except QuizError as error:
            terminal.line(error_text(error))
            continue
        for line in original_lines(original, passage.lang, terminal.width):
            terminal.unbroken(line)
    if not attached:
        terminal.line(_("No original of this is attached; to attach one: quizapp sources attach"))


def marked(passage: ShownPassage) -> str:
    """The paragraph with its quoted words between `[[` and `]]`, and in them the words that answer between
    `**` where they are not the whole quote; a paragraph that is cited as a whole bears no mark."""
    laid = french(passage.text) if _is_french(passage.lang) else passage.text
    if not passage.marks:
        return visible(laid)
    pieces, last = [], 0
    for offset, sign in _signs(passage):
        pieces += [visible(laid[last:offset]), sign]
        last = offset
    return "".join([*pieces, visible(laid[last:])])


def _signs(passage: ShownPassage) -> list[tuple[int, str]]:
    """The marks with their offsets, in the order in which they are written."""
    signs = [(passage.quote[0], QUOTE[0])]
    for mark in sorted(passage.marks):
        if mark != passage.quote:
            signs += [(mark[0], MARK[0]), (mark[1], MARK[1])]
    signs.append((passage.quote[1], QUOTE[1]))
    return sorted(signs, key=lambda sign: sign[0])


def _is_french(lang: str) -> bool:
    return lang.partition("-")[0].lower() == "fr"


def _indented(text: str, width: int) -> Iterator[str]:
    for line in wrap(text, width - len(INDENT)):
        yield INDENT + line if line else ""
