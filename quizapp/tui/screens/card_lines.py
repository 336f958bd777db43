"""A card as lines to read: what it asks, what is right, and the passages that prove it."""

from __future__ import annotations

from textual.content import Content

from quizapp.library.model import Card, CardKey
from quizapp.tui.text import said
from quizapp.tui.verdicts import cited
from quizapp.workspace.model import ShownPassage
from quizapp.workspace.passages import shown_passages
from quizapp.workspace.wording import answer_texts
from quizapp.workspace.workspace import Workspace


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
