"""A question as lines: what is asked, and the image that belongs to it."""

from __future__ import annotations

from quizapp.cli.plain.terminal import Terminal
from quizapp.errors import QuizError
from quizapp.messages import _
from quizapp.text import shown, visible
from quizapp.workspace.asking import Asker
from quizapp.workspace.model import Answered, Asking
from quizapp.workspace.wording import error_text


def show_question(asking: Asking, terminal: Terminal) -> None:
    for line in asking.card.question.plain_lines(asking.face, asking.order):
        terminal.said(line, asking.card.lang)
    image = asking.card.image
    if image is not None:
        alt, path = shown(image.alt, asking.card.lang), visible(image.path)
        terminal.text(_("Image: {alt} ({path}). :i opens it.").format(alt=alt, path=path))


def open_image(asker: Asker, terminal: Terminal) -> None:
    """Opens the image of the card on screen in the viewer of the system, or says why not."""
    if not isinstance(asker.moment, Asking | Answered):
        terminal.line(_("There is no card here."))
        return
    try:
        terminal.line(_("Handed to the viewer: {path}").format(path=asker.open_image()))
    except QuizError as error:
        terminal.line(error_text(error))
