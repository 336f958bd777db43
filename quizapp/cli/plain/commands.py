"""What can be typed at a prompt instead of an answer."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.messages import N_

PREFIX = ":"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the plain front end: its letter, its word, and what it does."""

    letter: str
    word: str
    help: str


HELP = Command("?", "help", N_("say what can be typed here"))
HINT = Command("h", "hint", N_("show the card’s hint before answering"))
GUESS = Command("g", "guess", N_("say that the answer to come is a guess"))
RIGHT = Command("o", "ok", N_("“I was right”: overrule the verdict, and again to take that back"))
CONTEXT = Command("c", "context", N_("read the neighbouring paragraphs, after the answer"))
ORIGINAL = Command("v", "original", N_("read the original of the passage, where it is attached"))
IMAGE = Command("i", "image", N_("open the card’s image in the viewer of the system"))
EDIT = Command("e", "edit", N_("open the card’s deck in your editor, and read it again"))
UNDO = Command("u", "undo", N_("take back the last answer, or what was done to a card"))
REDO = Command("r", "redo", N_("restore what was taken back"))
BURY = Command("b", "bury", N_("put the card off until tomorrow"))
SUSPEND = Command("s", "suspend", N_("never ask the card again, until you undo it"))
FLAG_CARD = Command("f", "flag", N_("give the card a flag from 1 to 4, or take it away"))
DUE = Command("d", "due", N_("set in how many days the card is due"))
RESET = Command("n", "new", N_("make the card new again; its history stays"))
KEEP = Command("k", "keep", N_("keep a card whose passage has changed: it still holds"))
RETIRE = Command("x", "retire", N_("never ask a card whose passage has changed again, until you undo it"))
QUIT = Command("q", "quit", N_("end the sitting; nothing is lost"))


NEXT = Command("n", "next", N_("go to the next question"))
PREVIOUS = Command("p", "previous", N_("go back to the question before"))
FLAG = Command("f", "flag", N_("flag the question, to come back to it, or no longer"))
LIST = Command("l", "list", N_("say how much time is left, what is blank, what is flagged"))
HAND_IN = Command("d", "done", N_("hand in, after a look at what is blank"))

COMMANDS: tuple[Command, ...] = (
    *(HELP, HINT, GUESS, RIGHT, CONTEXT, ORIGINAL, IMAGE, EDIT),
    *(UNDO, REDO, BURY, SUSPEND, FLAG_CARD, DUE, RESET, KEEP, RETIRE, QUIT),
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line that begins like a command but is none."""

    name: str


def with_number(line: Unknown) -> tuple[Command, str] | None:
    """The command, and what stands behind it, where that may be a number: `:f 2`; None where it may not."""
    name, _blank, number = line.name.partition(" ")
    command = read_line(name)
    if isinstance(command, Command) and command in (FLAG_CARD, DUE):
        return command, number.strip()
    return None


def read_line(line: str, commands: tuple[Command, ...] = COMMANDS) -> str | Command | Unknown:
    """A typed line as a command, or as an answer: `::` at its start stands for a colon of the answer."""
    typed = line.strip()
    if not typed.startswith(PREFIX):
        return line
    if typed.startswith(PREFIX * 2):
        return typed[1:]
    name = typed[1:].strip()
    for command in commands:
        if name.casefold() in (command.letter, command.word):
            return command
    return Unknown(typed)
