"""Coverage as lines of text: a table of sources with heat strips, and a source paragraph by paragraph."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from quizapp.charts import drawn, heat_scale, heat_strip
from quizapp.cli.output import table
from quizapp.library.facts.asking import Standing
from quizapp.library.facts.model import FactKind
from quizapp.messages import N_, _, ngettext
from quizapp.text import shown, visible, wrap
from quizapp.workspace.wording import percent_text

if TYPE_CHECKING:
    from quizapp.library.coverage import ParagraphCovered, SourceCovered

INDENT = "  "
STRIP = 16
"""The cells of a strip in the table; half of them on a narrow terminal."""

_LEAST = 20
"""The cells that a wrapped text has at least, on however narrow a terminal."""

_KINDS = (
    (FactKind.FIGURE, N_("figures")),
    (FactKind.DATE, N_("dates")),
    (FactKind.NAME, N_("names")),
)


def table_lines(covered: Sequence[SourceCovered], names: Sequence[str]) -> Iterator[str]:
    """All sources, one a row, its name at the end of the row or, on a narrow terminal, below it; then what
    columns and cells mean."""
    if not covered:
        yield _("No deck names a source.")
        return
    narrow = _width() < 3 * _LEAST
    head = (_("§"), _("Cited"), _("Unquoted"), _("Missed"), _("Coverage"))
    rows = [
        (
            str(len(one.paragraphs)),
            percent_text(one.cited / len(one.paragraphs)),
            str(one.unquoted),
            str(len(one.facts(Standing.MISSED))),
            drawn(heat_strip(_heats(one), STRIP // 2 if narrow else STRIP)),
        )
        for one in covered
    ]
    titles = [_("Source"), *(_title(one, name) for one, name in zip(covered, names, strict=True))]
    lines = table([head, *rows], right=frozenset(range(4)))
    column = max(map(len, lines)) + len(INDENT)
    for line, title in zip(lines, titles, strict=True):
        if narrow:
            yield line
        yield from _hanging(INDENT if narrow else line.ljust(column), title)
    yield ""
    yield from _scale()
    columns = _(
        "Cited: paragraphs that a card cites. Unquoted: sentences that no quote touches. Missed: figures,"
        " dates and names that stand in no card."
    )
    yield from _hanging("", columns)
    yield from _hanging("", _("For a source in detail: quizapp coverage SOURCE"))


def detail_lines(covered: Sequence[SourceCovered], names: Sequence[str]) -> Iterator[str]:
    """Each source: its strip, its sums, and every paragraph with what is left to ask of it. A fact is told at
    the first paragraph that states it."""
    for place, (one, name) in enumerate(zip(covered, names, strict=True)):
        if place:
            yield ""
        yield from _hanging("", _title(one, name))
        yield ""
        yield drawn(heat_strip(_heats(one), _width()))
        yield from _scale()
        yield ""
        for sentence in _sums(one):
            yield from _hanging("", sentence)
        told: set[tuple[object, ...]] = set()
        for each in one.paragraphs:
            yield ""
            yield from _paragraph_lines(each, one.source.lang, told)
            told |= {fact.fact.meaning for fact in each.facts}


def _title(covered: SourceCovered, name: str) -> str:
    return f"{visible(name)} — {shown(' '.join(covered.source.title.split()), covered.source.lang)}"


def _heats(covered: SourceCovered) -> list[float]:
    return [each.heat for each in covered.paragraphs]


def _scale() -> Iterator[str]:
    """What the cells of a strip mean."""
    (nothing, _most), *rest = heat_scale()
    steps = [_("{glyph} nothing").format(glyph=nothing.glyph)]
    steps += [
        _("{glyph} up to {share}").format(glyph=cell.glyph, share=percent_text(most / 100))
        for cell, most in rest
    ]
    yield from _hanging("", _("Of a paragraph’s text in quotes: {steps}").format(steps="  ".join(steps)))


def _sums(covered: SourceCovered) -> Iterator[str]:
    cards = len(covered.cards)
    if cards:
        yield ngettext(
            "{n} card cites {cited} of {paragraphs} paragraphs; {share} of the text stands in quotes.",
            "{n} cards cite {cited} of {paragraphs} paragraphs; {share} of the text stands in quotes.",
            cards,
        ).format(
            n=cards,
            cited=covered.cited,
            paragraphs=len(covered.paragraphs),
            share=percent_text(covered.share),
        )
    else:
        yield _("No card cites this source yet.")
    if covered.unquoted:
        yield ngettext(
            "{n} of {sentences} sentences stands outside every quote.",
            "{n} of {sentences} sentences stand outside every quote.",
            covered.unquoted,
        ).format(n=covered.unquoted, sentences=covered.sentences)
    else:
        yield _("Every sentence is quoted, at least in part.")
    for standing, label in _labels():
        texts = {kind: [fact.text for fact in covered.facts(standing, kind)] for kind, _word in _KINDS}
        yield _("{label}: {facts}").format(label=label, facts=_facts_text(texts, covered.source.lang))


def _labels() -> tuple[tuple[Standing, str], ...]:
    return ((Standing.MISSED, _("In no card")), (Standing.MENTIONED, _("In no answer")))


def _facts_text(texts: dict[FactKind, list[str]], lang: str) -> str:
    """Facts by kind, `figures: …; names: …`, or that there is none."""
    parts = [
        _("{label}: {facts}").format(
            label=_(word), facts=", ".join(shown(text, lang) for text in texts[kind])
        )
        for kind, word in _KINDS
        if texts[kind]
    ]
    return _("; ").join(parts) or _("nothing")


def _paragraph_lines(
    covered: ParagraphCovered, lang: str, told: AbstractSet[tuple[object, ...]]
) -> Iterator[str]:
    strip = drawn(heat_strip([covered.heat], 1))
    head = f"{strip} " + _("§ {n}").format(n=covered.paragraph.number) + INDENT
    if covered.quoted:
        yield from _hanging(head, _opening(shown(covered.paragraph.text, lang), _width() - len(head)))
    else:
        cited = _("cited as a whole; none of its words is quoted") if covered.cards else _("no card")
        yield from _hanging(head, cited)
    if covered.cards:
        yield from _entry(_("Cards"), ", ".join(map(visible, covered.cards)))
    for sentence in covered.unquoted():
        yield from _entry(_("Not quoted"), shown(sentence, lang))
    for standing, label in _labels():
        left = [one for one in covered.facts if one.standing is standing and one.fact.meaning not in told]
        if left:
            texts = {kind: [one.fact.text for one in left if one.fact.kind is kind] for kind, _word in _KINDS}
            yield from _entry(label, _facts_text(texts, lang))


def _opening(text: str, width: int) -> str:
    """The first words of a text that fit into a line."""
    first, *rest = wrap(" ".join(text.split("\n")), max(width - 2, _LEAST))
    return f"{first} …" if rest else first


def _entry(label: str, text: str) -> Iterator[str]:
    yield from _hanging(INDENT * 2, _("{label}: {facts}").format(label=label, facts=text))


def _hanging(head: str, text: str) -> Iterator[str]:
    """A text in lines as wide as the terminal, after a head that the lines below stand clear of."""
    from rich.cells import cell_len

    first, *rest = wrap(text, max(_width() - cell_len(head), _LEAST))
    yield head + first
    yield from (" " * cell_len(head) + line for line in rest)


def _width() -> int:
    return shutil.get_terminal_size().columns
