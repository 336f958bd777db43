"""Reads the facts of a source: what each of its paragraphs states, each fact once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.library.facts.dates import find_dates
from quizapp.library.facts.figures import find_figures
from quizapp.library.facts.model import Fact, FactKind, Figure, Span, Stated, StatedDate
from quizapp.library.facts.names import NameFinder
from quizapp.library.model import Paragraph
from quizapp.library.quotes import Folded, fold


def read_facts(paragraphs: Sequence[Paragraph], lang: str) -> tuple[tuple[Fact, ...], ...]:
    """The facts of each paragraph of a source, in the order in which they stand there first.

    Paragraphs are read together: what is a name where it opens a sentence is told by the other sentences.
    """
    folded = [fold(paragraph.text) for paragraph in paragraphs]
    names = NameFinder((one.text for one in folded), lang)
    return tuple(
        _grouped(paragraph.text, one, _stated(one.text, names, lang))
        for paragraph, one in zip(paragraphs, folded, strict=True)
    )


def _stated(text: str, finder: NameFinder, lang: str) -> Iterator[Stated]:
    dates = find_dates(text, lang)
    names = finder.find(text)
    taken = [*(date.span for date in dates), *(name.span for name in names)]
    yield from dates
    yield from names
    yield from find_figures(text, lang, taken)


def _grouped(raw: str, folded: Folded, stated: Iterator[Stated]) -> tuple[Fact, ...]:
    first: dict[tuple[object, ...], Fact] = {}
    places: dict[tuple[object, ...], list[Span]] = {}
    for one in sorted(stated, key=lambda each: each.span):
        span = folded.raw(*one.span)
        fact = Fact(kind_of(one), raw[slice(*span)], (), one)
        first.setdefault(fact.meaning, fact)
        places.setdefault(fact.meaning, []).append(span)
    return tuple(fact._replace(spans=tuple(places[meaning])) for meaning, fact in first.items())


def kind_of(stated: Stated) -> FactKind:
    """What kind of fact it is."""
    if isinstance(stated, Figure):
        return FactKind.FIGURE
    return FactKind.DATE if isinstance(stated, StatedDate) else FactKind.NAME
