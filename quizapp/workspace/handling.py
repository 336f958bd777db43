"""What a learner does in a sitting besides answering: acts on the card on screen, and takes actions back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from quizapp.store.model import EventKind, NewEvent
from quizapp.study.model import Scheduled
from quizapp.workspace import changes
from quizapp.workspace.asking import Asker
from quizapp.workspace.model import Answered, Asking, Moment

if TYPE_CHECKING:
    from quizapp.store.model import UndoResult
    from quizapp.workspace.acts import Act
    from quizapp.workspace.bulk import TakenBack
    from quizapp.workspace.workspace import Workspace


class Handler(Asker):
    """An asker whose cards can be acted on. Each act is one action of the history, which an undo takes back,
    in this sitting or in a later one."""

    def __init__(self, workspace: Workspace, lock: ExitStack) -> None:
        super().__init__(workspace, lock)
        self._dated: dict[str, int] = {}
        """The days on which cards are due by what was done in this sitting, which may be ahead of time."""

    # -- what a learner does ------------------------------------------------------------------

    def act(self, act: Act) -> bool:
        """Does something to the card on screen, and goes on to what is then to be asked; a flagged card
        stays. Gives whether that changed the card."""
        if not isinstance(self.moment, Asking | Answered):
            return False
        key, history = self._on_screen().key, self._workspace.history
        if not act.changes(history.row(key)):
            return False
        history.append(NewEvent(act.kind, history.new_id(), self._id, key, None, act.body))
        self._note_date(act.kind, key)
        if act.kind is EventKind.FLAG:
            self._show_flag()
        else:
            self._go_on()
        return True

    def set_aside(self, *, suspend: bool) -> Moment:
        """Suspends the card on screen, or buries it until the next study day."""
        from quizapp.workspace import acts

        self.act(acts.suspending(True) if suspend else acts.burying(self._workspace.today()))
        return self.moment

    def judge_change(self, *, keep: bool) -> bool:
        """Commits what the learner says of a changed passage: the card holds and is not asked about again,
        or it is suspended in all its faces. Undo takes back this alone. Gives whether there was a change."""
        answered, history = self._expect_answered(), self._workspace.history
        if answered.change is None:
            return False
        if keep:
            history.append(changes.kept(history.new_id(), self._id, answered))
            self.moment = answered._replace(change=None, restored=False)
        else:
            history.append(*changes.retired(history.new_id(), self._id, answered))
            self._go_on()
        return True

    def undo(self) -> TakenBack | None:
        """Takes back the last action, also of an earlier sitting, and asks its card again; None where there
        is none. What Browse did to many cards is no reason to ask one of them or to leave the card on screen,
        and a flag is none."""
        return self.undone(self._workspace.history.undo())

    def undone(self, undone: UndoResult | None) -> TakenBack | None:
        """Goes on from what the history has taken back: it alone bears threads, and thousands of cards take
        it long."""
        from quizapp.workspace.bulk import SITTING, turned

        if undone is None:
            return None
        before = self.moment
        self._records.take_back(undone.action)
        for card in undone.cards:
            self._dated.pop(card, None)
        done, sitting = turned(self._workspace, undone)
        if done.kind == EventKind.FLAG:
            self._show_flag()
        else:
            browsed = sitting == SITTING
            self._go_on(() if browsed else undone.cards, before if browsed else None)
            self._found_again(before)
            self._still_shown(before)
        return done

    def redo(self) -> TakenBack | None:
        """Takes back the last undo; None where there is none."""
        return self.redone(self._workspace.history.redo())

    def redone(self, redone: UndoResult | None) -> TakenBack | None:
        """Goes on likewise from what the history has restored."""
        from quizapp.workspace.bulk import SITTING, turned

        if redone is None:
            return None
        before = self.moment
        self._records.bring_back(redone.action)
        done, sitting = turned(self._workspace, redone)
        if done.kind == EventKind.FLAG:
            self._show_flag()
        else:
            self._note_date(done.kind, *redone.cards)
            self._go_on((), before if sitting == SITTING else None)
        return done

    # -- how it goes on -----------------------------------------------------------------------

    def _go_on(self, first: Sequence[str] = (), stay: Moment | None = None) -> None:
        """Goes to what is to be asked as things stand now, some cards before all others; a question to `stay`
        at stays where it is still to be asked."""
        raise NotImplementedError

    def _still_shown(self, before: Moment) -> None:
        """Remembers of an answer that never left the screen whether it was restored."""
        now = self.moment
        if isinstance(before, Answered) and isinstance(now, Answered) and now.attempt == before.attempt:
            self.moment = now._replace(restored=before.restored)

    def _on_screen(self) -> Asking:
        if isinstance(self.moment, Answered):
            return self.moment.asking
        return self._expect_asking()

    def _show_flag(self) -> None:
        """Shows the flag that the card on screen has now; all else about it stays as it is."""
        if not isinstance(self.moment, Asking | Answered):
            return
        asking = self._on_screen()
        asking = asking._replace(flag=self._workspace.history.row(asking.key).flag)
        moment = self.moment
        self.moment = asking if isinstance(moment, Asking) else moment._replace(asking=asking)

    def _note_date(self, kind: str, *keys: str) -> None:
        """Notes on which day cards are due that were given another date."""
        rows = self._workspace.history.memory(keys) if kind == EventKind.DUE else {}
        states = {key: row.state for key, row in rows.items()}
        self._dated |= {key: state.due for key, state in states.items() if isinstance(state, Scheduled)}
