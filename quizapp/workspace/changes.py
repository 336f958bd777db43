"""Changed passages as a learner judges them: which words differ, and which change was judged already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.blake import blake2b
from quizapp.named import NamedTuple
from quizapp.store.history import History
from quizapp.store.model import EventKind, NewEvent
from quizapp.workspace.model import Answered, ShownPassage


class Compared(NamedTuple):
    """The spans of the words that differ, in the former text and in the present one."""

    former: tuple[tuple[int, int], ...]
    present: tuple[tuple[int, int], ...]


def change_print(passages: Sequence[ShownPassage]) -> str | None:
    """What identifies the changes of a card's passages; None where none has changed. Another edit of the
    same words has another print, one elsewhere in the paragraph has not."""
    told = []
    for passage in passages:
        changed = passage.changed
        if changed is not None:
            now = "" if changed.text is None else changed.text[slice(*(changed.quote or (0, 0)))]
            told.append(f"{passage.text[slice(*passage.quote)]}\0{now}")
    if not told:
        return None
    return "1:" + blake2b("\0\0".join(told).encode(), digest_size=16).hexdigest()


def unjudged(history: History, answered: Answered) -> str | None:
    """The print of what changed in the passages of an answer, unless the learner has judged it already."""
    change = change_print(answered.passages)
    judged = change is None or change in history.kept_passages(answered.asking.card.keys())
    return None if judged else change


def kept(action: str, sitting: str, answered: Answered) -> NewEvent:
    """What says that a card holds although its passage has changed."""
    return NewEvent(EventKind.PASSAGE, action, sitting, answered.asking.key, None, {"print": answered.change})


def retired(action: str, sitting: str, answered: Answered) -> list[NewEvent]:
    """What suspends a card in all its faces."""
    keys = answered.asking.card.keys()
    return [NewEvent(EventKind.SUSPEND, action, sitting, key, None, {"on": True}) for key in keys]


def compared(passage: ShownPassage) -> Compared:
    """The words of a changed quote that differ, neighbours together; all where nothing replaced it."""
    changed = passage.changed
    if changed is None or changed.text is None or changed.quote is None:
        return Compared((passage.quote,), ())
    from rapidfuzz.distance import Indel

    former, present = _words(passage.text, passage.quote), _words(changed.text, changed.quote)
    texts = [passage.text[slice(*span)] for span in former], [changed.text[slice(*span)] for span in present]
    # What stands between two runs of the same words differs, whatever makes it of edits.
    same = Indel.opcodes(*texts).as_matching_blocks()
    old, new, a, b = [], [], 0, 0
    for block in same:
        if block.a > a:
            old.append((former[a][0], former[block.a - 1][1]))
        if block.b > b:
            new.append((present[b][0], present[block.b - 1][1]))
        a, b = block.a + block.size, block.b + block.size
    return Compared(tuple(old), tuple(new))


def _words(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    return [found.span() for found in re.compile(r"\S+").finditer(text, *span)]
