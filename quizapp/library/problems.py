"""The wording of every finding of the library: a code, a level, what is wrong, and how to mend it."""

from __future__ import annotations

from quizapp.library.arranging_problems import ARRANGING
from quizapp.library.comment_problems import COMMENT
from quizapp.library.image_problems import IMAGE
from quizapp.library.lock_problems import LOCK
from quizapp.library.model import Problem
from quizapp.library.quality_problems import GROUNDING, QUALITY
from quizapp.library.syntax_problems import REFUSED, SYNTAX
from quizapp.library.typography_problems import TYPOGRAPHY
from quizapp.library.wording import Wording
from quizapp.library.wording import error as _error
from quizapp.library.wording import warning as _warning
from quizapp.messages import N_, gettext

FILE: dict[str, Wording] = {
    "Y101": _error(
        N_("“{path}” is not a regular file."),
        N_("Put an ordinary file there: pipes and devices are never read."),
    ),
    "Y102": _error(
        N_("“{path}” is a link, or lies behind one."),
        N_("Put the file itself there: links inside a library are not followed."),
    ),
    "Y103": _error(
        N_("“{path}” lies outside the library."),
        N_("Move the file below the library’s folder and give its path from the deck."),
    ),
    "Y104": _error(
        N_("The file is too large: {size} bytes, where {limit} are allowed."),
        N_("Split it into several files."),
    ),
    "Y105": _error(
        N_("“{path}” does not exist."),
        N_("Put the file there, or correct the path, which is read from the deck’s folder."),
    ),
    "Y106": _error(N_("“{path}” cannot be read: {reason}."), N_("Check the file and its permissions.")),
    "Y107": _error(
        N_("Byte {byte} is not valid UTF-8."),
        N_("Save the file as UTF-8 in your editor, then check this character."),
    ),
    "Y108": _error(
        N_("The invisible character {character} stands here."),
        N_("Delete it; where a text needs it, write “{escape}” between double quotes."),
    ),
    "Y109": _error(N_("The file is empty."), N_("Begin it with “format: 1”, “deck:” and “cards:”.")),
    "Y110": _error(N_("The file is in {encoding}, not in UTF-8."), N_("Save it as UTF-8 in your editor.")),
    "Y111": _error(
        N_("“{path}” does not exist; did you mean “{nearest}”?"),
        N_("Write “{nearest}”, or put the file at “{path}”."),
    ),
}

FORMAT: dict[str, Wording] = {
    "F101": _error(
        N_("A deck is a mapping of keys; this is {found}."),
        N_("Begin the file with “format: 1”, “deck:” and “cards:”."),
    ),
    "F102": _error(N_("The key “{key}” is missing in {where}."), N_("Add “{entry}”.")),
    "F103": _error(
        N_("This deck is in format {format}; this version reads format 1."), N_("Update quizapp to read it.")
    ),
    "F104": _error(N_("“{format}” is not a format."), N_("Write “format: 1”.")),
    "F105": _error(
        N_("The key “{key}” is unknown in {where}."),
        N_("Known keys: {known}. Keys that begin with “x-” are free."),
    ),
    "F106": _error(
        N_("The key “{key}” is unknown in {where}; did you mean “{nearest}”?"),
        N_("Write “{nearest}:”, or “x-{key}:” for a note of your own: keys that begin with “x-” are free."),
    ),
    "F107": _error(N_("“{key}” wants {wanted}; this is {found}."), N_("Write {wanted}.")),
    "F108": _error(N_("“{key}” is empty."), N_("Fill it in, or remove it.")),
    "F109": _error(
        N_("“{id}” is not a valid id."),
        N_(
            "Write small letters without accents, digits, “.”, “_” and “-” only, such as “{example}”; begin"
            " with a letter or a digit."
        ),
    ),
    "F110": _error(N_("“{value}” is not a value of “{key}”."), N_("Allowed: {allowed}.")),
    "F111": _error(
        N_("The colon has made a key of the beginning of this text."),
        N_('Put the whole text between double quotes: "{text}"'),
    ),
    "F112": _error(
        N_("The deck id “{id}” is used twice in this library: {first} and {second}."),
        N_("Change the id in one of the two files."),
    ),
    "F113": _error(N_("The deck holds no card."), N_("Add a card below “cards:”.")),
    "F114": _error(
        N_("“{key}” wants a date, and “{value}” is none."),
        N_("Write year-month-day, as much of it as is known: {example}."),
    ),
    "F115": _error(
        N_("“{value}” is not a whole number from 1 up."), N_("Write a paragraph’s number, counted from 1.")
    ),
    "F116": _error(
        N_("Where {where} should stand, this is {found}."), N_("Write it as a mapping of keys and values.")
    ),
    "F203": _warning(
        N_("The deck does not say its language, so it is read as English."),
        N_("Add “lang: fr” or “lang: en” to “deck:”."),
    ),
    "F204": _warning(N_("No card cites the source “{key}”."), N_("Cite it, or remove it.")),
    "F205": _warning(
        N_("The tag “{tag}” differs from “{other}” by case or accents only."), N_("Write both alike.")
    ),
    "F206": _warning(
        N_("“{alias}” is an alias, and a card of this deck still bears that id."),
        N_("Remove the alias, or the card that bears the id."),
    ),
    "F207": _warning(
        N_("“{key}” changes nothing for a card of the kind “{kind}”."), N_("Remove it, or check the kind.")
    ),
    "F208": _warning(
        N_("“{text}” only holds the place of a text that is to be written."),
        N_("Write your own in its place, without the sign ✎."),
    ),
}

CARD: dict[str, Wording] = {
    "C101": _error(
        N_("The card’s kind cannot be told: it has no key that can hold its answer ({known})."),
        N_("Add the key that holds the answer, such as “{example}: …”."),
    ),
    "C102": _error(
        N_("The card has two kinds: “{first}” and “{second}”."), N_("Keep one, or make two cards.")
    ),
    "C104": _error(
        N_("“{key}” does not belong to a card with “{kind}”, but to one with {others}."),
        N_("Remove it, or write the key to which it belongs in the place of “{kind}”."),
    ),
    "C105": _error(
        N_("The card id “{id}” stands twice: on lines {first} and {second}."),
        N_("Change one of the two ids."),
    ),
    "C106": _error(N_("The card has no id."), N_("Add “id:”, unique in the deck.")),
    "C107": _error(
        N_("“{value}” is not a number."),
        N_("Write digits only, with a point before decimals: 12000 or 10.5."),
    ),
    "C108": _error(N_("“{value}” can be read in two ways."), N_("Write {first} or {second}.")),
    "C109": _error(N_("“between” wants two numbers, the smaller first."), N_("Write it as [10000, 12000].")),
    "C110": _error(
        N_("“{value}” is not a tolerance."), N_("Write a percentage such as 5%, or a number from 0 up.")
    ),
    "C111": _error(
        N_("“number” wants one of “value” and “between”."),
        N_("Write a number, or {{value: 8000}}, or {{between: [1, 2]}}."),
    ),
    "C112": _error(N_("A card takes {least} to {most} choices, not {count}."), N_("Add or remove choices.")),
    "C113": _error(N_("The choice “{text}” stands twice."), N_("Remove one of the two.")),
    "C114": _error(N_("The cloze has no gap."), N_("Write a gap as {{{{c1::answer}}}}.")),
    "C115": _error(
        N_("The gap at “{gap}” cannot be read."), N_("Write it as {{{{c1::answer|other answer::hint}}}}.")
    ),
    "C116": _error(
        N_("The card cannot be read at “{where}”: {detail}."), N_("Check it against the guide of the format.")
    ),
    "C117": _error(N_("“{value}” is not an alias."), N_("Write the old id, or deck/old-id.")),
    "C118": _error(N_("“{text}” is a right choice and a wrong one."), N_("Remove one of the two.")),
    "C131": _error(N_("The gap at “{gap}” is not closed."), N_("Close it with “}}}}”.")),
    "C132": _error(
        N_("“}}}}” closes no gap at “{gap}”."), N_("Remove it, or write a literal brace as \\}}.")
    ),
    "C133": _error(
        N_("A gap begins inside another at “{gap}”."),
        N_("Close the first gap with “}}}}” before the second."),
    ),
    "C134": _error(
        N_("The gap at “{gap}” has no number."), N_("Write it as {{{{c1::answer|other answer::hint}}}}.")
    ),
    "C135": _error(
        N_("The gap at “{gap}” has no answer."), N_("Write it as {{{{c1::answer|other answer::hint}}}}.")
    ),
    "C136": _error(
        N_("The gap at “{gap}” has an empty answer."),
        N_("Write it as {{{{c1::answer|other answer::hint}}}}."),
    ),
    "C137": _error(
        N_("The gap at “{gap}” has more than an answer and a hint."), N_("Write a literal “::” as \\:\\:.")
    ),
    "C138": _error(N_("“{value}” is more than a number."), N_("Write {{value: {number}, unit: {unit}}}.")),
    "C201": _warning(
        N_("The wrong choice “{text}” has no “why”."),
        N_('Say in one sentence why it is wrong: {{text: {quoted}, why: "…"}}.'),
    ),
}

SOURCE: dict[str, Wording] = {
    "S101": _error(N_("The source “{key}” cannot be read."), N_("Mend what is said of {path}.")),
    "S102": _error(
        N_("The source “{key}” is not among the deck’s sources."),
        N_("Write the key of one of them ({known}), or add “{key}” with its path below “sources:”."),
    ),
    "S103": _error(
        N_("No source is named for this quote."),
        N_(
            "Add “source:” to the card or to “defaults:”, with a key that stands below “sources:” ({known}),"
            " as in “sources: {{note: ../seeds/note.md}}”."
        ),
    ),
    "S104": _error(
        N_("The quote does not stand in “{source}”; the nearest text is “{nearest}” (§ {paragraph})."),
        N_("Copy the exact words of one paragraph."),
    ),
    "S105": _error(
        N_("The quote does not stand in “{source}”."), N_("Copy the exact words of one paragraph.")
    ),
    "S106": _error(
        N_("The quote stands {count} times in “{source}”: § {paragraphs}."),
        N_("Add “para:” with the paragraph’s number, or quote more words."),
    ),
    "S107": _error(
        N_("“{source}” has no paragraph {paragraph}; its paragraphs are 1 to {last}."), N_("Correct “para:”.")
    ),
    "S108": _error(
        N_("The marked words “{mark}” do not stand in the quote."),
        N_("Copy words of the quote, or quote more."),
    ),
    "S109": _error(N_("The source holds no paragraph."), N_("Write at least one paragraph of text.")),
    "S110": _error(
        N_("The source path “{path}” is absolute or not a path."),
        N_("Give a path from the deck’s folder, such as ../seeds/article.md."),
    ),
    "S111": _error(
        N_("The quote stands {count} times in § {paragraph} of “{source}”."), N_("Quote more words.")
    ),
    "S112": _error(
        N_("The quote stands in § {paragraph} of “{source}”, not in § {before}."), N_("Correct “para:”.")
    ),
    "S113": _error(
        N_(
            "The quote differs from “{nearest}” (§ {paragraph} of “{source}”) by capitals, accents or"
            " punctuation only."
        ),
        N_("Copy the words as they stand there; --unsafe-fixes does."),
    ),
    "S201": _warning(
        N_("The card cites no passage."),
        N_("Add “quote:” or “para:”; for an inference, “inference: true” and “explain:”."),
    ),
    "S202": _warning(
        N_("The answer “{answer}” does not stand in the quoted passage."),
        N_("Quote the words that prove it, or write “inference: true”."),
    ),
    "S203": _warning(
        N_("An inference without a passage needs an explanation."), N_("Add “explain:”, or quote a passage.")
    ),
    "S302": _warning(N_("“{key}” in the front matter wants {wanted}."), N_("Correct it; it is left out.")),
    "S303": _warning(
        N_("A note stands for paragraph {paragraph}; the source has {last}."),
        N_("Correct the note’s number."),
    ),
    "S304": _warning(
        N_("Paragraph {paragraph} has {count} characters; a sheet’s paragraphs stay within {limit}."),
        N_("Split it in two."),
    ),
    "S305": _warning(
        N_("The invisible character {character} stands in the source."),
        N_("Delete it; it is shown as a mark."),
    ),
    "S306": _warning(N_("The key “{key}” is unknown in a sheet’s front matter."), N_("Known keys: {known}.")),
} | LOCK

_PHRASES = frozenset(("where", "wanted", "found"))
"""The parameters that are phrases of ours, to be translated like the templates."""

WORDINGS: dict[str, Wording] = (
    FILE
    | SYNTAX
    | REFUSED
    | FORMAT
    | COMMENT
    | CARD
    | ARRANGING
    | IMAGE
    | SOURCE
    | QUALITY
    | TYPOGRAPHY
    | GROUNDING
)


def worded(problem: Problem) -> tuple[str, str]:
    """The problem's message and cure in the language in force, as one sentence or two each."""
    wording = WORDINGS[problem.code]
    params = {name: gettext(value) if name in _PHRASES else value for name, value in problem.params}
    return gettext(wording.message).format_map(params), gettext(wording.cure).format_map(params)
