"""An exam line by line: questions in any order, then the corrected paper."""

from __future__ import annotations

from quizapp.cli.plain.answer import show_answer
from quizapp.cli.plain.commands import (
    FLAG,
    HAND_IN,
    HELP,
    IMAGE,
    LIST,
    NEXT,
    ORIGINAL,
    PREVIOUS,
    Command,
    Unknown,
    read_line,
)
from quizapp.cli.plain.passage import show_originals
from quizapp.cli.plain.prompts import AZERTY, in_digits, prompt
from quizapp.cli.plain.question import open_image, show_question
from quizapp.cli.plain.terminal import Terminal
from quizapp.cli.plain.ticks import ask_ticks
from quizapp.cli.plain.verdict import response_text
from quizapp.messages import N_, _, gettext, language
from quizapp.questions.model import Misread, Response, Reveal, Written
from quizapp.text import shown
from quizapp.workspace.exam import Exam
from quizapp.workspace.exam_wording import clock_text, dropped_text, exam_intro_text, paper_text, places_text
from quizapp.workspace.model import Answered, Asking
from quizapp.workspace.papers import Paper, PaperReview
from quizapp.workspace.wording import duration_text, misread_text

QUIT = Command("q", "quit", N_("leave for now; the clock runs on"))

COMMANDS = (HELP, NEXT, PREVIOUS, FLAG, IMAGE, LIST, HAND_IN, QUIT)

PAPER = "PAPER"
"""The first word of the line that sums a paper up, the same in every language."""


class PlainExam:
    """An exam over a terminal. The clock is looked at when a line has been typed."""

    def __init__(self, exam: Exam, terminal: Terminal) -> None:
        self._exam = exam
        self._terminal = terminal
        self._told: object = None

    def run(self) -> bool:
        """Asks until the exam is handed in, or left; gives whether it was handed in."""
        if self._exam.resumed:
            self._tell_resumed()
        else:
            self._terminal.line(exam_intro_text(self._exam.intro, self._exam.minutes))
        if self._exam.paper is None:
            self._terminal.line(_("Type :? for help, :d to hand in."))
        while isinstance(self._exam.moment, Asking):
            if not self._step(self._exam.moment):
                self._terminal.line(_("The exam goes on: its clock runs. To come back: quizapp exam"))
                return False
        if self._exam.paper is None:
            self._terminal.line(dropped_text())
        return self._exam.paper is not None

    def _tell_resumed(self) -> None:
        """What was asked for now does not count: one exam at a time."""
        if self._exam.paper is not None:
            self._terminal.line(_("The time of the exam that you left has run out. This is its paper."))
            return
        left = clock_text(self._exam.left_ms)
        self._terminal.line(_("The exam that you left goes on: {clock} left.").format(clock=left))

    def _step(self, asking: Asking) -> bool:
        if self._told is not asking:
            self._told = asking
            self._show_question(asking)
        typed = self._terminal.ask(prompt(asking.form))
        if typed is None:
            return False
        if self._is_over():
            return True
        line = read_line(typed, COMMANDS)
        if not isinstance(line, str):
            return self._obey(line)
        if line.strip():
            response = self._read(asking, line)
            if isinstance(response, Misread):
                self._terminal.line(misread_text(response))
                return True
            if not self._exam.answer(response):
                self._is_over()
                return True
        return self._go_on()

    def _is_over(self) -> bool:
        over = self._exam.tick()
        if over and self._exam.paper is not None:
            self._terminal.line(_("The time is up: the exam is handed in as it stood."))
        return over

    def _read(self, asking: Asking, line: str) -> Response | Misread:
        """The response that a line is. What is turned over elsewhere is answered in writing."""
        question = asking.card.question
        if isinstance(question.form(asking.face), Reveal):
            return line.strip()
        return question.plain_response(asking.face, in_digits(line, asking.form), asking.order)

    def _show_question(self, asking: Asking) -> None:
        sheet = self._exam.sheets[self._exam.place]
        place = _("Question {n} of {total}, {clock} left: {deck}").format(
            n=self._exam.place + 1,
            total=len(self._exam.sheets),
            clock=clock_text(self._exam.left_ms),
            deck=asking.deck_title,
        )
        self._terminal.line()
        self._terminal.line(place)
        if sheet.flagged:
            self._terminal.line(_("Flagged."))
        show_question(asking, self._terminal)
        if sheet.response is not None:
            answer = response_text(asking, sheet.response)
            self._terminal.text(_("Your answer so far: {answer}").format(answer=answer))

    def _go_on(self) -> bool:
        if self._exam.place + 1 < len(self._exam.sheets):
            self._go_to(self._exam.place + 1)
            return True
        return self._ask_end()

    def _go_to(self, place: int) -> None:
        self._exam.go_to(place)
        self._told = None

    def _obey(self, command: Command | Unknown) -> bool:
        """Does what was typed instead of an answer; gives False where that leaves the exam."""
        last = len(self._exam.sheets) - 1
        if command == QUIT:
            return False
        if command == HAND_IN:
            return self._ask_end()
        if isinstance(command, Unknown):
            number = command.name.strip(": ")
            if number.isdecimal() and len(number) < 5 and 1 <= int(number) <= last + 1:
                self._go_to(int(number) - 1)
            else:
                self._terminal.line(
                    _("There is no command “{name}”; :? lists them.").format(name=command.name)
                )
        elif command == HELP:
            self._show_help()
        elif command == IMAGE:
            open_image(self._exam, self._terminal)
        elif command == LIST:
            self._show_state()
        elif command == FLAG:
            self._terminal.line(_("Flagged.") if self._exam.flag() else _("No longer flagged."))
        elif command == NEXT:
            self._go_to(min(self._exam.place + 1, last))
        elif command == PREVIOUS:
            self._go_to(max(self._exam.place - 1, 0))
        return True

    def _ask_end(self) -> bool:
        """Says what is blank, then goes on, hands in or leaves."""
        self._show_state()
        blank = self._exam.is_blank
        ways = _("1 go on, 2 hand in, 3 leave for now > ")
        if blank:
            ways = _("1 go on, 2 end it without a paper, 3 leave for now > ")
        while (typed := self._terminal.ask(ways)) is not None:
            if self._is_over():
                return True
            line = read_line(typed, COMMANDS)
            said = line.strip().translate(AZERTY) if isinstance(line, str) else ""
            if said == "2" or line == HAND_IN:
                if blank:
                    self._exam.drop()
                else:
                    self._exam.hand_in()
                return True
            if said == "3" or line == QUIT:
                return False
            if said == "1":
                self._go_to(next(iter(self._exam.blanks()), 0))
                return True
            self._terminal.line(_("Type 1, 2 or 3."))
        return False

    def _show_state(self) -> None:
        blanks, flagged = self._exam.blanks(), self._exam.flagged()
        self._terminal.line(_("{clock} left.").format(clock=clock_text(self._exam.left_ms)))
        if blanks:
            self._terminal.line(_("Blank: {places}.").format(places=places_text(blanks)))
        else:
            self._terminal.line(_("Every question is answered."))
        if flagged:
            self._terminal.line(_("Flagged: {places}.").format(places=places_text(flagged)))

    def _show_help(self) -> None:
        for command in COMMANDS:
            self._terminal.text(f":{command.letter}  {gettext(command.help)}")
        self._terminal.text(_(":7  go to question 7"))
        self._terminal.text(_("An empty line goes on and leaves the question as it is."))
        self._terminal.text(_("An answer that begins with a colon is typed with two colons."))


def judge_paper(review: PaperReview, terminal: Terminal) -> None:
    """Asks the learner about the self-marked answers of a paper, as long as lines come."""
    for place in review.to_judge():
        review.go_to(place)
        show_paper_answer(review.paper, place, terminal)
        answered = review.paper.answers[place].answered
        if isinstance(answered.response, Written):
            review.tick(ask_ticks(answered.asking, answered.response, terminal))
            continue
        known = _ask_known(review, answered, terminal)
        if known is None:
            return
        review.judge(known=known)


def _ask_known(review: PaperReview, answered: Answered, terminal: Terminal) -> bool | None:
    """Whether the learner knew it, who may read the original first; None where the input ends."""
    while (typed := terminal.ask(_("Did you know it? 1 no, 2 yes > "))) is not None:
        said = typed.strip().translate(AZERTY)
        if said in ("1", "2"):
            return said == "2"
        if read_line(typed) == ORIGINAL:
            show_originals(review, answered, terminal)
        else:
            terminal.line(_("Type 1 or 2, or :v to read the original."))
    return None


def show_paper(paper: Paper, terminal: Terminal) -> None:
    """A paper: each question with its answer, verdict, passage and time, then what it came to."""
    for place in range(len(paper.answers)):
        show_paper_answer(paper, place, terminal)
    terminal.line()
    terminal.unbroken(f"{PAPER} {shown(paper_text(paper), language())}")


def show_paper_answer(paper: Paper, place: int, terminal: Terminal) -> None:
    one = paper.answers[place]
    asking = one.answered.asking
    terminal.line()
    flag = _(", flagged") if one.flagged else ""
    terminal.line(
        _("Question {n} of {total}, {time}{flag}: {deck}").format(
            n=place + 1,
            total=len(paper.answers),
            time=duration_text(one.duration_ms),
            flag=flag,
            deck=asking.deck_title,
        )
    )
    show_question(asking, terminal)
    if one.answered.response is not None:
        answer = response_text(asking, one.answered.response)
        terminal.text(_("Your answer: {answer}").format(answer=answer))
    show_answer(one.answered, terminal)
