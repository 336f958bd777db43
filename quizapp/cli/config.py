"""`quizapp config`: a template of settings, what is in force and from where, and what keys can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from quizapp.cli.commands import Verb, Verbs
from quizapp.cli.options import common, common_options
from quizapp.cli.output import say, say_json, table, tell
from quizapp.messages import N_, _, gettext, language
from quizapp.settings import Settings, Value, load_settings, settings_path

SCHEMA_VERSION = 1

MEANINGS: dict[str, str] = {
    "new_limit": N_("New cards a study day, over the whole library; in a deck’s table, of that deck."),
    "review_limit": N_("Reviews a study day, over the whole library; in a deck’s table, of that deck."),
    "rollover_hour": N_("The local hour at which a study day begins, from 0 to 23."),
    "desired_retention": N_("The probability of recall at which a review falls due, from 0.7 to 0.99."),
    "maximum_interval": N_("The longest interval, in days."),
    "learning_steps": N_(
        "The waits of a new card before its first review, in seconds; [] for reviews at once."
    ),
    "relearning_steps": N_("The waits of a forgotten card before it is reviewed again, in seconds."),
    "load_balance": N_(
        "With true, an interval is chosen, within the spread that it has anyway, so that days have about as"
        " many reviews; false: at random."
    ),
    "learn_ahead_minutes": N_(
        "How early a learning card may come once nothing else is left, from 0 to 1440 minutes."
    ),
    "new_order": N_('New cards: "deck" as they stand there, sources taking turns; "random" anew each day.'),
    "review_order": N_(
        'Reviews: "due" by day; by recall, least first ("ascending") or last ("descending"); "random".'
    ),
    "new_mix": N_('New cards "mixed" among the reviews, "first" or "last".'),
    "bury_siblings": N_(
        'Faces that wait for another day once one of their card came: "new", "reviews", "learning" (steps'
        " of a day and more)."
    ),
    "leech_threshold": N_(
        "The lapses at which a card is a leech, and again at each half as many more; 0 for never."
    ),
    "leech_action": N_('A leech is told and marked ("tag"), or suspended too ("suspend").'),
    "passage": N_('After a correct review: the whole paragraph ("full"), or the quoted words ("quote").'),
    "confidence": N_("With true, each answer asks first how sure of it you are."),
    "theme": N_('The colours: "dark", "light", or "ansi" for those of the terminal.'),
    "motion": N_("With false, nothing glides: all jumps to its place."),
    "lang": N_('The language of messages, "fr" or "en"; without it, that of the system.'),
    "easy_days": N_(
        "The share of a normal day’s reviews that weekdays are to get, from 0 to 1, such as sat = 0.5,"
        " sun = 0 within the braces; the days are mon, tue, wed, thu, fri, sat, sun."
    ),
}
"""What each setting means, for the template."""


class Origin(NamedTuple):
    """Where a value comes from: `default`, `file` with its path and line, `environment` with the variable,
    or `option`."""

    kind: str
    name: str = ""
    line: int | None = None


def verb() -> click.Command:
    return Verbs(
        name="config",
        help=_("Your settings: a template, and what is in force."),
        params=common_options(),
        commands=[
            Verb(
                name="init",
                help=_(
                    "Write a file of settings in which every key stands commented out with its default."
                    " Nothing is overwritten."
                ),
                short_help=_("Write a commented file of settings."),
                callback=click.pass_context(init),
                params=common_options(),
            ),
            Verb(
                name="show",
                help=_("Say which settings are in force."),
                callback=click.pass_context(show),
                params=[
                    click.Option(["--origin"], is_flag=True, help=_("And where each comes from.")),
                    click.Option(["--json", "as_json"], is_flag=True, help=_("As JSON.")),
                    *common_options(),
                ],
            ),
            Verb(
                name="keys",
                help=_("List what each key does, with the id that changes it in the settings’ table [keys]."),
                callback=click.pass_context(keys),
                params=common_options(),
            ),
        ],
    )


def init(context: click.Context) -> int:
    from quizapp.errors import QuizError
    from quizapp.workspace.paper_export import write_new

    path = settings_path(common(context).environ)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuizError("config-unwritable", path=str(path), reason=reason) from None
    write_new(path, template())
    tell(_("Written: {path}").format(path=path))
    return 0


def template() -> str:
    """A file of settings that changes nothing."""
    default = Settings()
    lines = ["# " + _("Settings of quizapp. Take the # away before what you change."), ""]
    for key, meaning in MEANINGS.items():
        value = getattr(default, key)
        lines += [f"# {gettext(meaning)}", f"# {key} = {toml(language() if value is None else value)}", ""]
    lines += [
        "# " + _("Keys of your own, by the ids that “quizapp config keys” lists."),
        "# [keys]",
        '# "study.bury" = "b,f7"',
        "",
        "# " + _("What one deck has of its own, by the id that “quizapp decks” shows."),
        '# [decks."missiles"]',
        "# new_limit = 5",
        "",
    ]
    return "\n".join(lines)


def show(context: click.Context, origin: bool, as_json: bool) -> int:
    environ = common(context).environ
    settings = load_settings(environ)
    path = settings_path(environ)
    origins = _Origins(context, path if path.exists() else None)
    strays = _strays(context, settings, origins)
    for stray in strays:
        tell(_stray_text(stray))
    _tell_keys(settings)
    if as_json:
        say_json(_json(settings, origins, strays))
        return 0
    for head, rows in _sections(settings, origins):
        if head:
            say()
            say(head)
        if origin:
            for line in table([(f"{key} = {told}", _told(found)) for key, told, found in rows]):
                say(line)
        else:
            for key, told, _found in rows:
                say(f"{key} = {told}")
    return 0


def keys(_context: click.Context) -> int:
    from quizapp.tui.keymap import bindings

    rows = [(bound.id, bound.keys, gettext(bound.description).replace("{n}", "")) for bound in bindings()]
    for line in table(rows):
        say(line)
    return 0


def toml(value: Value) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key} = {toml(each)}' for key, each in value.items())}}}"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)


class _Origins:
    """Where the values in force come from."""

    def __init__(self, context: click.Context, path: Path | None) -> None:
        self._context = context
        self.path = path
        self._lines: dict[tuple[str, ...], int] = {}
        if path is not None:
            from quizapp.settings_file import lines_of, settings_text

            self._lines = lines_of(settings_text(path))

    def of(self, *place: str) -> Origin:
        if place == ("lang",) and (outside := self._of_language()) is not None:
            return outside
        line = self._lines.get(place)
        return Origin("default") if line is None else Origin("file", str(self.path), line)

    def _of_language(self) -> Origin | None:
        context: click.Context | None = self._context
        while context is not None:
            if context.get_parameter_source("lang") is click.core.ParameterSource.COMMANDLINE:
                return Origin("option", "--lang")
            context = context.parent
        if common(self._context).environ.get("QUIZAPP_LANG"):
            return Origin("environment", "QUIZAPP_LANG")
        return None


def _sections(settings: Settings, origins: _Origins) -> Iterator[tuple[str, list[tuple[str, str, Origin]]]]:
    """The tables in force, each with its rows: key, value as TOML, origin."""
    yield (
        "",
        [(key, toml(value), origins.of(key)) for key, value in _values(settings).items()],
    )
    if settings.keys:
        rows = [
            (toml(remap.id), toml(remap.keys), Origin("file", remap.file, remap.line))
            for remap in settings.keys
        ]
        yield "[keys]", rows
    for deck, own in settings.decks.items():
        rows = [(key, toml(value), origins.of("decks", deck, key)) for key, value in own.items()]
        yield f"[decks.{toml(deck)}]", rows


def _values(settings: Settings) -> dict[str, Value]:
    """The values in force by key; the language is the one in use."""
    names = [name for name in Settings._fields if name in MEANINGS]
    return {name: language() if name == "lang" else getattr(settings, name) for name in names}


class Stray(NamedTuple):
    """The table of a deck that no library has, where it stands, and the id that is most like its own."""

    id: str
    origin: Origin
    nearest: str | None


def _strays(context: click.Context, settings: Settings, origins: _Origins) -> list[Stray]:
    """The tables of decks that are nowhere; none where the libraries cannot be read, which is told."""
    from difflib import get_close_matches

    from quizapp.cli.options import opened
    from quizapp.errors import QuizError
    from quizapp.workspace.wording import error_text

    if not settings.decks:
        return []
    try:
        with opened(context, writing=False) as workspace:
            known = sorted(row.id for row in workspace.index.decks())
    except QuizError as error:
        tell(error_text(error))
        return []
    return [
        Stray(id, origins.of("decks", id), next(iter(get_close_matches(id, known, 1)), None))
        for id in settings.decks
        if id not in known
    ]


def _tell_keys(settings: Settings) -> None:
    """Says what the app will refuse among keys of one's own, which no other verb looks at."""
    if settings.keys:
        from quizapp.tui.keymap import refusals
        from quizapp.workspace.wording import error_text

        for error in refusals(settings.keys):
            tell(error_text(error))


def _stray_text(stray: Stray) -> str:
    told = _("{place}: there is no deck “{id}”.").format(place=_told(stray.origin), id=stray.id)
    if stray.nearest is None:
        return told + " " + _("“quizapp decks” lists them.")
    return told + " " + _("Is “{id}” meant?").format(id=stray.nearest)


def _told(origin: Origin) -> str:
    if origin.kind == "default":
        return _("default")
    if origin.kind == "file":
        return f"{origin.name}:{origin.line}"
    if origin.kind == "option":
        return _("option {name}").format(name=origin.name)
    return _("environment {name}").format(name=origin.name)


def _json(settings: Settings, origins: _Origins, strays: list[Stray]) -> dict[str, object]:
    """The settings under keys that scripts may rely on, each with its value and its origin; `strays` are the
    tables of decks that do not exist."""
    return {
        "schema_version": SCHEMA_VERSION,
        "file": None if origins.path is None else str(origins.path),
        "settings": {key: _valued(value, origins.of(key)) for key, value in _values(settings).items()},
        "keys": {
            remap.id: _valued(remap.keys, Origin("file", remap.file, remap.line)) for remap in settings.keys
        },
        "decks": {
            deck: {key: _valued(value, origins.of("decks", deck, key)) for key, value in own.items()}
            for deck, own in settings.decks.items()
        },
        "strays": [{"id": stray.id, "line": stray.origin.line, "nearest": stray.nearest} for stray in strays],
    }


def _valued(value: Value, origin: Origin) -> dict[str, object]:
    told = list(value) if isinstance(value, tuple) else value
    return {"value": told, "origin": {"kind": origin.kind, "name": origin.name or None, "line": origin.line}}
