"""A misuse of the command line in words that say what to do instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from quizapp.messages import _


class Misuse(click.UsageError):
    """A misuse that is already worded in the language in use."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """` Did you mean “…”?` for the known words nearest to a mistyped one; empty where none is near."""
    near = nearest(word, known)
    return " " + _("Did you mean {words}?").format(words=alternatives(near)) if near else ""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Up to three of the known words that resemble a mistyped one or that it begins, the nearest first."""
    from difflib import get_close_matches

    words = {name.casefold(): name for name in known}
    typed = word.casefold()
    near = get_close_matches(typed, words, n=3, cutoff=0.6)
    near += [name for name in words if len(typed) > 1 and name.startswith(typed) and name not in near]
    return [words[name] for name in near[:3]]


def alternatives(words: Iterable[str]) -> str:
    """Words as an enumeration of which one is meant."""
    quoted = [_("“{word}”").format(word=word) for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return _("{words} or {last}").format(words=", ".join(quoted[:-1]), last=quoted[-1])


def no_such_command(name: str, known: list[str], context: click.Context) -> Misuse:
    """The misuse of a command that does not exist; a deck's name typed without its verb is one, too."""
    if name.startswith("-"):
        return Misuse(_("There is no option “{name}”.").format(name=name), context)
    message = _("There is no command “{name}”.").format(name=name)
    hint = suggestion(name, known)
    if not hint:
        hint = " " + _("The commands are: {known}.").format(known=", ".join(known))
        if context.parent is None:
            hint += " " + _("To study a deck or a file: quizapp study {name}").format(name=name)
    return Misuse(message + hint, context)


def usage_lines(error: click.UsageError) -> Iterator[str]:
    """What was wrong, how the command is used, and where its help is."""
    yield _("quizapp: {error}").format(error=_message(error))
    if error.ctx is not None:
        yield error.ctx.get_usage()
        yield _("Help: {command} --help").format(command=error.ctx.command_path)


def _message(error: click.UsageError) -> str:
    """Click's own errors, which it words in English, in the language in use."""
    if isinstance(error, click.NoSuchOption):
        known = [name for param in _params(error) for name in param.opts if name.startswith("--")]
        message = _("There is no option “{name}”.").format(name=error.option_name)
        return message + suggestion(error.option_name, known)
    if isinstance(error, click.BadOptionUsage):
        takes_none = any(
            error.option_name in param.opts and getattr(param, "is_flag", False) for param in _params(error)
        )
        template = (
            _("The option {name} takes no value.") if takes_none else _("The option {name} wants a value.")
        )
        return template.format(name=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return _("{name} is missing.").format(name=error.param.human_readable_name)
    return error.format_message()


def _params(error: click.UsageError) -> list[click.Parameter]:
    return [] if error.ctx is None else error.ctx.command.get_params(error.ctx)
