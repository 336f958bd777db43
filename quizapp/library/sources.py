"""Markdown and text become numbered paragraphs with what is known of the document they come from."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from quizapp.library.decoding import MARKED, Fault, decode, is_marked, named, place
from quizapp.library.fields import Report, is_date, is_null
from quizapp.library.model import Original, Paragraph, Problem, Source
from quizapp.library.nodes import Broken, Mapping, Node, NodeReader, Scalar
from quizapp.library.recovery import read_piece
from quizapp.messages import N_

SHEET_LIMIT = 450
"""The longest paragraph of a sheet, in characters: what a passage panel shows without scrolling."""

_KNOWN = ("id", "title", "publisher", "author", "published", "lang", "original", "notes")
_ORIGINAL = re.compile(r"<!--\s*original:\s*(\d+)\s*-->\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s+(.*?)\s*#*)?\s*$")
_RULE = re.compile(r" {0,3}(?:(?:=+|-{2,})|(?:[-*_] *){3,})\s*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*$")
_ESCAPED = re.compile(r"\s*(\d{0,9})\\(?=[-+*#>=_`~.)\\])")
_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_REPORTED = 20
_WRAPPED = 120


@dataclass(frozen=True, slots=True)
class SourceRead:
    """A source as read: None where it cannot be used, and what was found."""

    source: Source | None
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _About:
    """What the front matter says."""

    texts: dict[str, str] = field(default_factory=dict)
    notes: dict[int, tuple[str, Node]] = field(default_factory=dict)
    restated: bool = False
    original: Original | None = None


def read_source(ref: str, data: bytes | str, *, file: str, lang: str = "en") -> SourceRead:
    """The source in a file's content; `lang` is its language where the file names none.

    Files that end in .md or .markdown are read as Markdown, all others as plain text. Front matter that
    is not ours is left alone: only a sheet's (one that names its original) is held to the known keys.
    """
    report = Report(file)
    text = decode(data) if isinstance(data, bytes) else data
    if isinstance(text, Fault):
        report.add_fault(text)
        return SourceRead(None, tuple(report.problems))
    _report_marks(text, report)
    markdown = posixpath.splitext(file)[1].lower() in {".md", ".markdown"}
    matter, body, first_line = front_matter(text)
    about = _about(matter, report) if matter is not None else _About()
    heading, paragraphs, lines = _paragraphs(body, markdown=markdown)
    if not paragraphs:
        report.add_at("S109", first_line, 1)
        return SourceRead(None, tuple(report.problems))
    noted = _noted(paragraphs, about, report)
    if about.restated:
        _report_long(paragraphs, [line + first_line - 1 for line in lines], report)
    source = Source(
        ref=ref,
        title=about.texts.get("title") or heading or posixpath.splitext(posixpath.basename(file))[0],
        publisher=about.texts.get("publisher"),
        author=about.texts.get("author"),
        published=about.texts.get("published"),
        lang=about.texts.get("lang", lang),
        paragraphs=noted,
        restated=about.restated,
        original=about.original,
        id=about.texts.get("id"),
    )
    return SourceRead(source, tuple(report.problems))


def plain_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text inside a deck: blocks between empty lines, each on one line."""
    _, paragraphs, _ = _paragraphs(text, markdown=False)
    return tuple(paragraphs)


def _report_marks(text: str, report: Report) -> None:
    if not is_marked(text):
        return
    for count, found in enumerate(MARKED.finditer(text)):
        if count == _REPORTED:
            break
        report.add_at("S305", *place(text, found.start()), character=named(found.group()))


def front_matter(text: str) -> tuple[str | None, str, int]:
    """The front matter, the body, and the body's first line."""
    if not text.startswith("---\n"):
        return None, text, 1
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(text, 4)
    if end is None:
        return None, text, 1
    return text[4 : end.start()], text[end.end() :], text.count("\n", 0, end.end()) + 1


def _about(matter: str, report: Report) -> _About:
    about = _About()
    reader = NodeReader()
    try:
        root = read_piece(reader, matter, 2)
    except Broken as broken:
        report.warn_of(broken.fault)
        return about
    if not isinstance(root, Mapping):
        return about
    for fault in reader.faults:
        report.warn_of(fault)
    pairs = {key.text: (key, value) for key, value in root.pairs}
    about.restated = "original" in pairs
    for key, value in root.pairs:
        if about.restated and key.text not in _KNOWN and not key.text.startswith("x-"):
            report.add("S306", key, key=key.text, known=", ".join(_KNOWN))
        elif key.text == "original":
            about.original = _original(value, report)
        elif key.text == "notes":
            about.notes = _notes(value, report)
        elif key.text in _KNOWN and not is_null(value):
            _add_text(about, key.text, value, report)
    return about


def _add_text(about: _About, key: str, value: Node, report: Report) -> None:
    wanted = N_("a text")
    if isinstance(value, Scalar) and value.text.strip():
        if key != "published" or is_date(value.text):
            about.texts[key] = value.text
            return
        wanted = N_("an ISO date such as 2024-06-05")
    if about.restated:
        report.add("S302", value, key=key, wanted=wanted)


def _original(node: Node, report: Report) -> Original | None:
    """The document that a sheet names; None where it names none by its bytes."""
    pairs = {key.text: value for key, value in node.pairs} if isinstance(node, Mapping) else {}
    file, sha256 = pairs.get("file"), pairs.get("sha256")
    if isinstance(file, Scalar) and isinstance(sha256, Scalar) and _SHA256.fullmatch(sha256.text):
        return Original(file.text, sha256.text.lower())
    if not is_null(node):
        report.add("S302", node, key="original", wanted=N_("a file’s name and its SHA-256"))
    return None


def _notes(node: Node, report: Report) -> dict[int, tuple[str, Node]]:
    notes: dict[int, tuple[str, Node]] = {}
    if not isinstance(node, Mapping):
        if not is_null(node):
            report.add("S302", node, key="notes", wanted=N_("a mapping of paragraph numbers to notes"))
        return notes
    for key, value in node.pairs:
        if (
            key.text.isascii()
            and key.text.isdigit()
            and len(key.text) < 7
            and isinstance(value, Scalar)
            and value.text
        ):
            notes[int(key.text)] = (value.text, key)
        else:
            report.add("S302", key, key="notes", wanted=N_("a paragraph’s number and a text"))
    return notes


def _noted(paragraphs: list[Paragraph], about: _About, report: Report) -> tuple[Paragraph, ...]:
    for number, (_, node) in about.notes.items():
        if not 1 <= number <= len(paragraphs):
            report.add("S303", node, paragraph=str(number), last=str(len(paragraphs)))
    return tuple(
        paragraph._replace(note=about.notes[paragraph.number][0])
        if paragraph.number in about.notes
        else paragraph
        for paragraph in paragraphs
    )


def _report_long(paragraphs: list[Paragraph], lines: list[int], report: Report) -> None:
    for paragraph, line in zip(paragraphs, lines, strict=True):
        count = len(paragraph.text)
        if count > SHEET_LIMIT:
            report.add_at(
                "S304", line, 1, paragraph=str(paragraph.number), count=str(count), limit=str(SHEET_LIMIT)
            )


@dataclass(slots=True)
class _Blocks:
    """Gathers lines into paragraphs; `original` waits for the paragraph that follows its comment."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    start: int = 1
    original: int | None = None

    def take(self, text: str, line: int) -> None:
        if not self.held:
            self.start = line
        self.held.append(text)

    def close(self, joint: str = " ") -> None:
        text = joint.join(self.held).strip()
        self.held = []
        if text:
            self.paragraphs.append(Paragraph(len(self.paragraphs) + 1, text, self.original))
            self.lines.append(self.start)
            self.original = None


def _paragraphs(body: str, *, markdown: bool) -> tuple[str | None, list[Paragraph], list[int]]:
    """The first heading, the paragraphs, and the line of the body at which each begins."""
    if markdown:
        return _markdown(body)
    blocks = _Blocks()
    lines = body.split("\n")
    # Long lines without an empty one between them: texts saved from the web keep a paragraph a line.
    one_a_line = "\n\n" not in body.strip("\n") and max(map(len, lines)) > _WRAPPED
    for number, line in enumerate(lines, 1):
        if line.strip():
            blocks.take(line.strip(), number)
        if one_a_line or not line.strip():
            blocks.close()
    blocks.close()
    return None, blocks.paragraphs, blocks.lines


def _markdown(body: str) -> tuple[str | None, list[Paragraph], list[int]]:
    blocks = _Blocks()
    title: str | None = None
    fence: str | None = None
    for number, raw in enumerate(_without_comments(body).split("\n"), 1):
        opened = _FENCE.match(raw)
        if fence is not None or opened:
            fence = _fenced(blocks, raw, number, fence, opened)
            continue
        line = _QUOTED.sub("", raw)
        escaped = _ESCAPED.match(line)
        if escaped:
            # What a backslash stands before is no mark of Markdown, so this is a line of a paragraph.
            blocks.take(escaped[1] + line[escaped.end() :].strip(), number)
            continue
        original = _ORIGINAL.match(line.strip())
        heading = _HEADING.match(line)
        if original:
            blocks.close()
            blocks.original = int(original.group(1)[:9])
        elif heading:
            blocks.close()
            title = title or heading.group(1) or None
        elif blocks.held and _UNDERLINE.match(line):
            title = title or " ".join(blocks.held)
            blocks.held = []
        elif not line.strip() or _RULE.match(line):
            blocks.close()
        else:
            item = _ITEM.match(line)
            if item:
                blocks.close()
            blocks.take(line[item.end() if item else 0 :].strip(), number)
    blocks.close("\n" if fence else " ")
    return title, blocks.paragraphs, blocks.lines


def _fenced(
    blocks: _Blocks, raw: str, number: int, fence: str | None, mark: re.Match[str] | None
) -> str | None:
    """Takes a line of a fenced block, of which the whole is one paragraph; gives the fence still open."""
    if fence is None:
        assert mark is not None
        blocks.close()
        return mark.group(1)
    if mark and mark.group(1).startswith(fence):
        blocks.close("\n")
        return None
    blocks.take(raw, number)
    return fence


def _without_comments(body: str) -> str:
    """The body with every comment but `original` blanked, its lines kept."""

    def blank(found: re.Match[str]) -> str:
        return found.group() if _ORIGINAL.match(found.group()) else "\n" * found.group().count("\n")

    return _COMMENT.sub(blank, body)
