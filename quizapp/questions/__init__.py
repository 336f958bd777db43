"""What can be asked and how it is judged: one file a kind, all of it pure.

To add a kind:

1. `questions/KIND.py`: a frozen dataclass of its fields with the methods of `model.Question`; `asked.py` has
   those that most kinds share. Its fields are what the index keeps, so they are texts, numbers and tuples.
2. `tui/questions/KIND.py`: its view, a `QuestionView`, unless one of those there takes its form already.
3. A line in `KINDS` below, one in `VIEWS` of `tui/questions`.
4. A line in `SHORTHANDS` of `library/shorthand.py`: the key that tells it, its other keys, and the function
   that turns what the author wrote into the fields. `KINDS` of `workspace/wording.py` has its name in words.
   `library/schema.py` wants the shapes of its keys, `schema_words.py` a sentence for each, and
   `schema_snippets.py` a card of the kind; then `quizapp schema > decks/deck.schema.json`.
5. An example in `tests/kinds.py`, by which the tests run every kind through both front ends, a sample in
   `tests/questions/samples.py`, an example in the authoring guide. `tests/tui/test_toy_kind.py` adds a kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.registry import Registry

if TYPE_CHECKING:
    from quizapp.questions.model import Question

KINDS: Registry[type[Question]] = Registry(
    {
        "flashcard": "quizapp.questions.flashcard:Flashcard",
        "short": "quizapp.questions.short:ShortAnswer",
        "list": "quizapp.questions.listing:ListItems",
        "date": "quizapp.questions.date_answer:DateAnswer",
        "number": "quizapp.questions.number_answer:NumberAnswer",
        "choice": "quizapp.questions.choice:Choice",
        "choices": "quizapp.questions.choices:Choices",
        "truefalse": "quizapp.questions.statement:Statement",
        "cloze": "quizapp.questions.cloze:Cloze",
        "order": "quizapp.questions.order:Order",
        "match": "quizapp.questions.match:Match",
        "evidence": "quizapp.questions.evidence:Evidence",
        "essay": "quizapp.questions.essay:Essay",
    }
)
"""Every kind of question by its name."""
