"""Keeps the translations true: `python -m tests.messages_tool` updates and compiles, `… check` only tells.

The texts are gathered from the code, each catalogue gains the new ones untranslated and loses the stale ones,
and what is translated is compiled. French spaces are written plain in the catalogue; compiling makes the
typographic ones of them, so that a message cannot break before its colon.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from quizapp.text import french

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "quizapp"
LANGUAGES = ("fr",)
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""A fixed date in the headers, so that the files change only when a text does."""


def catalogue_path(lang: str, suffix: str) -> Path:
    return PACKAGE / "messages" / lang / "LC_MESSAGES" / f"quizapp.{suffix}"


def extracted(package: Path) -> Catalog:
    """Every text that the code marks, with the files where it stands."""
    catalog = Catalog(project="quizapp", fuzzy=False)
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package.parent).as_posix()
        with path.open("rb") as file:
            found = extract("python", file, KEYWORDS, ("Translators:",), {"encoding": "utf-8"})
            for _line, text, comments, _context in found:
                if text:
                    catalog.add(text, locations=[(place, 0)], auto_comments=comments)
    return catalog


def unreadable_calls(package: Path) -> list[str]:
    """Marked texts that cannot be gathered because they are put together where they are marked.

    A bare name or field is let pass: there `_` looks up what a table marks with `N_`.
    """
    names = (ast.Name, ast.Attribute, ast.Subscript)
    looked_up = {"_": names, "ngettext": names, "N_": ()}
    wrong = []
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        # Babel sees no text marked inside an f-string before Python 3.12.
        formatted = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
        inside = {part for node in formatted for part in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                texts = node.args[: 2 if node.func.id == "ngettext" else 1]
                hidden = node in inside and any(isinstance(text, ast.Constant) for text in texts)
                if hidden or any(
                    not isinstance(text, (ast.Constant, *looked_up[node.func.id])) for text in texts
                ):
                    wrong.append(f"{path.relative_to(package.parent).as_posix()}:{node.lineno}")
    return wrong


def read_catalogue(lang: str) -> Catalog:
    """The catalogue of a language as its translators left it; empty where there is none yet."""
    path = catalogue_path(lang, "po")
    catalog = Catalog(locale=lang, project="quizapp", fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=lang, domain="quizapp")
    catalog.creation_date = catalog.revision_date = EPOCH
    return catalog


def fields(template: str) -> set[str] | None:
    """The names of a template's fields, or None where it is not one that `str.format_map` could fill."""
    try:
        return {
            name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name is not None
        }
    except ValueError:
        return None


def _texts(message: Message) -> tuple[str, ...]:
    value = message.id
    return (value,) if isinstance(value, str) else tuple(value)


def _translations(message: Message) -> tuple[str, ...]:
    value = message.string
    return (value,) if isinstance(value, str) else tuple(value or ("",))


def _key(message: Message) -> str:
    return _texts(message)[0]


def problems(lang: str, wanted: Catalog, catalog: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue: missing, fuzzy and stale translations, and fields that do not match."""
    there = {_key(message): message for message in catalog if message.id}
    for message in wanted:
        if not message.id:
            continue
        found = there.pop(_key(message), None)
        name = f"{lang}: {_key(message)!r}"
        if found is None or _texts(found) != _texts(message) or not all(_translations(found)):
            yield f"{name} is not translated"
        elif found.fuzzy:
            yield f"{name} is marked fuzzy"
        else:
            # The fields of the plural: a French "1" would be untrue, as its singular also counts 0.
            expected = fields(_texts(message)[-1])
            if expected is not None:
                for translation in _translations(found):
                    if fields(translation) != expected:
                        yield f"{name} has other fields in {translation!r}"
    yield from (f"{lang}: {key!r} is stale" for key in there)


def compiled(lang: str, catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    ready = Catalog(locale=lang, project="quizapp", fuzzy=False)
    ready.creation_date = ready.revision_date = EPOCH
    for message in catalog:
        if message.id and all(_translations(message)) and not message.fuzzy:
            texts = _translations(message)
            if lang == "fr":
                texts = tuple(french(text) for text in texts)
            ready.add(message.id, texts if message.pluralizable else texts[0])
    written = io.BytesIO()
    write_mo(written, ready)
    return written.getvalue()


def out_of_date(lang: str, catalog: Catalog) -> bool:
    """Tells whether the compiled catalogue says anything else than the catalogue."""
    path = catalogue_path(lang, "mo")
    if not path.exists():
        return True
    return _contents(path.read_bytes()) != _contents(compiled(lang, catalog))


def _contents(machine_object: bytes) -> dict[tuple[str, ...], tuple[str, ...]]:
    messages = read_mo(io.BytesIO(machine_object))
    return {_texts(message): _translations(message) for message in messages if message.id}


def update(lang: str) -> None:
    """Brings a language's catalogue to the code's texts, and compiles it."""
    catalog = read_catalogue(lang)
    catalog.update(extracted(PACKAGE), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = EPOCH
    catalog.header_comment = "# Translations of quizapp's messages."
    catalog.version, catalog.msgid_bugs_address = "1", "none"
    catalog.last_translator, catalog.language_team = "the quizapp authors", "none"
    path = catalogue_path(lang, "po")
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, catalog, width=100, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    path.write_bytes(written.getvalue().rstrip() + b"\n")
    catalogue_path(lang, "mo").write_bytes(compiled(lang, catalog))


def findings() -> list[str]:
    """Everything that is wrong with the translations, a line each."""
    found = [f"{place}: the marked text is not written out" for place in unreadable_calls(PACKAGE)]
    wanted = extracted(PACKAGE)
    for lang in LANGUAGES:
        catalog = read_catalogue(lang)
        found.extend(problems(lang, wanted, catalog))
        if out_of_date(lang, catalog):
            found.append(f"{lang}: quizapp.mo is out of date; run python -m tests.messages_tool")
    return found


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["check"]):
        print("usage: python -m tests.messages_tool [check]", file=sys.stderr)
        return 2
    if not arguments:
        for lang in LANGUAGES:
            update(lang)
    found = findings()
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
