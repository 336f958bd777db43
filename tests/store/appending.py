"""A learner in a hurry, for tests that kill: answers for ever, and says each event once it is stored. Its
write-ahead log is emptied time and again, as it is between answers.

`python -m tests.store.appending FOLDER NUMBER`
"""

from __future__ import annotations

import sys
from pathlib import Path

from quizapp.clock import SystemClock
from quizapp.store import history as history_module
from quizapp.store.history import History
from tests.store.making import attempt, review


def main(folder: Path, number: str) -> None:
    history_module.WORTH_MOVING = 4
    with History.open(folder, clock=SystemClock()) as history:
        count = 0
        while True:
            card = f"deck/{number}-{count % 5}#main"
            group = history.new_id()
            (tried,) = history.append(attempt(card, group=group))
            print(tried.id, flush=True)
            (rated,) = history.append(review(card, group=group, target=tried.id, rating=1 + count % 4))
            print(rated.id, flush=True)
            if count % 7 == 3:
                history.undo()
            history.checkpoint()
            count += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
