"""The application: finds the language, walks the commands, turns errors into exit codes.

Exit codes: 0 done, 2 the input (or the command) cannot be used, 1 failed, 130 stopped by
the user. A user never sees a traceback; `STEELYARD_DEBUG=1` shows it to a developer.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pkgutil import iter_modules
from typing import cast

import typer
from rich.console import Console

from steelyard.cli import commands, program
from steelyard.cli.exit_codes import DONE, FAILED, STOPPED, UNUSABLE
from steelyard.cli.language import chosen_language
from steelyard.cli.plainer import PLAINER
from steelyard.cli.speaking import SpeakingGroup
from steelyard.engines import EngineUnavailable
from steelyard.intake.unusable import InputUnusable
from steelyard.report import MissingAsset
from steelyard.words import Language, say

_TROUBLES = {
    errno.ENOSPC: "cli.full",
    errno.EDQUOT: "cli.full",
    errno.EACCES: "cli.forbidden",
    errno.EPERM: "cli.forbidden",
    errno.EROFS: "cli.forbidden",
}


def build(language: Language) -> typer.Typer:
    """Return the application with every command of `cli/commands`, in that language."""
    app = typer.Typer(
        cls=SpeakingGroup,
        help=say("cli.about", language),
        subcommand_metavar="COMMAND [ARGS]",
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "obj": language},
    )
    program.register(app, language)
    for info in iter_modules(commands.__path__):
        import_module(f"{commands.__name__}.{info.name}").register(app, language)
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A log in a Western encoding cannot hold a Chinese name: escape it, and do not fail.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=PLAINER)
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(given))


def run(given: list[str]) -> int:
    """Run the command line; return its exit code."""
    language = chosen_language(given)
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        code = cast("int | None", build(language)(given, standalone_mode=False)) or DONE
    except (KeyboardInterrupt, typer.Abort):
        code = STOPPED
    except (InputUnusable, EngineUnavailable, MissingAsset) as error:
        errors.print(error.speak(language), markup=False)
        return UNUSABLE
    except Exception as error:  # the last resort: a sentence instead of a traceback
        if not _is_ctrl_c(error):
            return _failed(error, errors, language)
        code = STOPPED
    if code == STOPPED:  # by an exception, or by Typer, which hands Ctrl-C on as a code
        errors.print(say("cli.stopped", language), markup=False)
    return code


def _is_ctrl_c(error: Exception) -> bool:
    """Return whether it is what DuckDB makes of a Ctrl-C that comes during a query."""
    return type(error) is RuntimeError and str(error) == "Query interrupted"


def _failed(error: Exception, errors: Console, language: Language) -> int:
    if os.environ.get("STEELYARD_DEBUG"):
        errors.print_exception()
    place = getattr(error, "filename", None)
    said = say(_key(error), language, kind=type(error).__name__, error=error, place=place)
    errors.print(said, markup=False)
    return FAILED


def _key(error: Exception) -> str:
    """Return the sentence for it: the machine's usual troubles have their own, with the place."""
    if not isinstance(error, OSError):
        return "cli.failed"
    usual = _TROUBLES.get(error.errno or 0)
    return usual if usual and error.filename else "cli.disk"
