"""`quizapp coverage`: what of each source the cards ask, and what they leave out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.commands import Verb
from quizapp.cli.options import DECK_SUFFIXES, common, common_options
from quizapp.cli.output import from_here, say, say_json
from quizapp.errors import QuizError
from quizapp.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.library.coverage import SourceCovered
    from quizapp.library.model import Source
    from quizapp.library.roots import Library
    from quizapp.library.studied import Studied

SCHEMA_VERSION = 1


def verb() -> click.Command:
    return Verb(
        name="coverage",
        help=_(
            "Show what of each source your cards ask: its paragraphs, the sentences that no quote touches,"
            " the figures, dates and names that no answer holds. SOURCE is a source’s id or path, or a deck,"
            " of which all sources are shown; without it, a table of all sources."
        ),
        short_help=_("Show what of each source no card asks yet."),
        callback=click.pass_context(run),
        params=[
            click.Argument(["source"], required=False, metavar=_("[SOURCE]")),
            click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")),
            *common_options(),
        ],
    )


def run(context: click.Context, source: str | None, as_json: bool) -> int:
    from quizapp.cli.covered_lines import detail_lines, table_lines
    from quizapp.cli.decks import tell_unread
    from quizapp.library.coverage import cover_all
    from quizapp.library.studied import read_studied

    libraries = common(context).studied()
    studied = read_studied(libraries)
    chosen = studied.sources()
    if source is not None:
        libraries, studied, chosen = _chosen(source, libraries, studied)
    covered = cover_all(studied.decks, chosen)
    names = [_name(one, libraries) for one in chosen]
    if as_json:
        paths = [_path(one, libraries) for one in chosen]
        say_json(coverage_json(covered, paths, detailed=source is not None))
    else:
        for line in table_lines(covered, names) if source is None else detail_lines(covered, names):
            say(line)
    tell_unread(studied)
    return 0


def _chosen(
    word: str, libraries: Sequence[Library], studied: Studied
) -> tuple[tuple[Library, ...], Studied, tuple[Source, ...]]:
    """The sources that a word names, with the decks to look for cards in: the studied ones, or those around
    a file that is in none of their libraries. Raises QuizError."""
    from quizapp.cli.misuse import alternatives, nearest

    sources = studied.sources()
    found = [one for one in sources if word in (_name(one, libraries), one.ref)]
    found = found or [one for deck in studied.decks if deck.id == word for one in deck.sources]
    if found:
        return tuple(libraries), studied, tuple(found)
    path = Path(word).expanduser()
    if path.is_file():
        return _at(path, tuple(libraries), studied)
    known = list(dict.fromkeys(_name(one, libraries) for one in sources))
    near = nearest(word, [*known, *(deck.id for deck in studied.decks)])
    if near:
        raise QuizError("no-source-but", exit_code=2, source=word, nearest=alternatives(near))
    raise QuizError("no-source", exit_code=2, source=word, known=", ".join(known) or "—")


def _at(
    path: Path, libraries: tuple[Library, ...], studied: Studied
) -> tuple[tuple[Library, ...], Studied, tuple[Source, ...]]:
    """The source in a file, or the sources of a deck file, in the libraries or else around it."""
    from quizapp.library.roots import Library, file_library
    from quizapp.library.studied import read_studied

    resolved = path.parent.resolve() / path.name
    is_deck = path.suffix.lower() in DECK_SUFFIXES
    found = _of_file(resolved, libraries, studied)
    if found is None:
        root = next((one for one in resolved.parents[:2] if (one / "decks").is_dir()), resolved.parent)
        libraries = (file_library(path),) if is_deck else (Library("given", root),)
        studied = read_studied(libraries)
        found = _of_file(resolved, libraries, studied)
    if found is None and not is_deck:
        found = _alone(resolved, libraries[0])
    if not found:
        raise QuizError("nothing-covered", path=str(path))
    return libraries, studied, found


def _of_file(file: Path, libraries: Sequence[Library], studied: Studied) -> tuple[Source, ...] | None:
    """The source that stands in a file, or the sources of the deck that does; None for any other file."""
    from quizapp.library.studied import source_file

    for deck, deck_file in zip(studied.decks, studied.files, strict=True):
        if deck_file == file:
            return deck.sources
    found = tuple(one for one in studied.sources() if source_file(one, libraries) == file)
    return found or None


def _alone(file: Path, library: Library) -> tuple[Source, ...]:
    """The source in a file that no deck names."""
    from quizapp.library.safe_open import Refused, read_bytes
    from quizapp.library.sources import read_source

    relative = file.relative_to(library.root).as_posix()
    try:
        data = read_bytes(library.root, relative)
    except Refused:
        return ()
    read = read_source(f"{library.key}/{relative}", data, file=str(file)).source
    return () if read is None else (read,)


def _name(source: Source, libraries: Sequence[Library]) -> str:
    """What a source is called: the id in its front matter, else its path in its library."""
    if source.id is not None:
        return source.id
    keys = {library.key for library in libraries}
    key, _slash, path = source.ref.partition("/")
    return path if key in keys else source.ref


def _path(source: Source, libraries: Sequence[Library]) -> str | None:
    """The path of a source, from the current folder where it lies below it; None for one inside its deck."""
    from quizapp.library.studied import source_file

    file = source_file(source, libraries)
    return None if file is None else str(from_here(file))


def coverage_json(
    covered: Sequence[SourceCovered], paths: Sequence[str | None], *, detailed: bool
) -> dict[str, object]:
    """The coverage under keys that scripts may rely on. Shares are those of characters inside quotes, from 0
    to 1; offsets count characters of the paragraph. `detail` is there where a source was asked for."""
    return {
        "schema_version": SCHEMA_VERSION,
        "sources": [
            _source_json(one, path) | ({"detail": _detail_json(one)} if detailed else {})
            for one, path in zip(covered, paths, strict=True)
        ],
    }


def _source_json(covered: SourceCovered, path: str | None) -> dict[str, object]:
    from quizapp.library.facts.asking import Standing
    from quizapp.library.facts.model import FactKind

    source = covered.source
    return {
        "id": source.id,
        "ref": source.ref,
        "path": path,
        "title": source.title,
        "lang": source.lang,
        "cards": len(covered.cards),
        "share": round(covered.share, 4),
        "paragraphs": len(covered.paragraphs),
        "paragraphs_cited": covered.cited,
        "sentences": covered.sentences,
        "sentences_unquoted": covered.unquoted,
        "facts": {str(standing): len(covered.facts(standing)) for standing in Standing},
        "missed": {
            f"{kind}s": [fact.text for fact in covered.facts(Standing.MISSED, kind)] for kind in FactKind
        },
    }


def _detail_json(covered: SourceCovered) -> list[dict[str, object]]:
    return [
        {
            "paragraph": each.paragraph.number,
            "text": each.paragraph.text,
            "cards": list(each.cards),
            "share": round(each.share, 4),
            "quoted": [list(span) for span in each.quoted],
            "sentences": [
                {"span": list(sentence.span), "quoted": sentence.quoted} for sentence in each.sentences
            ],
            "facts": [
                {
                    "kind": str(one.fact.kind),
                    "text": one.fact.text,
                    "spans": [list(span) for span in one.fact.spans],
                    "standing": str(one.standing),
                }
                for one in each.facts
            ],
        }
        for each in covered.paragraphs
    ]
