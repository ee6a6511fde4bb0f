"""What is wrong with a command line, in our own words: what, and the mend.

Typer's sentences are English, so they are not shown: its errors tell by their attributes
what they are about. Typer carries its own copy of click and makes public only one of its
errors; they are therefore known by their names.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import typer

from steelyard.intake import InputUnusable
from steelyard.words import Message

USAGE_ERROR: type[Exception] = typer.BadParameter.mro()[1]
"""Any wrong command line: what the one public error is a kind of."""


@contextmanager
def misuse_told(ctx: Any) -> Iterator[None]:
    """Raise Typer's errors on a command line as InputUnusable, with the mend."""
    try:
        yield
    except USAGE_ERROR as error:
        if getattr(error, "ctx", None) is None:
            error.ctx = ctx  # type: ignore[attr-defined]
        raise InputUnusable(misuse(error)) from error


def misuse(error: Any) -> Message:
    """Return what is wrong and the mend."""
    return _KINDS.get(type(error).__name__, _other)(error)


def wrong(key: str, /, **figures: object) -> InputUnusable:
    """Return the error with that sentence of the catalogue."""
    return InputUnusable(Message(f"cli.misuse.{key}", figures))


def refuse_more(ctx: Any) -> None:
    """Raise InputUnusable where more stands on the line than the command takes."""
    if ctx.args and not ctx.resilient_parsing:
        raise wrong("too_many", extra=" ".join(map(str, ctx.args)))


def refuse_options_as_values(params: Sequence[Any], args: Sequence[str]) -> None:
    """Raise InputUnusable where an option stands in the place of another's value.

    The parser takes it for the value, and what follows for one argument too many.
    """
    options = [param for param in params if param.param_type_name == "option"]
    known = {name for option in options for name in option.opts}
    wanting = {name: option for option in options if option.metavar for name in option.opts}
    for given, behind in itertools.pairwise(itertools.takewhile(lambda arg: arg != "--", args)):
        if given in wanting and behind.partition("=")[0] in known:
            raise wrong("no_value", name=given, **{"as": spelled(wanting[given])})


def _missing(error: Any) -> Message:
    pieces = " ".join(error.ctx.command.collect_usage_pieces(error.ctx))
    figures = {"name": spelled(error.param), "usage": f"{error.ctx.command_path} {pieces}"}
    return Message("cli.misuse.missing", figures)


def _no_option(error: Any) -> Message:
    close = ", ".join(sorted(error.possibilities or ()))
    mend = Message("cli.misuse.close", {"names": close}) if close else _see(error)
    return Message("cli.misuse.no_option", {"name": error.option_name, "mend": mend})


def _value(error: Any) -> Message:
    """Tell of an option without the value it needs, or with one that it does not take."""
    known = {name: param for param in error.ctx.command.params for name in param.opts}
    option = known.get(error.option_name)
    if option is None or option.metavar is None:
        return Message("cli.misuse.takes_none", {"name": error.option_name})
    return Message("cli.misuse.no_value", {"name": error.option_name, "as": spelled(option)})


def _other(error: Any) -> Message:
    reason = str(error.format_message()).rstrip(".")
    return Message("cli.misuse.other", {"reason": reason, "mend": _see(error)})


def _see(error: Any) -> Message:
    command = "steelyard" if error.ctx is None else error.ctx.command_path
    return Message("cli.misuse.see", {"command": command})


_KINDS: Mapping[str, Callable[[Any], Message]] = {
    "MissingParameter": _missing,
    "NoSuchOption": _no_option,
    "BadOptionUsage": _value,
}


def spelled(param: Any) -> str:
    """Return a parameter as it is written: `IN`, `--out OUT`, `-h, --help`."""
    if param.param_type_name == "argument":
        return str(param.metavar)
    names = ", ".join(sorted(param.opts, key=len))
    return f"{names} {param.metavar}" if param.metavar else names
