"""The words that users read: English in the code, other languages from catalogues beside this file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from gettext import NullTranslations

Language: TypeAlias = Literal["fr", "en"]

LANGUAGES: tuple[Language, ...] = ("en", "fr")

_catalogue: NullTranslations | None = None
_language: Language = "en"
_named: Callable[[str], str] | None = None


def N_(msgid: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Marks a text for translation where it stands in a table; `gettext` translates it when it is worded."""
    return msgid


def use(lang: Language) -> None:
    """Makes `lang` the language of every message from now on.

    English needs no catalogue, so it never pays for importing gettext (1.6 ms).
    """
    global _catalogue, _language
    _language = lang
    if lang == "en":
        _catalogue = None
        return
    import gettext as standard
    from pathlib import Path

    path = Path(__file__).parent / lang / "LC_MESSAGES" / "quizapp.mo"
    with path.open("rb") as file:
        _catalogue = standard.GNUTranslations(file)


def language() -> Language:
    """The language in use."""
    return _language


def name_commands(named: Callable[[str], str] | None) -> None:
    """Has every message from now on name commands as `named` does, None as they are written."""
    global _named
    _named = named


def as_called(text: str) -> str:
    """A text with its commands named as the program was started. Messages are so already."""
    return text if _named is None else _named(text)


def gettext(msgid: str) -> str:
    """The text in the language in use. For a text that comes out of a table; else write `_("…")`."""
    if _catalogue is None or not msgid:
        return as_called(msgid)
    return as_called(_catalogue.gettext(msgid))


_ = gettext


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a text that goes with `n` things, in the language in use. It fills in nothing."""
    if _catalogue is None:
        return as_called(singular if n == 1 else plural)
    return as_called(_catalogue.ngettext(singular, plural, n))


def choose_language(option: str | None, environ: Mapping[str, str]) -> Language:
    """The language asked for: `--lang`, else QUIZAPP_LANG, LC_ALL, LC_MESSAGES, LANG, else English.

    The first of them that names a language decides, and one that has no catalogue is answered in English.
    Empty values, C and POSIX name none.
    """
    names = ("QUIZAPP_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    for value in (option, *(environ.get(name) for name in names)):
        code = _language_code(value or "")
        if code:
            return "fr" if code == "fr" else "en"
    return "en"


def _language_code(locale: str) -> str:
    """The language of a locale name such as `fr_FR.UTF-8@euro`, or nothing for C and POSIX."""
    name = locale.strip().partition(".")[0].partition("@")[0].lower()
    code = name.replace("-", "_").partition("_")[0]
    return "" if code in ("c", "posix") else code
