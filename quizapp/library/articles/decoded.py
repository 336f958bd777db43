"""The bytes of an article become its text, and what kind of text it is: the first gate of hostile input."""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple, TypeAlias

from quizapp.errors import QuizError
from quizapp.library.decoding import Fault, decode
from quizapp.library.safe_open import MAX_BYTES

Form: TypeAlias = Literal["text", "markdown", "html"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_FRAGMENT = re.compile(r"\s*<(?:head|body|article|main|section|div|h1|p)\b[^>]{0,500}>", re.IGNORECASE)
_HEADED = re.compile(r"^#{1,6} \S", re.MULTILINE)
_HEAD = 4096

_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(?:-?[bl]e)?|windows-?125\d|cp125\d|iso-?8859-?\d{1,2}|latin-?\d{1,2}|us-ascii|ascii"
    r"|koi8-[ru]|macintosh|gbk|gb2312|gb18030|big5|euc-jp|euc-kr|shift[_-]jis|iso-2022-jp"
)
"""What a page may declare. Python knows encodings that are none of text, and some that are slow to read."""

_LATIN = re.compile(r"iso-?8859-?1|latin-?1|us-ascii|ascii|windows-?1252")

_BINARY = ((b"%PDF", "PDF"), (b"PK\x03\x04", "ZIP, DOCX, ODT, EPUB"), (b"\xd0\xcf\x11\xe0", "DOC"))


class Text(NamedTuple):
    """An article's text and its form."""

    text: str
    form: Form


def decoded(data: bytes, name: str) -> Text:
    """The text of an article's bytes; `name` is the file's, `-` for a paste.

    Raises QuizError "article-too-large", "article-empty", "article-binary", "article-not-text",
    "article-encoding", "article-not-utf8".
    """
    if len(data) > MAX_BYTES:
        raise QuizError("article-too-large", path=name, limit=str(MAX_BYTES // 2**20))
    _refuse_binary(data, name)
    suffix = name.lower().rpartition(".")[2] if "." in name else ""
    declared = _declared(data, page=suffix in {"html", "htm", "xhtml"})
    text = _with(declared, data, name) if declared else _utf8(data, name)
    if not text.strip():
        raise QuizError("article-empty", path=name)
    return Text(text, _form(text, suffix))


def _refuse_binary(data: bytes, name: str) -> None:
    for sign, what in _BINARY:
        if data.startswith(sign):
            raise QuizError("article-binary", path=name, what=what)
    wide = any(data.startswith(bom) for bom, encoding in _BOMS if encoding != "utf-8")
    head = data[:65536]
    controls = sum(head.count(bytes((code,))) for code in (*range(9), 0x0E, 0x0F, *range(0x10, 0x1B)))
    if not wide and controls * 50 > len(head):
        raise QuizError("article-not-text", path=name)


def _declared(data: bytes, *, page: bool) -> str | None:
    """The encoding that a page declares; None for UTF-8 and for what is no page."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return None if encoding == "utf-8" or not page else encoding
    head = data[:_HEAD]
    if not page and not _PAGE.match(head.decode("latin-1")):
        return None
    found = _CHARSET.search(head)
    encoding = found[1].decode("ascii").lower() if found else "utf-8"
    return None if encoding in {"utf-8", "utf8"} else encoding


def _with(encoding: str, data: bytes, name: str) -> str:
    if not _ENCODINGS.fullmatch(encoding) and encoding not in {"utf-16", "utf-32"}:
        raise QuizError("article-encoding", path=name, encoding=encoding)
    # Browsers read these as Windows-1252, and so do the authors of such pages.
    python = "cp1252" if _LATIN.fullmatch(encoding) else encoding
    try:
        text = data.decode(python, "replace")
    except LookupError:
        raise QuizError("article-encoding", path=name, encoding=encoding) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _utf8(data: bytes, name: str) -> str:
    read = decode(data)
    if isinstance(read, Fault):
        if read.code == "Y110":
            raise QuizError("article-encoding", path=name, encoding=read.params["encoding"])
        line, column, byte = str(read.line), str(read.column), read.params["byte"]
        raise QuizError("article-not-utf8", path=name, line=line, column=column, byte=byte)
    return read.replace("\r", "\n")


def _form(text: str, suffix: str) -> Form:
    if suffix in {"html", "htm", "xhtml"} or _PAGE.match(text):
        return "html"
    if suffix in {"md", "markdown"}:
        return "markdown"
    if suffix == "txt":
        return "text"
    if _FRAGMENT.match(text):
        return "html"
    return "markdown" if text.startswith("---\n") or _HEADED.search(text) else "text"
