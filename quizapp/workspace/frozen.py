"""Questions with their text, as exams keep them in the history: later edits of a deck change no paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias, TypeVar

from quizapp.errors import QuizError
from quizapp.library.model import Card, CardKey
from quizapp.library.payloads import card_from, card_text
from quizapp.questions.model import Composing, Form, Marking, Reveal, Typed, Verdict
from quizapp.questions.remarks import REMARKS
from quizapp.questions.showing import ordered_texts
from quizapp.study.model import Phase
from quizapp.study.session import Counts
from quizapp.workspace.attempts import response_from_json, response_to_json
from quizapp.workspace.model import Answered, Asking, ShownPassage

T = TypeVar("T")

Json: TypeAlias = dict[str, Any]

NOTHING_LEFT = Counts(0, 0, 0)


class FrozenQuestion(NamedTuple):
    """A question and what proves its answer, as they stood when the exam began."""

    asking: Asking
    passages: tuple[ShownPassage, ...]


def exam_asking(
    key: CardKey, card: Card, deck_title: str, order: tuple[int, ...], form: Form | None = None
) -> Asking:
    """A question of an exam. What is turned over elsewhere is answered in writing, and what is judged by its
    learner waits for the paper."""
    face = key.rpartition("#")[2]
    form = form or card.question.form(face)
    if isinstance(form, Composing):
        form = Composing()
    return Asking(
        key=key,
        face=face,
        card=card,
        deck_title=deck_title,
        stem=card.question.stem(face),
        form=Typed() if isinstance(form, Reveal) else form,
        order=order,
        phase=Phase.NEW,
        counts=NOTHING_LEFT,
    )


def question_to_json(question: FrozenQuestion) -> Json:
    asking = question.asking
    card = asking.card
    return {
        "key": asking.key,
        "deck": card.deck,
        "id": card.id,
        "lang": card.lang,
        "deck_title": asking.deck_title,
        "card": json.loads(card_text(card)),
        "order": list(asking.order),
        "passages": _plain(question.passages),
    }


def question_from_json(body: object) -> FrozenQuestion:
    """The question behind `question_to_json`. Raises QuizError "paper-unreadable"."""
    return _distrusting(lambda: _question(_mapping(body)))


def answer_to_json(answered: Answered) -> Json:
    """An answer with its question and its verdict."""
    return {
        **question_to_json(FrozenQuestion(answered.asking, answered.passages)),
        "response": response_to_json(answered.response),
        "verdict": _plain(answered.verdict),
    }


def answer_from_json(body: object) -> Answered:
    """The answer behind `answer_to_json`; its attempt is not told there. Raises QuizError
    "paper-unreadable"."""
    return _distrusting(lambda: _answer(_mapping(body)))


def _question(body: Mapping[str, Any]) -> FrozenQuestion:
    key, title = CardKey(_text(body["key"])), _text(body["deck_title"])
    card = card_from(
        json.dumps(body["card"]),
        deck=_text(body["deck"]),
        card=_text(body["id"]),
        lang=_text(body["lang"]),
        line=1,
    )
    if not all(text is None or isinstance(text, str) for text in (card.hint, card.explain, card.note)):
        raise ValueError("no text")
    faces = card.keys()
    if key not in faces:
        raise ValueError(f"no face {key!r}")
    order = tuple(body["order"])
    asking = exam_asking(key, card, title, order)
    if sorted(order) != list(range(len(ordered_texts(asking.form)))):
        raise ValueError(f"no order {order!r}")
    return FrozenQuestion(asking, _valid(tuple[ShownPassage, ...], body["passages"]))


def _answer(body: Mapping[str, Any]) -> Answered:
    asking, passages = _question(body)
    response = response_from_json(body["response"])
    verdict = _valid(Verdict, body["verdict"])
    if not 0 <= verdict.score <= 1:
        raise ValueError(f"no score {verdict.score!r}")
    remarks = tuple(remark for remark in verdict.remarks if remark.code in REMARKS)
    # Marks nothing anew: it raises ValueError where the response is not of the question's shape.
    asking.card.question.grade(asking.face, response, Marking(asking.card.lang))
    return Answered(
        asking=asking,
        attempt="",
        response=response,
        verdict=verdict._replace(remarks=remarks),
        passages=passages,
        futures=(),
        suggested=None,
    )


def _distrusting(read: Callable[[], T]) -> T:
    """What a function reads from a body that another device or a later version may have written."""
    try:
        return read()
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise QuizError("paper-unreadable", reason=str(error).splitlines()[0]) from error


def _mapping(body: object) -> Mapping[str, Any]:
    if not isinstance(body, Mapping):
        raise ValueError("no question")
    return body


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"no text {value!r}")
    return value


def _plain(value: object) -> Any:
    """Named tuples as objects of JSON, other tuples as lists."""
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _valid(shape: Any, value: object) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(shape).validate_python(value)
