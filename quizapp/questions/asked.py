"""What kinds share that ask a plain question: one face, the question as its stem, often one field."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.questions.fields import read_line, single, typed_fields
from quizapp.questions.model import Form, Marking, Misread, Outcome, Remark, Response, Typed, Verdict


class Asked:
    """A question with one face."""

    __slots__ = ()
    question: str

    def faces(self) -> tuple[str, ...]:
        return ("main",)

    def stem(self, face: str) -> str:
        return self.question

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.question.splitlines())


class TypedOnce(Asked):
    """A question answered in one text field."""

    __slots__ = ()

    def form(self, face: str) -> Form:
        return Typed()

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        (given,) = typed_fields(response, 1)
        outcome, expected, remarks = self.mark(given, marking)
        if outcome is Outcome.ALMOST and marking.final:
            outcome = Outcome.WRONG
        return single(given, expected, outcome, remarks)

    def mark(self, given: str, marking: Marking) -> tuple[Outcome, str, tuple[Remark, ...]]:
        """The outcome of a text, the answer it is shown beside, and remarks. A blank text is BLANK."""
        raise NotImplementedError

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        return read_line(line, 1, ())
