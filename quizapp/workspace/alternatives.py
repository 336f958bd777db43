"""Takes a search apart, so that the words in it are found by texts and all else by columns."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.workspace import search
from quizapp.workspace.search import Query
from quizapp.workspace.text_hits import is_text


def alternatives(query: Query) -> Iterator[Query]:
    """Queries of which a card matches one if it matches this: those of words apart from the others, so that
    no face is looked at for both."""
    match query:
        case search.Any(parts) if not is_text(query):
            for kind in (is_text, _has_no_text):
                same = tuple(part for part in parts if kind(part))
                if same:
                    yield same[0] if len(same) == 1 else search.Any(same)
            for part in parts:
                if not is_text(part) and not _has_no_text(part):
                    yield from alternatives(part)
        case search.All(parts):
            mixed = (part for part in parts if isinstance(part, search.Any) and not is_text(part))
            first = next((part for part in mixed if not _has_no_text(part)), None)
            if first is None:
                yield query
                return
            others = tuple(part for part in parts if part is not first)
            for each in alternatives(first):
                yield search.All((*others, *(each.parts if isinstance(each, search.All) else (each,))))
        case _:
            yield query


def _has_no_text(query: Query) -> bool:
    match query:
        case search.Words(text):
            return not text
        case search.Not(inner):
            return _has_no_text(inner)
        case search.All(parts) | search.Any(parts):
            return all(map(_has_no_text, parts))
    return True
