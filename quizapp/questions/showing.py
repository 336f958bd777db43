"""In which order options and items stand on a screen: drawn anew at each showing where it may be."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.questions.model import Form, Matching, Options, Ordering


def ordered_texts(form: Form) -> tuple[str, ...]:
    """The texts of a form that are shown in an order of their own, in canonical order."""
    return form.texts if isinstance(form, Options | Ordering | Matching) else ()


def shown_order(form: Form, drawn: Sequence[int], *, shuffle: bool) -> tuple[int, ...]:
    """Gives the order in which a form's texts are shown: the canonical index of the first, and so on. `drawn`
    is a permutation of their indices, drawn at random.

    Options stay where `shuffle` is false. Items to be ordered and texts to be matched never do, because their
    canonical order is the answer; items never start in the right order, whatever is drawn.
    """
    canonical = tuple(range(len(drawn)))
    if isinstance(form, Options) and (form.order or not shuffle):
        return form.order or canonical
    if isinstance(form, Ordering) and tuple(drawn) == canonical:
        return (*canonical[1:], *canonical[:1])
    return tuple(drawn)
