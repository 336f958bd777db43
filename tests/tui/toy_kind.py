"""A kind of question as anybody would add it: every letter of a word counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from quizapp.library.fields import Fields
from quizapp.questions.asked import TypedOnce
from quizapp.questions.model import Marking, Outcome, Remark
from quizapp.tui.questions.typed import TypedView


@dataclass(frozen=True, slots=True)
class Spelling(TypedOnce):
    """`word` is wanted to the letter."""

    question: str
    word: str
    kind: ClassVar[str] = "spelling"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return (self.word,)

    def mark(self, given: str, marking: Marking) -> tuple[Outcome, str, tuple[Remark, ...]]:
        if not given.strip():
            return Outcome.BLANK, self.word, ()
        return (Outcome.CORRECT if given == self.word else Outcome.WRONG), self.word, ()


class SpellingView(TypedView):
    """One field, as for the other typed kinds."""


def expand(card: Fields) -> tuple[str, dict[str, object]] | None:
    """The canonical fields of a card with `spell`."""
    if not card.require(["question"]):
        return None
    return "spelling", {"question": card.text("question"), "word": card.text("spell")}
