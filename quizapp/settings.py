"""The user's settings: typed, each documented under its default, and what a deck has of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from quizapp.named import NamedTuple
from quizapp.system import config_folder

CONFIG_VARIABLE = "QUIZAPP_CONFIG"

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Value: TypeAlias = bool | int | float | str | tuple[int, ...] | tuple[str, ...] | Mapping[str, float] | None


class Remap(NamedTuple):
    """The keys, as Textual spells them and with commas between, that the user gives to the binding `id`, and
    the place in the file of settings that says so."""

    id: str
    keys: str
    file: str
    line: int


class Settings(NamedTuple):
    """What a user may set in `config.toml`; every key has a default."""

    new_limit: int = 20
    """New cards a study day, over the whole library; in a deck's table, of that deck."""

    review_limit: int = 200
    """Reviews a study day, over the whole library; in a deck's table, of that deck."""

    rollover_hour: int = 4
    """The local hour at which a study day begins."""

    desired_retention: float = 0.9
    """The probability of recall at which a review falls due."""

    maximum_interval: int = 36500
    """The longest interval, in days."""

    learning_steps: tuple[int, ...] = (60, 600)
    """The waits of a new card before its first review, in seconds; none for reviews from the start."""

    relearning_steps: tuple[int, ...] = (600,)
    """The waits of a forgotten card before it is reviewed again, in seconds."""

    load_balance: bool = True
    """Whether an interval is chosen, within its fuzz, so that days have about as many reviews."""

    learn_ahead_minutes: int = 20
    """How early a learning card may come once nothing else is left, in minutes."""

    new_order: str = "deck"
    """New cards as they stand in their `deck`, sources taking turns, or in a `random` order of each day."""

    review_order: str = "due"
    """Reviews by `due` day, by retrievability `ascending` or `descending`, or in a `random` order."""

    new_mix: str = "mixed"
    """New cards `mixed` among the reviews, `first`, or `last`."""

    bury_siblings: tuple[str, ...] = ("new", "reviews")
    """Faces that wait for another day once another of their card came: `new`, `reviews`, `learning` (steps of
    a day and more)."""

    leech_threshold: int = 8
    """The lapses at which a card is a leech, and again at each half as many more; 0 for never."""

    leech_action: str = "tag"
    """What becomes of a leech: only told and marked (`tag`), or suspended too (`suspend`)."""

    passage: str = "full"
    """What of the source is shown after a correct review: the `full` paragraph, or the `quote`."""

    confidence: bool = False
    """Whether each answer asks first how sure of it the learner is."""

    theme: str = "dark"
    """The colours: `dark`, `light`, or `ansi` for those of the terminal."""

    motion: bool = True
    """Whether the screen may glide; without, everything jumps to its place."""

    lang: str | None = None
    """The language of messages, `fr` or `en`; the options and the environment come first."""

    easy_days: Mapping[str, float] = {}
    """The share of a normal day's reviews that some of WEEKDAYS are to have, from 0 to 1."""

    keys: tuple[Remap, ...] = ()
    """Keys of your own, by the id of what they do."""

    decks: Mapping[str, Mapping[str, Value]] = {}
    """What decks have of their own, by their ids."""

    def of(self, deck: str) -> Settings:
        """The settings of one deck: these, under what its table says."""
        own = self.decks.get(deck)
        return self._replace(**own) if own else self  # type: ignore[arg-type]


DECK_KEYS = (
    "new_limit",
    "review_limit",
    "desired_retention",
    "maximum_interval",
    "learning_steps",
    "relearning_steps",
    "new_order",
    "review_order",
    "bury_siblings",
    "leech_threshold",
    "leech_action",
)
"""What a deck's table may set."""


def settings_path(environ: Mapping[str, str]) -> Path:
    """The file that `QUIZAPP_CONFIG` names, else `config.toml` of the config folder."""
    named = environ.get(CONFIG_VARIABLE)
    return Path(named) if named else config_folder() / "config.toml"


def load_settings(environ: Mapping[str, str]) -> Settings:
    """The settings in the file of `settings_path`.

    Without that file every setting has its default; a file that QUIZAPP_CONFIG names must be there. Raises
    QuizError as `settings_file.read_settings` does.
    """
    path = settings_path(environ)
    if not environ.get(CONFIG_VARIABLE):
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return Settings()
        except OSError:
            pass  # It is there but out of reach; reading it says so.
    from quizapp.settings_file import read_settings

    return read_settings(path)
