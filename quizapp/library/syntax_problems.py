"""What can be wrong with the YAML of a deck, and what of YAML is refused or misread."""

from __future__ import annotations

from quizapp.library.wording import Wording, error, warning
from quizapp.messages import N_

SYNTAX: dict[str, Wording] = {
    "Y201": error(
        N_("This is not valid YAML: {detail}."),
        N_("Put the text between double quotes, and check the indentation."),
    ),
    "Y202": error(
        N_("A colon followed by a space stands inside a text without quotes."),
        N_('Put the whole text between double quotes: {key}: "{text}"'),
    ),
    "Y203": error(
        N_("A text that begins with “{{{{” needs quotes."),
        N_('Put the whole text between double quotes: {key}: "{{{{c1::…}}}} …"'),
    ),
    "Y204": error(
        N_("“{key}” stands alone: between braces, all is “key: value”, and a comma begins the next one."),
        N_(
            "Where the comma belongs to a text, put the text between double quotes; in a number write a point"
            " (10.5); else write “{key}: …”, with a space after the colon."
        ),
    ),
    "Y205": error(
        N_("A no-break space ({character}) stands where YAML wants a plain space."),
        N_("Replace it by a plain space; no-break spaces belong inside texts only."),
    ),
    "Y206": error(N_("A tab stands in the indentation."), N_("Indent with spaces.")),
    "Y207": error(
        N_("The quote opened here is never closed."),
        N_('Close it; write a quote inside the text as \\" or as « … ».'),
    ),
    "Y208": error(
        N_("The quoted text ends before the end of the line."),
        N_('Put the whole text between double quotes; write \\" for a double quote inside it.'),
    ),
    "Y209": error(
        N_("A text without quotes cannot begin with “{character}”."),
        N_("Put the whole text between double quotes."),
    ),
    "Y210": error(
        N_("“\\{escape}” is not an escape that YAML knows."),
        N_("Write a backslash as \\\\ between double quotes, or use single quotes."),
    ),
    "Y211": error(
        N_("“{text}” begins in column {found}, out of line with what stands around it."),
        N_("Begin it in column {wanted}, in line with “{like}”."),
    ),
    "Y212": error(
        N_("“{opened}” is opened here, and no “{closing}” is found that closes it."),
        N_(
            "Add “{closing}” at the end; put a text that holds a comma, a colon, a bracket or a brace between"
            " double quotes."
        ),
    ),
    "Y213": error(
        N_("A key and its value are expected here."), N_("Write “key: value”, with a space after the colon.")
    ),
    "Y214": error(
        N_("“{text}” stands after the “{closing}” that ends the value."),
        N_("Put it before “{closing}”; where the brackets belong to a text, put that between double quotes."),
    ),
    "Y215": error(N_("A space is missing after the dash."), N_("Write “- {text}”.")),
    "Y216": error(
        N_("The indentation does not fit the lines above."),
        N_("Align the cards of the deck under one another, and the keys of a card, with spaces."),
    ),
}

REFUSED: dict[str, Wording] = {
    "Y301": error(
        N_("Anchors (“&{name}”) are not read."),
        N_("Write the value out; put a text that begins with & between double quotes."),
    ),
    "Y302": error(
        N_("Aliases (“*{name}”) are not read."),
        N_("Write the value out; put a text that begins with * between double quotes."),
    ),
    "Y303": error(N_("Merge keys (“<<”) are not read."), N_("Write the keys out, or use “defaults:”.")),
    "Y304": error(
        N_("Tags (“{tag}”) are not read."),
        N_("Remove it; put a text that begins with ! between double quotes."),
    ),
    "Y305": error(
        N_("A second document begins here."),
        N_("Keep one deck a file: remove the line “---”, or split the file."),
    ),
    "Y306": error(
        N_("The key “{key}” stands twice: on lines {first} and {second}."),
        N_("Keep one of the two; where another card or item begins here, write “- {key}: …”."),
    ),
    "Y307": error(
        N_("Lists and mappings are nested more than {limit} deep."),
        N_("Flatten them, or put the text between quotes."),
    ),
    "Y308": error(N_("The file holds more than {limit} values."), N_("Split it into several files.")),
    "Y309": error(
        N_("A list or a mapping cannot be a key."),
        N_("Put a text that begins with [ or {{ between double quotes."),
    ),
    "Y310": error(
        N_("Reading stopped after {count} refusals."), N_("Mend those above first, then check again.")
    ),
    "Y401": warning(
        N_("Escapes put invisible characters in this text: {characters}. They are shown as marks."),
        N_("Remove the escapes, unless the question is about these characters."),
    ),
    "Y402": warning(
        N_("Other programs do not read “{text}” as a text."), N_("Put it between double quotes.")
    ),
    "Y403": warning(
        N_("The text ends at “{text}”: “{lost}” is read as a comment."),
        N_("Put the whole text between double quotes; begin a comment with “# ”."),
    ),
    "Y404": warning(
        N_("Between brackets the comma in “{text}” makes two items of it."),
        N_("Put the figure between double quotes; put a space behind a comma that divides items."),
    ),
    "Y405": warning(
        N_("The curly quotes around “{text}” belong to the text: YAML knows straight ones only."),
        N_('Put it between straight quotes: "{text}"'),
    ),
    "Y406": warning(
        N_("A quote closes this text that none opens: “{text}”."),
        N_("Put a quote before the text, too, or remove the last one."),
    ),
}
