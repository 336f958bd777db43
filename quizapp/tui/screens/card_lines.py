"""A card as lines to read: what it asks, what is right, and the passages that prove it."""

from __future__ import annotations

from textual.content import Content

from quizapp.errors import QuizError
from quizapp.library.model import Card, CardKey
from quizapp.tui.text import own, said
from quizapp.tui.verdicts import cited
from quizapp.workspace.model import ShownPassage
from quizapp.workspace.passages import shown_passages
from quizapp.workspace.wording import answer_texts, error_text
from quizapp.workspace.workspace import Workspace


def preview(workspace: Workspace, key: CardKey | None) -> Content:
    """A card, or why it cannot be shown; None: nothing."""
    try:
        return Content("") if key is None else Content("\n").join(card_lines(workspace, key))
    except QuizError as error:
        return own(error_text(error))


def card_lines(workspace: Workspace, key: CardKey) -> list[Content]:
    """The lines of a card. Raises QuizError "card-missing"."""
    card = workspace.reading(lambda: workspace.index.card(key))
    face = key.rpartition("#")[2]
    passages = workspace.reading(lambda: shown_passages(workspace.index, card))
    return proven_lines(card, face, answer_texts(card, face), passages)


def proven_lines(
    card: Card, face: str, expected: tuple[str, ...], passages: tuple[ShownPassage, ...]
) -> list[Content]:
    """Question, answer, explanation, passages, with empty lines between them."""
    answer = Content(" ; ").join([said(text, card.lang) for text in expected])
    lines = [
        said(card.question.stem(face), card.lang).stylize("b"),
        Content.assemble("→ ", answer.stylize("$success b")),
    ]
    if card.explain:
        lines += [Content(""), said(card.explain, card.lang)]
    for passage in passages:
        lines += [Content(""), *cited(passage)]
    return lines
