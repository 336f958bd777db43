"""The cloze: a sentence with gaps to fill in, a face for each number of gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.questions.fields import combined, read_line, single, typed_fields
from quizapp.questions.gaps import ClozeError, Segment, parse_cloze
from quizapp.questions.model import Form, Marking, Misread, Part, Remark, Response, Typed, Verdict

__all__ = ["Cloze", "ClozeError", "Segment", "parse_cloze"]


@dataclass(frozen=True, slots=True)
class Cloze:
    """`cloze` is the text as written, gaps as `{{cN::answer|alternative::hint}}`."""

    cloze: str
    kind: ClassVar[str] = "cloze"
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def faces(self) -> tuple[str, ...]:
        names = {segment.face for segment in parse_cloze(self.cloze) if segment.face}
        return tuple(sorted(names, key=lambda name: int(name[1:])))

    def gaps(self, face: str) -> tuple[Segment, ...]:
        """The gaps that a face asks, in the order of the text. Raises ValueError for a face without gaps."""
        found = tuple(segment for segment in parse_cloze(self.cloze) if segment.face == face)
        if not found:
            raise ValueError(f"no gap {face!r}")
        return found

    def stem(self, face: str) -> str:
        return "".join(
            f"[{segment.hint or '…'}]" if segment.face == face else segment.text
            for segment in parse_cloze(self.cloze)
        )

    def form(self, face: str) -> Form:
        return Typed(tuple(gap.hint or "" for gap in self.gaps(face)))

    def expected(self, face: str, lang: str = "") -> tuple[str, ...]:
        return tuple(gap.text for gap in self.gaps(face))

    def grade(self, face: str, response: Response, marking: Marking) -> Verdict:
        from quizapp.questions.typed import mark_typed

        gaps = self.gaps(face)
        parts: list[Part] = []
        remarks: list[Remark] = []
        for gap, given in zip(gaps, typed_fields(response, len(gaps)), strict=True):
            outcome, text, told = mark_typed(given, gap.answers, marking)
            parts.append(Part(given, text, outcome))
            remarks += told
        if len(parts) == 1:
            return single(parts[0].given or "", parts[0].expected or "", parts[0].outcome, remarks)
        return combined(parts, remarks)

    def plain_lines(self, face: str, order: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.stem(face).splitlines())

    def plain_response(self, face: str, line: str, order: Sequence[int]) -> Response | Misread:
        gaps = self.gaps(face)
        return read_line(line, len(gaps), [answer for gap in gaps for answer in gap.answers])
