"""Words what marking has to say: templates of remarks and misreadings by their codes."""

from __future__ import annotations

from quizapp.messages import N_

REMARKS: dict[str, str] = {
    "accents": N_("Mind the accents: {expected}."),
    "accents-asked": N_("Accents count here. Type it once more with its accents."),
    "spelling": N_("Mind the spelling: {expected}."),
    "ending": N_("Mind the ending: {expected}."),
    "small-words": N_("Written in full: {expected}."),
    "near": N_("Very close, but not the same. Type it once more."),
    "twice": N_("“{given}” was given twice."),
    "no-number": N_("No number could be read in that."),
    "inexact": N_("Within the tolerance."),
    "separator": N_("The separator was read as in {value}."),
    "unit-missing": N_("The unit was missing: {unit}."),
    "unit-asked": N_("Type it once more with its unit."),
    "unit-wrong": N_("The unit asked for: {unit}."),
    "unit-converted": N_("Converted to the unit asked for: {unit}."),
    "unit-unasked": N_("No unit was asked for; “{unit}” was not marked."),
    "both-bounds": N_("That lies in the range. Type both of its bounds."),
    "one-value": N_("One value is asked for, not a range."),
    "no-date": N_("No date could be read in that."),
    "day-asked": N_("The day is asked for as well."),
    "month-asked": N_("The month is asked for as well."),
    "year-asked": N_("The year is asked for as well."),
    "finer-date": N_("Only {expected} was asked for and marked."),
    "ordered-run": N_("In order, {count} of {total}: {items}."),
    "day-first": N_("Read as {value}."),
}
"""What is said of a response, by the code of its remark; parameters are named in braces."""

MISREADINGS: dict[str, str] = {
    "too-many-fields": N_("Too many answers: {given} instead of {wanted}."),
    "not-an-option": N_("Type the number of an option, 1 to {count}."),
    "one-option": N_("Type the number of one option only."),
    "not-an-order": N_("Type the numbers 1 to {count}, each once, in the right order."),
    "no-pairs": N_("Type a number, 1 to {count}, and a letter, a to {last}, for each line: 1b 2a."),
    "not-true-or-false": N_("Type T for true or F for false."),
}
"""What is said of a plain line that is no response, by the code of its misreading."""
