"""Which findings can be mended, and how: one entry a code."""

from __future__ import annotations

from quizapp.library.rules.card_fixes import (
    copied_quote,
    quoted_with_comment,
    renamed_key,
    with_id,
    within_straight_quotes,
    without_choice,
    without_comment,
)
from quizapp.library.rules.drift_fixes import present_words, renumbered
from quizapp.library.rules.fixing import Fix, quoted_scalar, replaced_text
from quizapp.library.rules.syntax_fixes import indented, plain_spaces, quoted_line, without_character
from quizapp.library.rules.typography import REPLACEMENTS

FIXES: dict[str, Fix] = {
    "Y108": Fix(without_character),
    "Y202": Fix(quoted_line),
    "Y203": Fix(quoted_line),
    "Y205": Fix(plain_spaces),
    "Y206": Fix(indented),
    "Y209": Fix(quoted_line),
    "Y402": Fix(quoted_scalar),
    "Y403": Fix(quoted_with_comment, safe=False),
    "Y405": Fix(within_straight_quotes),
    "F106": Fix(renamed_key, safe=False),
    "F202": Fix(without_comment),
    "C106": Fix(with_id),
    "C113": Fix(without_choice),
    "S112": Fix(renumbered),
    "S113": Fix(copied_quote, safe=False),
    "S401": Fix(renumbered),
    "S402": Fix(present_words, safe=False),
    **{code: Fix(replaced_text(change)) for code, change in REPLACEMENTS.items()},
}
