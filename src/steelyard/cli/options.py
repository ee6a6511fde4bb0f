"""Options that several commands share, with their help in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from steelyard.cli.misuse import wrong
from steelyard.intake import InputUnusable
from steelyard.words import LANGUAGES, Language, Message, say


def source(language: Language) -> Any:
    """Return the argument that names the input."""
    about = say("cli.in", language)
    return typer.Argument(metavar="IN", help=about, show_default=False, parser=path_for("IN"))


def out(language: Language) -> Any:
    """Return `--out`, the folder for the results."""
    about = say("cli.out", language)
    return typer.Option("--out", metavar="OUT", help=about, parser=path_for("--out"))


def world(language: Language) -> Any:
    """Return the argument that names the folder of a made world."""
    about = say("cli.world", language)
    return typer.Argument(metavar="OUT", help=about, show_default=False, parser=path_for("OUT"))


def mapping(language: Language) -> Any:
    """Return `--map`, which may be given several times."""
    return typer.Option("--map", metavar="X=Y", help=say("cli.map", language))


def config(language: Language) -> Any:
    """Return `--config`."""
    about, parser = say("cli.config", language), path_for("--config")
    return typer.Option("--config", metavar="FILE", help=about, parser=parser)


def path_for(name: str) -> Callable[[str], Path]:
    """Return what makes a path of the text behind `name`; InputUnusable where it is blank.

    Python takes a path of no letters for the folder one stands in: a variable that is not
    set must not make a run over whatever lies there.
    """

    def parsed(given: str) -> Path:
        if not str(given).strip():
            raise wrong("empty_path", name=name)
        return Path(given)

    return parsed


def lang(language: Language) -> Any:
    """Return `--lang`; its value was already read when the application was built."""
    return typer.Option(
        "--lang", metavar="zh|en", help=say("cli.lang", language), callback=_check_language
    )


def _check_language(value: str | None) -> str | None:
    if value is not None and value not in LANGUAGES:
        raise wrong("language", value=value)
    return value


def overrides(given: list[str] | None) -> dict[str, str]:
    """Return `--map X=Y` as a mapping; InputUnusable where there is no `=`."""
    pairs = [item.partition("=") for item in given or []]
    for left, sign, right in pairs:
        if not sign or not left.strip() or not right.strip():
            wrong = {"given": f"{left}{sign}{right}"}
            raise InputUnusable(Message("cli.map_wrong", wrong))
    return {left.strip(): right.strip() for left, _, right in pairs}


PathOption = Path
