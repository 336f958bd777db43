"""What can be wrong with cards whose parts are arranged, chosen or ticked: order, match, evidence, essay."""

from __future__ import annotations

from quizapp.library.wording import Wording, error
from quizapp.messages import N_

ARRANGING: dict[str, Wording] = {
    "C119": error(N_("“order” takes {least} to {most} items, not {count}."), N_("Add or remove items.")),
    "C120": error(N_("“{text}” stands twice in “{key}”."), N_("Remove or reword one of the two.")),
    "C121": error(N_("“match” takes {least} to {most} pairs, not {count}."), N_("Add or remove pairs.")),
    "C122": error(
        N_("“match” takes {least} to {most} texts, decoys included, not {count}."),
        N_("Add or remove decoys."),
    ),
    "C123": error(N_("The decoy “{text}” belongs to a line."), N_("Remove it from “decoys”.")),
    "C124": error(
        N_("The words of “evidence” run over several sentences."), N_("Quote words of one sentence.")
    ),
    "C125": error(
        N_("What the card cites must have {least} to {most} sentences, not {count}."),
        N_("Cite another paragraph with “quote”, or divide a long one."),
    ),
    "C126": error(
        N_("There is no sentence to choose: the passage cannot be read."), N_("Mend its source first.")
    ),
    "C127": error(N_("“rubric” takes {least} to {most} ideas, not {count}."), N_("Add or remove ideas.")),
}
