"""Reads and marks answers typed into one or several fields, which short answers, lists and clozes share."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.questions.model import Misread, Outcome, Part, Remark, Response, Verdict


def typed_fields(response: Response, count: int) -> tuple[str, ...]:
    """Gives the texts of a response, one a field. Raises ValueError where it is not so many texts."""
    if response is None:
        return ("",) * count
    if isinstance(response, str):
        if count == 1:
            return (response,)
        pieces = split_line(response, count, ())
        return padded((*pieces[: count - 1], "; ".join(pieces[count - 1 :])), count)
    if isinstance(response, tuple) and len(response) == count:
        texts = tuple(text for text in response if isinstance(text, str))
        if len(texts) == count:
            return texts
    raise ValueError(f"expected {count} texts, got {response!r}")


def padded(texts: Sequence[str], count: int) -> tuple[str, ...]:
    """Gives so many texts, empty ones at the end."""
    return (*texts, *("",) * (count - len(texts)))[:count]


def split_line(line: str, count: int, answers: Sequence[str]) -> tuple[str, ...]:
    """Parts a line into texts at semicolons, else at commas, else at words such as `et` or `and`,
    whichever no answer contains; at spaces where answers have none and words are as many as fields."""
    pieces = [piece.strip() for piece in line.split(";")]
    if len(pieces) > 1 or count == 1:
        return tuple(pieces) if count > 1 else (line,)
    if not any("," in answer for answer in answers):
        pieces = [piece.strip() for piece in line.split(",")]
    if len(pieces) == 1 and len(line.split()) == count and not any(" " in answer for answer in answers):
        return tuple(line.split())
    for word in (" et ", " and ", " & ", " + ", " puis ", " then ", " / "):
        if len(pieces) < count and not any(word in f" {answer} " for answer in answers):
            pieces = [part.strip() for piece in pieces for part in piece.split(word)]
    return tuple(pieces)


def read_line(line: str, count: int, answers: Sequence[str]) -> Response | Misread:
    """Reads a plain line as a response to so many fields; an empty line is None."""
    if not line.strip():
        return None
    if count == 1:
        return line.strip()
    pieces = split_line(line, count, answers)
    filled = tuple(piece for piece in pieces if piece) if len(pieces) > count else pieces
    if len(filled) > count:
        return Misread("too-many-fields", (("wanted", str(count)), ("given", str(len(filled)))))
    return padded(filled, count)


def single(given: str, expected: str, outcome: Outcome, remarks: Sequence[Remark]) -> Verdict:
    """Gives the verdict on one field."""
    score = 1.0 if outcome is Outcome.CORRECT else 0.0
    return Verdict(outcome, score, (Part(given, expected, outcome),), tuple(remarks))


def combined(parts: Sequence[Part], remarks: Sequence[Remark]) -> Verdict:
    """Gives the verdict on several fields: the share of right ones as score. A retype is offered only
    where it can still make everything right; otherwise what is almost right is wrong."""
    outcomes = [part.outcome for part in parts]
    right = outcomes.count(Outcome.CORRECT)
    score = right / len(parts)
    told = tuple(dict.fromkeys(remarks))
    if all(outcome is Outcome.BLANK for outcome in outcomes):
        return Verdict(Outcome.BLANK, 0.0, tuple(parts))
    if right == len(parts):
        return Verdict(Outcome.CORRECT, 1.0, tuple(parts), told)
    if set(outcomes) <= {Outcome.CORRECT, Outcome.ALMOST}:
        return Verdict(Outcome.ALMOST, score, tuple(parts), told)
    settled = tuple(
        part._replace(outcome=Outcome.WRONG) if part.outcome is Outcome.ALMOST else part for part in parts
    )
    kept = tuple(remark for remark in told if remark.code != "near")
    return Verdict(Outcome.PARTIAL if right else Outcome.WRONG, score, settled, kept)
