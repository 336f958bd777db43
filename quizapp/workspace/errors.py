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
    "card-missing": N_("The card {key} is no longer in the library."),
    "deck-changed": N_("{path} was changed meanwhile, so nothing was written. Try again."),
    "deck-file-is-folder": N_("{path} is a folder. To study the decks in it: quizapp study --library {path}"),
    "deck-shipped": N_(
        "This deck came with quizapp and is not edited in place. To copy the shipped decks into your own"
        " library: quizapp library init"
    ),
    "deck-unwritable": N_("{path} cannot be written ({reason}). Check its permissions."),
    "editor-failed": N_("The editor {command} failed ({reason}). Check $VISUAL and $EDITOR."),
    "image-refused": N_("The image was not opened. {reason}"),
    "library-missing": N_("There is no library at {path}. To make one there: quizapp library init {path}"),
    "library-unwritable": N_(
        "{path} cannot be written ({reason}). Choose another folder: quizapp library init DIR"
    ),
    "no-deck": N_("No deck is called “{deck}”. Known decks: {known}."),
    "no-deck-but": N_("No deck is called “{deck}”. Did you mean {nearest}?"),
    "no-deck-file": N_("There is no file {path}."),
    "no-deck-file-but": N_("There is no file {path}. Did you mean {nearest}?"),
    "no-editor": N_("No editor is known here. Set $VISUAL or $EDITOR to the command that opens yours."),
    "no-image": N_("This card has no image."),
    "no-kind": N_("There is no kind of question “{kind}”. Known kinds: {known}."),
    "nothing-to-draw": N_("No card can be asked here. Choose another deck or tag."),
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

SETTINGS: dict[str, str] = {
    "setting-one-of": N_("{file}, line {line}: “{key}” is one of {allowed}, not {value}."),
    "setting-share": N_("{file}, line {line}: “{key}” is a number from {low} to {high}, not {value}."),
    "setting-steps": N_(
        "{file}, line {line}: “{key}” is a list of whole seconds from {low} to {high}, such as [60, 600],"
        " not {value}."
    ),
    "setting-unknown": N_("{file}, line {line}: there is no setting “{key}”. Known settings: {known}."),
    "setting-whole": N_("{file}, line {line}: “{key}” is a whole number from {low} to {high}, not {value}."),
    "settings-not-utf8": N_("{file}, line {line}: the settings are not valid UTF-8. Save the file as UTF-8."),
    "settings-syntax": N_("{file}, line {line}: this is not valid TOML ({reason})."),
    "settings-unreadable": N_("The settings {file} cannot be read ({reason})."),
}

STUDY: dict[str, str] = {
    "file-exists": N_("{path} exists already and is left alone. Choose another name."),
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

ERRORS: dict[str, str] = CLOCK | HISTORY | LIBRARY | SEARCH | SETTINGS | STUDY
"""The template of each code of `QuizError`, with named fields filled from its parameters."""
