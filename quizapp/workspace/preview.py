"""Asks a card that is being written as a sitting would, and records nothing."""

from __future__ import annotations

from typing import NoReturn

from quizapp.errors import QuizError
from quizapp.library.model import Card, CardKey, Deck
from quizapp.library.vocabulary import card_words, source_words
from quizapp.questions.model import Marking, Outcome, Response
from quizapp.study.model import Phase
from quizapp.study.session import Counts
from quizapp.workspace.asking import Asker
from quizapp.workspace.attempts import retyped
from quizapp.workspace.authoring import Authoring
from quizapp.workspace.drawing import shown_options
from quizapp.workspace.images import open_image_of
from quizapp.workspace.model import Answered, Asking, Done, Moment
from quizapp.workspace.passages import passages_in

NOTHING = Counts(0, 0, 0)


class Preview(Asker):
    """The faces of one card, one after the other, each as often as its author wants. It has neither a
    history nor a lock, and takes the card anew from the draft whenever it asks."""

    mode = "preview"

    def __init__(self, authoring: Authoring, card_id: str) -> None:
        """Raises QuizError "card-unsound" (card) where the card cannot be asked."""
        # Without what Asker opens: there is no workspace to write to.
        self._authoring = authoring
        self._card_id = card_id
        self._seed = 0
        self._place = 0
        self._vocabulary: frozenset[str] = frozenset()
        self.moment: Moment = self._ask()

    @property
    def place(self) -> int:
        """The place of the face on the screen, counted from 1."""
        return self._place + 1

    @property
    def total(self) -> int:
        """How many faces the card has."""
        return len(self._on_screen().card.question.faces())

    @property
    def asks_confidence(self) -> bool:
        return False

    # -- what an author does ----------------------------------------------------------------------

    def submit(
        self, response: Response, *, hinted: bool = False, guessed: bool = False, sure: bool | None = None
    ) -> Moment:
        """Marks a response; an "almost" asks once more, as in a sitting."""
        del hinted, guessed, sure
        asking = self._expect_asking()
        card = asking.card
        marking = Marking(card.lang, card.strict_accents, self._vocabulary, asking.retype)
        verdict = card.question.grade(asking.face, response, marking)
        if verdict.outcome is Outcome.ALMOST:
            self.moment = retyped(asking, response, verdict)
        else:
            passages = passages_in(self._sources, card)
            self.moment = Answered(asking, "", response, verdict, passages, (), None)
        return self.moment

    def prepare(self) -> None:
        """Nothing: all that it asks of is at hand."""

    def again(self) -> Moment:
        """Asks the face on the screen anew, its options in another order, as the file now has it. Raises
        QuizError "card-unsound" (card) where the file has it no longer."""
        self._seed += 1
        self.moment = self._ask()
        return self.moment

    def go_on(self) -> Moment:
        """Asks the next face; after the last there is nothing more."""
        if self._place + 1 >= self.total:
            self.moment = Done()
            return self.moment
        self._place += 1
        return self.again()

    def open_image(self) -> str:
        return open_image_of(self._authoring.library, self._on_screen().card)

    def override(self) -> bool:
        """Nothing: there is no verdict that counts."""
        return False

    def propose(self) -> NoReturn:
        """Raises QuizError "nothing-to-add": the deck is open already."""
        raise QuizError("nothing-to-add")

    def close(self) -> None:
        """Does nothing: there is nothing to let go of."""

    # -- how it asks ------------------------------------------------------------------------------

    def _on_screen(self) -> Asking:
        return self.moment.asking if isinstance(self.moment, Answered) else self._expect_asking()

    def _card(self) -> tuple[Deck, Card]:
        draft = self._authoring.draft
        seen = draft.card(self._card_id)
        if draft.deck is None or seen is None or seen.card is None or seen.skipped:
            raise QuizError("card-unsound", card=self._card_id)
        return draft.deck, seen.card

    def _ask(self) -> Asking:
        deck, card = self._card()
        faces = card.question.faces()
        self._place = min(self._place, len(faces) - 1)
        face = faces[self._place]
        form = card.question.form(face)
        self._sources = deck.sources
        self._vocabulary = frozenset().union(*map(card_words, deck.cards), *map(source_words, deck.sources))
        return Asking(
            key=CardKey(f"{card.deck}/{card.id}#{face}"),
            face=face,
            card=card,
            deck_title=deck.title,
            stem=card.question.stem(face),
            form=form,
            order=shown_options(form, card, self._seed),
            phase=Phase.NEW,
            counts=NOTHING,
        )
