"""Work that may outlast a key: done on a thread, behind a dialog once it is no longer quick."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from quizapp.messages import _
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.screens.dialog import Dialog
from quizapp.tui.text import own

T = TypeVar("T")

PATIENCE_S = 0.15
"""So long the screen stands still for work; what is done by then is done before the next key."""


class WorkDialog(Dialog[None]):
    """Says that cards are being changed, and takes every key meanwhile."""

    DEFAULT_CSS = """
    WorkDialog {
        align: center middle;

        #box { width: 40; max-width: 100%; height: auto; padding: 1 2; background: $surface; }
    }
    """

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(own(_("The cards are being changed…")), markup=False)


def at_work(screen: QuizScreen, work: Callable[[], T], then: Callable[[Future[T]], None]) -> None:
    """Begins work on a thread of its own; `then` is told of its end, on the screen's thread."""

    async def told(done: Future[T]) -> None:
        then(done)

    future = _begun(screen, work)
    if not _waited(screen, future, told):
        then(future)


async def worked(
    screen: QuizScreen, work: Callable[[], T], then: Callable[[Future[T]], Awaitable[None]]
) -> None:
    """The same where `then` is to be awaited."""
    future = _begun(screen, work)
    if not _waited(screen, future, then):
        await then(future)


def _begun(screen: QuizScreen, work: Callable[[], T]) -> Future[T]:
    future: Future[T] = Future()
    screen.working = future

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # told where the result is asked for
            future.set_exception(error)

    Thread(target=run).start()
    return future


def _waited(screen: QuizScreen, future: Future[T], then: Callable[[Future[T]], Awaitable[None]]) -> bool:
    """Waits for work, no longer than a key bears; gives whether a dialog stands for it now, until `then` is
    told."""

    async def wait(dialog: WorkDialog) -> None:
        await asyncio.wait([asyncio.wrap_future(future)])
        while not dialog.is_active:  # The palette may have been opened over it.
            await asyncio.sleep(PATIENCE_S)
        await dialog.dismiss()
        await then(future)

    try:
        future.exception(PATIENCE_S)
    except TimeoutError:
        dialog = WorkDialog()
        screen.app.push_screen(dialog)
        screen.run_worker(wait(dialog), group="work")
        return True
    return False
