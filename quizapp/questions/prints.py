"""Fingerprints prompts and answers, so that the history knows what a card asked when it was answered."""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.blake import blake2b
from quizapp.questions.folding import fold_n1
from quizapp.questions.model import Matching, Question, Reveal
from quizapp.questions.showing import ordered_texts

VERSION = 1


def prompt_print(question: Question, face: str, alt: str | None = None) -> str:
    """Gives the fingerprint of what a face asks: its kind, its text and its options or items in any
    order. Case, typography and spaces do not count. An image counts by its description `alt`, so that a
    file can be renamed or redrawn; without one the print is what it was before there were images."""
    form = question.form(face)
    lines = form.lines if isinstance(form, Matching) else ()
    options = sorted(fold_n1(text) for text in (*lines, *ordered_texts(form)))
    image = () if alt is None else ("\0image", fold_n1(alt))
    return _print((question.kind, fold_n1(question.stem(face)), *options, *image))


def answer_print(question: Question, face: str) -> str:
    """Gives the fingerprint of the answer that a face shows. Other accepted spellings do not count, for
    one more of them changes nothing of what was learnt; nor does the order of the items of a list."""
    shown = question.expected(face)
    if isinstance(question.form(face), Reveal):
        shown = shown[:1]
    folded = [fold_n1(text) for text in shown]
    return _print(folded if question.kind in ("cloze", "order") else sorted(folded))


def _print(fields: Iterable[str]) -> str:
    digest = blake2b(digest_size=8)
    for field in fields:
        encoded = field.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return f"{VERSION}:{digest.hexdigest()}"
