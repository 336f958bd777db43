"""The words of every expected failure: what is wrong, and what to do."""

from __future__ import annotations

from quizapp.messages import N_

CLOCK: dict[str, str] = {
    "bad-now": N_(
        "QUIZAPP_NOW is not a moment with an offset: “{value}”. Write it like 2026-03-01T09:00+01:00."
    ),
    "now-needs-data": N_(
        "QUIZAPP_NOW moves the clock, so it needs a data folder of its own: add --data DIR or set"
        " QUIZAPP_DATA."
    ),
}

HISTORY: dict[str, str] = {
    "backup-failed": N_(
        "The history was not changed, because its backup {path} could not be written whole. Make room, try"
        " again."
    ),
    "busy": N_(
        "Another quizapp is studying with this history (process {pid}, “{command}”, since {since})."
        " End it, then try again."
    ),
    "history-ahead": N_(
        "Entries of the history are dated up to {last} ({n}), but the clock says {today}. Set it right or, if"
        " it is right, set those entries aside: quizapp history quarantine"
    ),
    "history-damaged": N_(
        "The history {path} is damaged ({reason}). Keep a copy of the file, then put back a backup."
    ),
    "history-disk-full": N_(
        "The disk is full, so the history {path} cannot be written. Make room, try again."
    ),
    "history-foreign": N_("{path} belongs to another program. Choose another folder with --data."),
    "history-locked": N_(
        "The history {path} is locked by another program ({reason}). Try again in a moment."
    ),
    "history-newer": N_(
        "The history {path} was written by a newer quizapp (format {found}; this one knows {known})."
        " Update quizapp; the file is unchanged."
    ),
    "history-read-only": N_("The history {path} is open for reading only."),
    "history-unreadable": N_(
        "The history {path} cannot be read ({reason}). Check the disk and its permissions."
    ),
    "history-unwritable": N_(
        "The history {path} cannot be written ({reason}). Check its permissions, or choose another folder"
        " with --data."
    ),
    "locked": N_("Another quizapp is using this folder. End it, then try again."),
    "migration-failed": N_(
        "The history could not be brought from format {found} to {wanted}; it is unchanged, and a backup is"
        " at {backup}. Please report this."
    ),
    "no-such-attempt": N_("There is no answer with the id {id}."),
}

LIBRARY: dict[str, str] = {
    "answer-not-added": N_(
        "The answer cannot be added to card {card} by a small edit. Open its deck in an editor."
    ),
    "author-needs-terminal": N_(
        "The authoring screen needs a terminal. Without one, quizapp check says what is wrong with a deck."
    ),
    "card-missing": N_("The card {key} is no longer in the library."),
    "card-not-added": N_(
        "No card can be added to {path} by a small edit. Mend the errors of the file first, or write the card"
        " in your editor."
    ),
    "card-unsound": N_("The card {card} cannot be asked as it stands. Mend its errors first."),
    "deck-changed": N_("{path} was changed meanwhile, so nothing was written. Try again."),
    "deck-file-is-folder": N_("{path} is a folder. To study the decks in it: quizapp study --library {path}"),
    "deck-shipped": N_(
        "This deck came with quizapp and is not edited in place. To copy the shipped decks into your own"
        " library: quizapp library init"
    ),
    "deck-unread": N_("The deck “{deck}” cannot be read from {path}. To see why: quizapp check {path}"),
    "deck-unwritable": N_("{path} cannot be written ({reason}); it stays as it was."),
    "editor-failed": N_("The editor {command} failed ({reason}). Check $VISUAL and $EDITOR."),
    "image-refused": N_("The image was not opened. {reason}"),
    "library-missing": N_("There is no library at {path}. To make one there: quizapp library init {path}"),
    "library-unwritable": N_(
        "{path} cannot be written ({reason}). Choose another folder: quizapp library init DIR"
    ),
    "lock-unreadable": N_(
        "The lock {path} cannot be read, and is not overwritten. Put an earlier copy of it back, or remove"
        " it, then lock the deck anew: quizapp lock"
    ),
    "name-not-utf8": N_("The name of {path} is not valid UTF-8. Rename it, then try again."),
    "no-deck": N_("No deck is called “{deck}”. Known decks: {known}."),
    "no-deck-but": N_("No deck is called “{deck}”. Did you mean {nearest}?"),
    "no-deck-file": N_("There is no file {path}."),
    "no-deck-file-but": N_("There is no file {path}. Did you mean {nearest}?"),
    "no-editor": N_("No editor is known here. Set $VISUAL or $EDITOR to the command that opens yours."),
    "no-image": N_("This card has no image."),
    "no-kind": N_("There is no kind of question “{kind}”. Known kinds: {known}."),
    "nothing-forgotten": N_(
        "No card here was rated Again since {since}. Look further back, or choose another deck or tag."
    ),
    "nothing-weak": N_(
        "No source here is weak: none has {least} answers with a miss among them yet. Study first, or choose"
        " by tag."
    ),
    "nothing-to-draw": N_("No card can be asked here. Choose another deck or tag."),
    "no-own-deck": N_(
        "You have no deck of your own yet. To begin one from an article: quizapp new ARTICLE. To copy the"
        " shipped ones for editing: quizapp library init"
    ),
    "no-path": N_("There is nothing at {path}."),
    "no-path-but": N_("There is nothing at {path}. Did you mean {nearest}?"),
    "no-source": N_("No source is called “{source}”. Known sources: {known}."),
    "no-source-but": N_("No source is called “{source}”. Did you mean {nearest}?"),
    "no-tag": N_("No card has the tag “{tag}”. Known tags: {known}."),
    "no-tag-but": N_("No card has the tag “{tag}”. Did you mean {nearest}?"),
    "no-viewer": N_(
        "No viewer could be started for {path} ({reason}). Open the file yourself, or install the program"
        " “{command}”."
    ),
    "nothing-to-check": N_(
        "{path} holds neither decks nor sources. Name a library, a deck file or a source."
    ),
    "nothing-covered": N_("No source could be read from {path}. To see why: quizapp check {path}"),
    "source-missing": N_("The source {ref} is no longer in the library."),
}

SEARCH: dict[str, str] = {
    "search-alone": N_(
        "Search, character {place}: “{word}” wants something beside it. To search for it: “\\{word}”."
    ),
    "search-closed": N_(
        "Search, character {place}: this parenthesis was never opened. To search for it: “\\)”."
    ),
    "search-deep": N_("Search, character {place}: more than {most} parentheses stand in each other."),
    "search-empty": N_("Search, character {place}: nothing stands between these parentheses."),
    "search-filter": N_(
        "Search, character {place}: there is no filter “{name}:”. Known filters: {known}. To search for the"
        " text: “{name}\\:”."
    ),
    "search-long": N_("Search, character {place}: a search has at most {most} parts."),
    "search-number": N_(
        "Search, character {place}: “{value}” is not a number that fits here, such as {known}."
    ),
    "search-open": N_("Search, character {place}: this parenthesis is never closed."),
    "search-quote": N_("Search, character {place}: this quotation mark is never closed."),
    "search-value": N_("Search, character {place}: “{value}” says nothing here. Known: {known}."),
}

OPTIMIZER: dict[str, str] = {
    "no-parameters": N_("The default parameters are in force; there are none to take back."),
    "optimizer-failed": N_("The optimizer failed ({reason}). Nothing was changed."),
    "optimizer-missing": N_(
        "Optimizing needs the package fsrs-rs-python, which is not installed. To install it: {command}"
    ),
    "revlog-card": N_("{file}, line {line}: “{column}” is empty."),
    "revlog-columns": N_(
        "{file} has none of the sets of columns that are known: card_id, review_time, review_rating; id, cid,"
        " ease; card_id, rating, elapsed_days. It has: {found}."
    ),
    "revlog-empty": N_("{file} holds no review."),
    "revlog-few": N_("{file} holds too few scored reviews to walk through: {n}, of {least} at least."),
    "revlog-fields": N_(
        "{file}, line {line}: the number of values is {found}, not {wanted} as in the first line."
    ),
    "revlog-no-offset": N_(
        "{file}, line {line}: “{column}” has no offset from UTC: “{value}”. Say which it was, as in"
        " --offset +02:00."
    ),
    "revlog-not-file": N_("{file} is not a regular file that may be read."),
    "revlog-not-utf8": N_("{file}, line {line}: the file is not valid UTF-8. Save it as UTF-8."),
    "revlog-rating": N_("{file}, line {line}: “{column}” is 1, 2, 3 or 4, not “{value}”."),
    "revlog-syntax": N_("{file}, line {line}: this is not valid CSV ({reason})."),
    "revlog-time": N_(
        "{file}, line {line}: “{column}” is neither a date and time of ISO 8601 nor Unix milliseconds:"
        " “{value}”."
    ),
    "revlog-too-large": N_("{file} is larger than {limit} MiB."),
    "revlog-unreadable": N_("{file} cannot be read ({reason})."),
    "revlog-whole": N_("{file}, line {line}: “{column}” is not a whole number within reach: “{value}”."),
}

SETTINGS: dict[str, str] = {
    "config-unwritable": N_("{path} cannot be written ({reason}). Choose another place with QUIZAPP_CONFIG."),
    "setting-key-clash": N_(
        "{file}, line {line}: the key “{keys}” of “{key}” is that of “{other}”, too. Choose another, or give"
        " “{other}” a key of its own."
    ),
    "setting-key-unknown": N_(
        "{file}, line {line}: there is no key called “{keys}”. Did you mean {nearest}?"
    ),
    "setting-keys": N_(
        '{file}, line {line}: “{key}” is one key or several with commas between, such as "b,f7", not {value}.'
    ),
    "setting-misplaced": N_(
        "{file}, line {line}: “{key}” cannot stand in the table [{table}]. Put it above the first line that"
        " begins with “[”."
    ),
    "setting-no-action": N_(
        "{file}, line {line}: nothing is called “{key}” that a key could do. To list what there is: quizapp"
        " config keys"
    ),
    "setting-no-action-but": N_(
        "{file}, line {line}: nothing is called “{key}” that a key could do. Is {nearest} meant? To list what"
        " there is: quizapp config keys"
    ),
    "setting-one-of": N_("{file}, line {line}: “{key}” is one of {allowed}, not {value}."),
    "setting-share": N_("{file}, line {line}: “{key}” is a number from {low} to {high}, not {value}."),
    "setting-some-of": N_("{file}, line {line}: “{key}” is a list of any of {allowed}, not {value}."),
    "setting-steps": N_(
        "{file}, line {line}: “{key}” is a list of whole seconds from {low} to {high}, such as [60, 600],"
        " not {value}."
    ),
    "setting-table": N_("{file}, line {line}: “{key}” is a table, written [{table}], not {value}."),
    "setting-unknown": N_("{file}, line {line}: there is no setting “{key}”. Known settings: {known}."),
    "setting-unknown-but": N_("{file}, line {line}: there is no setting “{key}”. Did you mean “{nearest}”?"),
    "setting-whole": N_("{file}, line {line}: “{key}” is a whole number from {low} to {high}, not {value}."),
    "settings-not-utf8": N_("{file}, line {line}: the settings are not valid UTF-8. Save the file as UTF-8."),
    "settings-syntax": N_("{file}, line {line}: this is not valid TOML ({reason})."),
    "settings-value": N_(
        "{file}, line {line}: this value is not valid TOML. A text stands between double quotes, such as"
        ' "dark"; true and false are written small.'
    ),
    "settings-unreadable": N_("The settings {file} cannot be read ({reason})."),
}

STUDY: dict[str, str] = {
    "file-exists": N_("{path} exists already and is left alone."),
    "file-unwritable": N_("{path} cannot be written ({reason}). Choose another place."),
    "exam-under-way": N_("An exam is under way. Go on with it and hand it in first: quizapp exam"),
    "no-exam": N_("No exam is under way. To begin one: quizapp exam"),
    "no-paper": N_("There is no paper “{paper}”. To list the {known} that there are: quizapp papers list"),
    "no-papers": N_("There is no paper yet. To write one: quizapp exam"),
    "paper-unreadable": N_(
        "This exam cannot be read ({reason}). A newer quizapp may have written it: update quizapp."
    ),
    "nothing-to-add": N_("Your answer holds nothing that this card could accept as well."),
    "nothing-answered": N_("There is no answer to rate."),
    "nothing-asked": N_("There is no question to answer."),
    "screen-failed": N_(
        "The app ended because of an error of its own; its report stands above. No answer is lost."
        " Please report it."
    ),
}

ARTICLES: dict[str, str] = {
    "article-address": N_(
        "Nothing is read from the network. Save the page {address} as HTML and name that file, or copy the"
        " article’s text and paste it: quizapp new -"
    ),
    "article-binary": N_("{path} is no text but {what}. Copy the article’s text and paste it: quizapp new -"),
    "article-not-text": N_("{path} is no text. Copy the article’s text and paste it: quizapp new -"),
    "article-empty": N_(
        "{path} holds no paragraph of text. Copy the article’s text and paste it: quizapp new -"
    ),
    "article-encoding": N_(
        "{path} is in {encoding}, which is not read. Save it as UTF-8, or copy the text and paste it: quizapp"
        " new -"
    ),
    "article-is-folder": N_("{path} is a folder. Name a file in it."),
    "article-known": N_(
        "This article is a source already: {source} (“{title}”). To look at it: quizapp sources show"
        " {source}. To make another deck of it, name that: --deck ID"
    ),
    "article-not-utf8": N_(
        "{path} is not valid UTF-8: byte {byte} at line {line}, column {column}. It may be in Windows-1252 or"
        " Latin-1: save it as UTF-8 in your editor."
    ),
    "article-tangled": N_(
        "This page has more than {limit} tags. Copy the article’s text and paste it: quizapp new -"
    ),
    "article-too-large": N_("{path} is larger than {limit} MB. Cut out the part that you want to study."),
    "article-too-long": N_(
        "This article is longer than {limit} characters. Cut out the part that you want to study."
    ),
    "article-unreadable": N_("{path} cannot be read ({reason})."),
    "bad-deck-id": N_(
        "“{id}” is not a valid id. Use small letters without accents, digits, “.”, “_” and “-”, at most 60,"
        " for instance: --deck {nearest}"
    ),
    "bad-published": N_("“{value}” is not a date. Write it as 2024, 2024-06 or 2024-06-05."),
    "bad-text-lang": N_("“{value}” is no language. Write its code, such as fr or en."),
    "deck-exists": N_(
        "There is a deck or a source “{id}” already, which is left alone. Free is: --deck {free}"
    ),
    "folder-is-link": N_(
        "{path} is a link, and nothing behind a link is read. Put a folder there, or choose another library."
    ),
    "one-library": N_("A deck is made in one library: name one with --library DIR."),
}

SOURCES: dict[str, str] = {
    "no-originals": N_("No source of your libraries names an original, so there is nothing to attach."),
    "original-damaged": N_("The copy of {file} was changed. Attach it anew: quizapp sources attach {file}"),
    "original-differs": N_(
        "{path} has the name of the original of “{title}”, but is another version of it: its SHA-256 differs."
    ),
    "original-gone": N_("The original {file} is not attached. To attach it: quizapp sources attach {file}"),
    "original-refused": N_("The file was not attached. {reason}"),
    "original-short": N_("The original {file} has no text at line {line}: its last line is {last}."),
    "original-unknown": N_("{path} is not the original of any source. Wanted are: {wanted}."),
}

ERRORS: dict[str, str] = (
    ARTICLES | SOURCES | CLOCK | HISTORY | LIBRARY | OPTIMIZER | SEARCH | SETTINGS | STUDY
)
"""The template of each code of `QuizError`, with named fields filled from its parameters."""
