"""What can be wrong with the comments by which a deck speaks to the checker."""

from __future__ import annotations

from quizapp.library.wording import Wording, warning
from quizapp.messages import N_

COMMENT: dict[str, Wording] = {
    "F201": warning(
        N_("“{name}” is neither a code of quizapp nor the beginning of one."),
        N_("Write one of the codes that “quizapp check --rules” lists."),
    ),
    "F202": warning(
        N_("The comment “ignore[{name}]” silences nothing here."),
        N_("Remove the code. Errors are never silenced."),
    ),
}
