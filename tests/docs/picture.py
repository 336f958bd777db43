"""The README's picture, an answer as the app paints it. `python -m tests.docs.picture` renews it."""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import datetime
from pathlib import Path

from quizapp.clock import TickingClock
from quizapp.messages import language, use
from quizapp.workspace.model import Answered, Scope
from quizapp.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURE = ROOT / "tests" / "data" / "answer.svg"
DECK = "missiles"
CARD = "missiles/conteneurs"
ANSWER = "entre 10 000 et 12 000"
SIZE = (80, 24)


async def painted(folder: Path) -> str:
    """The screen after a right answer, as SVG without fonts to fetch and without the ids of the run."""
    from quizapp.tui.app import QuizApp

    with Workspace.open(data=folder, libraries=(ROOT,), environ={}, writing=True) as workspace:
        workspace.clock = TickingClock(datetime.fromisoformat("2026-03-01T09:00+01:00"), lambda: 0.0)
        sitting = workspace.sitting(Scope(deck=DECK, new=1000))
        while sitting.moment.key.partition("#")[0] != CARD:  # type: ignore[union-attr]
            sitting.set_aside(suspend=True)
        app = QuizApp(workspace, sitting)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            for key in ANSWER:
                await pilot.press("space" if key == " " else key)
            await pilot.press("enter")
            while not isinstance(sitting.moment, Answered):
                await pilot.pause()
            await pilot.pause(0.3)
            svg = app.export_screenshot(title="quizapp")
        sitting.close()
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return "\n".join(line.rstrip() for line in svg.strip().splitlines()) + "\n"


def picture() -> str:
    """The picture as it should be now, in French like the decks."""
    before = language()
    use("fr")
    try:
        with tempfile.TemporaryDirectory() as folder:
            return asyncio.run(painted(Path(folder)))
    finally:
        use(before)


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
