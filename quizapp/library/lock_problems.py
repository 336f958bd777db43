"""What can be found wrong with quotes whose source has changed since they were locked, and with a lock."""

from __future__ import annotations

from quizapp.library.wording import Wording, error, warning
from quizapp.messages import N_

REQUOTE = "quizapp check --select S402 --unsafe-fixes {path}"
"""The command by which a deck quotes the present words of passages that were edited."""

LOCK: dict[str, Wording] = {
    "S401": warning(
        N_("The quote “{old}” has moved in “{source}”, from § {before} to § {paragraph}."),
        N_("Correct “para:” (--fix does), then lock the deck anew: quizapp lock"),
    ),
    "S402": error(
        N_("The passage has been edited in “{source}”: “{old}” reads “{new}” now (§ {paragraph})."),
        N_(
            "If the card still holds, quote the new words where it quotes them (--unsafe-fixes does), then"
            " lock the deck anew: quizapp lock"
        ),
    ),
    "S403": error(
        N_(
            "A figure, a negation or a name of the passage is another in “{source}”: “{old}” reads “{new}”"
            " now (§ {paragraph})."
        ),
        N_(
            "Check the answer; mend or remove the card, and where it quotes the passage, quote the new words."
            " Then lock the deck anew: quizapp lock"
        ),
    ),
    "S404": error(
        N_("The quote “{old}” (§ {before}) is no longer in “{source}”, nor is anything like it."),
        N_("Quote another passage that proves the answer or remove the card, then lock anew: quizapp lock"),
    ),
    "S405": warning(
        N_(
            "The passage around the quote says something else in “{source}”: “{old}” reads “{new}” now"
            " (§ {paragraph})."
        ),
        N_("Check whether the card still holds, then lock the deck anew: quizapp lock"),
    ),
    "S406": warning(
        N_("Quotes that have moved in “{source}” since the deck was locked, and were found again: {n}."),
        N_("Nothing is to be mended; lock the deck anew: quizapp lock"),
    ),
    "S407": error(
        N_("The lock cannot be read: {wanted} is expected here."),
        N_("Put an earlier copy of it back, or remove it, then lock the deck anew: quizapp lock"),
    ),
}

FOLLOWED = frozenset(LOCK) - {"S407"}
"""The findings that cost no card: it is studied with its passage as it was."""
