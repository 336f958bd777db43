"""Teaches a deck an answer that its author did not think of, shown as a diff before it is written."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple

from quizapp.errors import QuizError
from quizapp.library.accepting import Addition, with_answers
from quizapp.library.model import Card, CardKey, Deck
from quizapp.library.roots import Library
from quizapp.library.safe_open import Refused, read_bytes
from quizapp.library.shelf import Shelf
from quizapp.questions.model import Marking, Outcome, Question, Response, Verdict
from quizapp.system import replace_file
from quizapp.workspace.model import Answered

if TYPE_CHECKING:
    from quizapp.workspace.workspace import Workspace

KINDS = frozenset({"short", "list", "cloze"})
"""Kinds whose cards list the answers that they accept."""


class Proposal(NamedTuple):
    """An edit of a deck file that is not written yet: its whole text before and after."""

    library: Library
    path: str
    before: str
    after: str

    def shown_path(self) -> str:
        return self.library.path(self.path)

    def diff(self) -> tuple[str, ...]:
        """The changed lines, each with `-` or `+` before it, and up to two around them with a space."""
        lines = unified_diff(self.before.splitlines(), self.after.splitlines(), n=2, lineterm="")
        return tuple(line for line in lines if not line.startswith(("---", "+++", "@@")))


def additions_for(answered: Answered) -> tuple[Addition, ...]:
    """The answers of an attempt that its card does not accept yet."""
    return _additions(answered.asking.card.question, answered.verdict)


def _additions(question: Question, verdict: Verdict) -> tuple[Addition, ...]:
    if question.kind not in KINDS:
        return ()
    if question.kind == "list":
        items: tuple[tuple[str, ...], ...] = getattr(question, "items", ())
        places = {text: place for place, item in enumerate(items) for text in item}
    found = []
    for number, part in enumerate(verdict.parts):
        text = " ".join((part.given or "").split())
        if part.outcome is Outcome.CORRECT or not text or part.expected is None:
            continue
        found.append(Addition(places[part.expected] if question.kind == "list" else number, text))
    return tuple(found)


def propose(workspace: Workspace, answered: Answered) -> Proposal:
    """The edit by which the attempt on screen would have been right.

    Raises QuizError "nothing-to-add", "deck-shipped" (path), "answer-not-added" (card), "card-missing".
    """
    asking = answered.asking
    marked = answered.marked or answered.verdict
    return _proposal(workspace, asking.card, asking.face, answered.response, marked)


def propose_typed(workspace: Workspace, key: str, response: Response) -> Proposal:
    """The edit by which an answer that was typed to a face at some time would have been right.

    Raises QuizError as `propose` does.
    """
    card, face = workspace.index.card(CardKey(key)), key.rpartition("#")[2]
    verdict = card.question.grade(face, response, _marking(workspace, card))
    return _proposal(workspace, card, face, response, verdict)


def _proposal(workspace: Workspace, card: Card, face: str, response: Response, verdict: Verdict) -> Proposal:
    additions = _additions(card.question, verdict)
    if not additions:
        raise QuizError("nothing-to-add")
    library, path = workspace.index.place(card.deck)
    if library.name == "shipped":
        raise QuizError("deck-shipped", path=library.path(path))
    before = _read(library, path)
    after = with_answers(before, card.id, face, additions)
    changed = _changed_card(library, path, before, after, card.id)
    if changed is None or not _accepts(changed, face, response, _marking(workspace, card)):
        raise QuizError("answer-not-added", card=card.id)
    return Proposal(library, path, before, after)


def _marking(workspace: Workspace, card: Card) -> Marking:
    return Marking(card.lang, card.strict_accents, workspace.index.vocabulary(card.deck), final=True)


def write(workspace: Workspace, proposal: Proposal) -> None:
    """Replaces the file as a whole, keeps its mode, and reads the library again.

    Raises QuizError "deck-changed"
    where the file is no longer what the proposal was made for, "deck-unwritable" (path, reason).
    """
    if _read(proposal.library, proposal.path) != proposal.before:
        raise QuizError("deck-changed", path=proposal.shown_path())
    file = proposal.library.root / proposal.path
    try:
        replace_file(file, proposal.after.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuizError("deck-unwritable", path=proposal.shown_path(), reason=reason) from None
    workspace.reload()


def _accepts(card: Card, face: str, response: Response, marking: Marking) -> bool:
    verdict = card.question.grade(face, response, marking)
    wrong = [part for part in verdict.parts if part.given and part.outcome is not Outcome.CORRECT]
    return not wrong


def _changed_card(library: Library, path: str, before: str, after: str, card: str) -> Card | None:
    """The card after the edit; None where anything else than that card reads otherwise."""
    shelf = Shelf(library)
    old, new = (shelf.read(path, text.encode()).deck for text in (before, after))
    if not isinstance(old, Deck) or not isinstance(new, Deck) or len(old.cards) != len(new.cards):
        return None
    pairs = zip(old.cards, new.cards, strict=True)
    others = all(_same(first, second) for first, second in pairs if first.id != card)
    return next((found for found in new.cards if found.id == card), None) if others else None


def _same(first: Card, second: Card) -> bool:
    return first._replace(line=0) == second._replace(line=0)


def _read(library: Library, path: str) -> str:
    try:
        return read_bytes(library.root, path).decode()
    except (Refused, UnicodeDecodeError):
        raise QuizError("deck-changed", path=library.path(path)) from None
