"""Why findings of YAML matter, with an example of each."""

from __future__ import annotations

from quizapp.library.rules.model import Example
from quizapp.messages import N_

_DECK = """\
format: 1
deck: {id: a, title: A, lang: fr}
cards:
  - {id: b, front: c, back: d, inference: true, explain: e}
"""

_SURNOM = """\
- id: gratuit
  front: "« L’entrée reste gratuite » : payante, en anglais ?"
  back: "no"
  inference: true
  para: 2
"""

_PORTEE = """\
- id: portee
  question: "Quelle est la portée du phare ?"
  answer: "37 kilomètres"
  quote: "Sa portée est de 37 kilomètres"
"""

SYNTAX: dict[str, Example] = {
    "Y201": Example(
        N_("A slip that has no message of its own; its card is left out until it is mended."),
        _PORTEE.replace("answer: ", "answer: - "),
        _PORTEE,
    ),
    "Y202": Example(
        N_("French puts a space before the colon, and YAML takes a colon with a space behind it for a key."),
        _PORTEE.replace('"Quelle est la portée du phare ?"', "Portée : combien ?"),
        _PORTEE.replace("Quelle est la portée du phare ?", "Portée : combien ?"),
    ),
    "Y203": Example(
        N_("Without quotes, braces begin a mapping."),
        "- id: trou\n  cloze: {{c1::37}} kilomètres de portée.\n  quote: 37 kilomètres\n",
        '- id: trou\n  cloze: "{{c1::37}} kilomètres de portée."\n  quote: 37 kilomètres\n',
    ),
    "Y204": Example(
        N_("Between braces, a comma ends a value: a decimal comma cuts its number in two."),
        _PORTEE.replace('answer: "37 kilomètres"', "number: {value: 37,0}"),
        _PORTEE.replace('answer: "37 kilomètres"', "number: {value: 37.0}"),
    ),
    "Y205": Example(
        N_("A no-break space looks like a space and is none for YAML: the key is lost."),
        _PORTEE.replace("  answer: ", "  answer:\u00a0"),
        _PORTEE,
    ),
    "Y206": Example(
        N_("YAML counts spaces, and no two programs agree how wide a tab is."),
        _PORTEE.replace("  answer: ", "\tanswer: "),
        _PORTEE,
    ),
    "Y207": Example(
        N_("All that follows an open quote belongs to its text, up to the next quote."),
        _PORTEE.replace('37 kilomètres"\n  quote', "37 kilomètres\n  quote"),
        _PORTEE,
    ),
    "Y208": Example(
        N_("A double quote within double quotes ends the text."),
        _PORTEE.replace("la portée", 'la "portée"'),
        _PORTEE.replace("la portée", "la « portée »"),
    ),
    "Y209": Example(
        N_("Some characters have a meaning of their own at the beginning of a text."),
        _PORTEE.replace('"37 kilomètres"\n', "> 30 kilomètres\n  inference: true\n"),
        _PORTEE.replace('"37 kilomètres"\n', '"> 30 kilomètres"\n  inference: true\n'),
    ),
    "Y210": Example(
        N_("Between double quotes a backslash begins an escape, and YAML knows a few only."),
        _PORTEE.replace("la portée", "la \\portée"),
        _PORTEE,
    ),
    "Y211": Example(
        N_("The keys of a card begin in the same column."),
        _PORTEE.replace('"Quelle est la portée du phare ?"', "Quelle portée ?").replace(
            "  answer", "    answer"
        ),
        _PORTEE,
    ),
    "Y215": Example(
        N_("Without the space, the dash belongs to the key, and no card begins."),
        _PORTEE + _PORTEE.replace("- id: portee", "-id: portee-2"),
        _PORTEE,
    ),
    "Y216": Example(
        N_("The keys of a card begin in the same column."),
        _PORTEE.replace("\n  ", "\n"),
        _PORTEE,
    ),
    "Y212": Example(
        N_("What is opened and never closed takes in all that follows, up to the end of the deck."),
        _PORTEE.replace('"37 kilomètres"\n', "[37 kilomètres, environ 37 km\n"),
        _PORTEE.replace('"37 kilomètres"\n', "[37 kilomètres, environ 37 km]\n"),
    ),
    "Y213": Example(
        N_("A key without its colon is a text where no text can stand."),
        _PORTEE.replace("- id: portee\n", "- id: portee\n  question\n").replace("  question: ", "  front: "),
        _PORTEE,
    ),
    "Y214": Example(
        N_("A list between brackets ends with its bracket; what follows belongs to no value."),
        _PORTEE.replace('"37 kilomètres"\n', "[37 kilomètres] ou environ\n"),
        _PORTEE.replace('"37 kilomètres"\n', "[37 kilomètres, environ 37 km]\n"),
    ),
}

REFUSED: dict[str, Example] = {
    "Y108": Example(
        N_("Invisible characters can turn text around or hide it, so they are read as escapes only."),
        _PORTEE.replace("portée du", "portée\u202e du"),
        _PORTEE,
    ),
    "Y109": Example(N_("An empty file is most likely one that was not saved."), "\n", _DECK),
    "Y301": Example(
        N_("A deck says everything where it stands, so that a card can be read alone."),
        _PORTEE.replace('"37 kilomètres"', "&p 37 kilomètres"),
        _PORTEE,
    ),
    "Y302": Example(
        N_("A deck says everything where it stands, so that a card can be read alone."),
        _PORTEE.replace('"37 kilomètres"', "*p"),
        _PORTEE,
    ),
    "Y303": Example(
        N_("A deck says everything where it stands, so that a card can be read alone."),
        _PORTEE + "  <<: {hint: h}\n",
        _PORTEE + '  hint: "Plus que 30."\n',
    ),
    "Y304": Example(
        N_("Tags ask a program to build values; here every value is a text."),
        _PORTEE.replace('"37 kilomètres"', "!!str 37 kilomètres"),
        _PORTEE,
    ),
    "Y305": Example(N_("A file is one deck."), _DECK + "---\n" + _DECK, _DECK),
    "Y306": Example(
        N_("Of two values of one key, one would be lost without a word."),
        _PORTEE + '  quote: "37 kilomètres"\n',
        _PORTEE,
    ),
    "Y307": Example(
        N_("No deck is that deep; a text that begins with brackets needs quotes."),
        _PORTEE.replace('"37 kilomètres"', "[" * 17 + "37" + "]" * 17),
        _PORTEE,
    ),
    "Y309": Example(
        N_("Keys are words."),
        _PORTEE + "  ? [a]\n  : b\n",
        _PORTEE,
    ),
    "Y401": Example(
        N_("An escape can hide what a raw character may not; the screen shows a mark for it."),
        _PORTEE.replace("portée du", "portée\\u202e du"),
        _PORTEE,
    ),
}

CUT: dict[str, Example] = {
    "Y402": Example(
        N_(
            "quizapp reads every value as its author typed it. Other programs make “no” a truth value,"
            " “12:30” the number 750 and “10.000” ten, and write that back."
        ),
        _SURNOM.replace('"no"', "no"),
        _SURNOM,
    ),
    "Y403": Example(
        N_("Without quotes, “#” behind a space begins a comment: the rest is gone without a word."),
        _PORTEE.replace('"Quelle est la portée du phare ?"', "Quelle est la portée du phare #1 ?"),
        _PORTEE.replace("du phare ?", "du phare #1 ?"),
    ),
    "Y404": Example(
        N_("A list between brackets is divided at each comma, with or without a space."),
        _PORTEE.replace('"37 kilomètres"', "[37 kilomètres, 37,0 km]"),
        _PORTEE.replace('"37 kilomètres"', '[37 kilomètres, "37,0 km"]'),
    ),
    "Y405": Example(
        N_(
            "Word processors make curly quotes of straight ones; in a deck they would be shown and asked for."
        ),
        _PORTEE.replace('"37 kilomètres"', "“37 kilomètres”"),
        _PORTEE,
    ),
    "Y406": Example(
        N_("Without the quote that opens it, a text is read with the one that was to close it."),
        _PORTEE.replace('"Quelle', "Quelle"),
        _PORTEE,
    ),
}

EXAMPLES = SYNTAX | REFUSED | CUT
