"""What asking and marking have in common: responses, verdicts, forms, and the protocol of a question kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from quizapp.named import NamedTuple


class Written(NamedTuple):
    """An essay: its text, and the places of the ideas that its learner found in it; None before that."""

    text: str
    ticked: tuple[int, ...] | None = None


Response: TypeAlias = str | bool | tuple[int, ...] | tuple[str, ...] | Written | None
"""What the learner gave: typed text, true or false, indices of options or items in canonical order, one text
a field, an essay, or None where nothing is given (a flashcard turned over, "I don't know")."""


def indices_of(response: Response) -> tuple[int, ...]:
    """The indices that a response is made of; none where it is made of anything else."""
    if not isinstance(response, tuple) or isinstance(response, Written):
        return ()
    return tuple(index for index in response if isinstance(index, int))


class Outcome(StrEnum):
    """How a response stands against what was expected."""

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"
    BLANK = "blank"
    ALMOST = "almost"
    """Within the distance of a typo but stopped by a guard: one retype is offered, nothing is marked yet."""
    REVEALED = "revealed"
    """Self-marked: the learner rates what was shown."""


class Remark(NamedTuple):
    """A thing worth saying about a response, as a code with parameters; front ends word it."""

    code: str
    params: tuple[tuple[str, str], ...] = ()


class Part(NamedTuple):
    """One gap, item or option of a response beside what was expected of it."""

    given: str | None
    expected: str | None
    outcome: Outcome


class Verdict(NamedTuple):
    """The marking of one response.

    `score` lies between 0 and 1. `parts` follow the order of the form's fields; where a question has
    alternatives, `expected` is the accepted answer nearest to what was given.
    """

    outcome: Outcome
    score: float
    parts: tuple[Part, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Marking(NamedTuple):
    """What marking depends on besides the response.

    `vocabulary` holds the words of the deck and of its sources, folded by `folding.fold_word`, so that
    a real word never passes for a typo of another. `final` is the retype: "almost" is then wrong.
    """

    lang: str = "en"
    strict_accents: bool = False
    vocabulary: frozenset[str] = frozenset()
    final: bool = False


class Reveal:
    """Nothing to give: the learner turns the card over."""

    __slots__ = ()


class Typed(NamedTuple):
    """Text fields, one a label; an empty label stands for none."""

    labels: tuple[str, ...] = ("",)


class Options(NamedTuple):
    """Options in canonical order, one or several to be chosen. `order` is the only order in which they are
    shown, where there is one."""

    texts: tuple[str, ...]
    several: bool = False
    order: tuple[int, ...] = ()


class TrueFalse:
    """A statement to be called true or false."""

    __slots__ = ()


class Ordering(NamedTuple):
    """Items in their right order, to be put in it again. The response is a permutation of their indices."""

    texts: tuple[str, ...]


class Matching(NamedTuple):
    """Lines, each to be given one of `texts`. The response holds, for each line, the index of a text, or
    `UNMATCHED`."""

    lines: tuple[str, ...]
    texts: tuple[str, ...]


UNMATCHED = -1


class Composing(NamedTuple):
    """Free text, then the ideas that it may hold, to be ticked; without ideas they are ticked later."""

    ideas: tuple[str, ...] = ()


Form: TypeAlias = Reveal | Typed | Options | TrueFalse | Ordering | Matching | Composing


@dataclass(frozen=True, slots=True)
class Misread:
    """A plain line that is no response to the form, as a code with parameters; front ends word it."""

    code: str
    params: tuple[tuple[str, str], ...] = ()


class Question(Protocol):
    """A question kind: a frozen dataclass of its fields, in `questions/KIND.py`, with these methods.

    `order` is the permutation in which options or items are shown: `order[0]` is the canonical index of the
    first.
    """

    @property
    def kind(self) -> str: ...

    def faces(self) -> tuple[str, ...]:
        """The faces that are scheduled: `main`, or `fwd` and `rev`, or `c1`, `c2`…"""
        ...

    def stem(self, face: str) -> str:
        """The question's text; of a cloze, the sentence with its gaps shown as `[…]` or `[hint]`."""
        ...

    def form(self, face: str) -> Form: ...

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        """The answer as shown after the verdict, one text a field or right option; of a flashcard, every way
        to say it. Dates and numbers are written as `lang` writes them, without one as ISO 8601 and plain
        digits; a statement's truth is `true` or `false`, which front ends word."""
        ...

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        """Marks a response. Raises ValueError for a response that is not of the form's shape."""
        ...

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        """The question as lines of text, its options numbered from 1 in the given order."""
        ...

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        """Reads one typed line as a response; an empty line is None."""
        ...
