"""What French typography misses in a text of a deck in French."""

from __future__ import annotations

from quizapp.library.wording import Wording, warning
from quizapp.messages import N_

TYPOGRAPHY: dict[str, Wording] = {
    "C401": warning(N_("The apostrophe in “{text}” is straight."), N_("Write it as ’.")),
    "C402": warning(N_("Straight quotation marks stand in a French text: {text}."), N_("Write « … ».")),
    "C403": warning(
        N_("Three full stops stand for an ellipsis: “{text}”."), N_("Write it as one character, ….")
    ),
    "C404": warning(
        N_("A space is missing before “{mark}” in “{text}”."), N_("Put one there; a plain space will do.")
    ),
    "C405": warning(
        N_("A space is missing inside the quotation marks: “{text}”."),
        N_("Write « … » with a space on both inner sides; plain spaces will do."),
    ),
    "C406": warning(
        N_("The quotation marks « » do not come in pairs: “{text}”."), N_("Open and close each quotation.")
    ),
    "C407": warning(
        N_("The digits of “{text}” are not grouped."), N_("Write “{mended}”; plain spaces will do.")
    ),
    "C408": warning(
        N_("A space is missing between the number and its unit: “{text}”."), N_("Write “{mended}”.")
    ),
    "C409": warning(N_("“{text}” wants the letter œ."), N_("Write “{mended}”.")),
    "C410": warning(N_("The capital in “{text}” has lost its accent."), N_("Write “{mended}”.")),
    "C411": warning(N_("A space is too many at “{text}”."), N_("Remove it.")),
    "C412": warning(N_("A space is missing after “{mark}” in “{text}”."), N_("Put one there.")),
    "C413": warning(N_("A hyphen stands for a dash: “{text}”."), N_("Write – or —.")),
}
