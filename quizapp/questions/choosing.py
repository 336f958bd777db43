"""Reads option numbers and checks chosen indices, which both kinds of choice share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.questions.folding import fold_n1
from quizapp.questions.model import Misread, Response


def numbered(question: str, texts: Sequence[str], order: Sequence[int]) -> tuple[str, ...]:
    """Gives a question and its options as lines, the options numbered from 1 in the order shown."""
    options = (f"{number}. {texts[index]}" for number, index in enumerate(order, 1))
    return (*question.splitlines(), *options)


def chosen(response: Response, count: int) -> tuple[int, ...]:
    """Gives the chosen indices in canonical order. Raises ValueError for anything but indices of options."""
    if response is None:
        return ()
    if not isinstance(response, tuple):
        raise ValueError(f"expected indices of options, got {response!r}")
    indices = [index for index in response if isinstance(index, int) and not isinstance(index, bool)]
    if len(indices) != len(response) or any(not 0 <= index < count for index in indices):
        raise ValueError(f"expected indices below {count}, got {response!r}")
    return tuple(sorted(set(indices)))


def read_numbers(line: str, texts: Sequence[str], order: Sequence[int]) -> tuple[int, ...] | Misread:
    """Reads option numbers, or the very text of one option, as canonical indices."""
    count = len(texts)
    for index, text in enumerate(texts):
        if fold_n1(text) == fold_n1(line):
            return (index,)
    found = [word for word in re.split(r"[\s,;.+&)/-]+|\bet\b|\band\b", line.strip()) if word]
    digits = [word for word in found if re.fullmatch(r"[0-9]{1,3}", word)]
    if not found or len(digits) != len(found) or any(not 1 <= int(word) <= count for word in digits):
        return Misread("not-an-option", (("count", str(count)),))
    return tuple(sorted({order[int(word) - 1] for word in digits}))
