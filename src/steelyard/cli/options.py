"""Options that several commands share, with their help in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from steelyard.cli.misuse import wrong
from steelyard.intake import InputUnusable
from steelyard.words import LANGUAGES, Language, Message, say


def source(language: Language) -> Any:
    """Return the argument that names the input."""
    return typer.Argument(metavar="IN", help=say("cli.in", language), show_default=False)


def mapping(language: Language) -> Any:
    """Return `--map`, which may be given several times."""
    return typer.Option("--map", metavar="X=Y", help=say("cli.map", language))


def config(language: Language) -> Any:
    """Return `--config`."""
    return typer.Option("--config", metavar="FILE", help=say("cli.config", language))


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
