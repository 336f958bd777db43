"""Attempts and reviews as they stand in the history: bodies of events, and what is read back from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizapp.library.model import Card, CardKey
from quizapp.questions.model import Outcome, Response, Verdict, Written
from quizapp.questions.prints import answer_print, prompt_print
from quizapp.questions.showing import ordered_texts
from quizapp.store.bodies import recorded
from quizapp.store.model import Event
from quizapp.study.model import CardState, Future, Phase, Scheduled, Stepping
from quizapp.workspace.model import Answered, Asking


def response_to_json(response: Response) -> object:
    if isinstance(response, Written):
        ticked = None if response.ticked is None else list(response.ticked)
        return {"text": response.text, "ticked": ticked}
    return list(response) if isinstance(response, tuple) else response


def response_from_json(value: object) -> Response:
    """The response of an event's body; what no response looks like is None, as for "I don't know"."""
    if isinstance(value, dict):
        return _written(value)
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return tuple(str(item) for item in value)
        if all(type(item) is int for item in value):
            return tuple(int(item) for item in value)
        return None
    return value if isinstance(value, str | bool) else None


def _written(value: Mapping[str, object]) -> Written | None:
    text, ticked = value.get("text"), value.get("ticked")
    if not isinstance(text, str):
        return None
    if not isinstance(ticked, list):
        return Written(text)
    return Written(text, tuple(place for place in ticked if type(place) is int))


def retyped(asking: Asking, response: Response, verdict: Verdict) -> Asking:
    """The question asked once more after an "almost", with which of its texts are almost right where there
    are several: the others stand as they are."""
    near = [part.given or "" for part in verdict.parts if part.outcome is Outcome.ALMOST]
    several = len(verdict.parts) > 1
    return asking._replace(first=response, retype=True, almost=tuple(dict.fromkeys(near)) if several else ())


def attempt_body(
    mode: str, asking: Asking, response: Response, verdict: Verdict, duration_ms: int
) -> dict[str, object]:
    """The body of an attempt, with the fingerprints of what was asked."""
    question, image = asking.card.question, asking.card.image
    body: dict[str, object] = {
        "mode": mode,
        "kind": question.kind,
        "response": response_to_json(response),
        "order": list(asking.order),
        "outcome": str(verdict.outcome),
        "score": verdict.score,
        "prompt_print": prompt_print(question, asking.face, image.alt if image else None),
        "answer_print": answer_print(question, asking.face),
        "duration_ms": duration_ms,
    }
    if asking.retype:
        body["first"] = response_to_json(asking.first)
    return body


def review_body(
    answered: Answered, future: Future, parameters: str, *, marks: Sequence[str] = ()
) -> dict[str, object]:
    """The body of a review: the rating, the outcome that replay copies, and its marks."""
    body: dict[str, object] = {
        "rating": int(future.rating),
        "suggested": int(answered.suggested) if answered.suggested else None,
        "before": str(answered.asking.phase),
        "after": recorded(future.state),
        "retrievability": future.retrievability,
        "parameters": parameters,
    }
    return body | dict.fromkeys(marks, True)


def phase_of(state: CardState) -> Phase:
    if isinstance(state, Stepping):
        return state.phase
    return Phase.REVIEW if isinstance(state, Scheduled) else Phase.NEW


def recorded_order(event: Event, card: Card, key: CardKey) -> tuple[int, ...] | None:
    """The order in which an attempt's options or items stood, if it still fits the card."""
    order = response_from_json(event.body.get("order"))
    texts = ordered_texts(card.question.form(key.rpartition("#")[2]))
    if not texts or not isinstance(order, tuple):
        return None
    indices = tuple(index for index in order if isinstance(index, int))
    return indices if sorted(indices) == list(range(len(texts))) else None


def recorded_verdict(event: Event, verdict: Verdict) -> Verdict:
    """The verdict as it was committed: a later edit of the deck does not mark an attempt anew."""
    outcome, score = event.body.get("outcome"), event.body.get("score")
    if not isinstance(outcome, str) or outcome not in set(Outcome) or not isinstance(score, int | float):
        return verdict
    return verdict._replace(outcome=Outcome(str(outcome)), score=float(score))
