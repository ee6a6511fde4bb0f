"""`steelyard evaluate WORLD OUT`: the verdicts in OUT against the truth of a made world."""

import json
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from steelyard.cli import options
from steelyard.cli.progress import progress
from steelyard.cli.speaking import SpeakingCommand
from steelyard.cli.text_table import text_table
from steelyard.intake import InputUnusable
from steelyard.scorecard import evaluate
from steelyard.scorecard.told import Section, sections
from steelyard.words import Language, Message, say


def register(app: typer.Typer, language: Language) -> None:
    """Add the command."""

    @app.command("evaluate", cls=SpeakingCommand, help=say("cli.evaluate", language))
    def command(
        world: Annotated[Path, _folder("WORLD", "cli.world_truth", language)],
        out: Annotated[Path, _folder("OUT", "cli.world_out", language)],
        start: Annotated[
            str | None, typer.Option("--from", metavar="YYYY-MM", help=say("cli.from", language))
        ] = None,
        budget: Annotated[
            str | None, typer.Option("--budget", metavar="K", help=say("cli.budget", language))
        ] = None,
        into: Annotated[
            Path | None,
            typer.Option(
                "--json",
                metavar="FILE",
                help=say("cli.json", language),
                parser=options.path_for("--json"),
            ),
        ] = None,
        lang: Annotated[str | None, options.lang(language)] = None,  # noqa: ARG001 read earlier
    ) -> None:
        since, a_month = _month(start), _alarms(budget)
        if into is not None:
            _check_file(into)
        with progress(language) as show:
            card = evaluate(world, out, start=since, budget=a_month, progress=show)
        for section in sections(card, language):
            _print(section)
        if into is not None:
            text = json.dumps(card.to_dict(), ensure_ascii=False, indent=1)
            into.write_text(text + "\n", encoding="utf-8")
            typer.echo(say("cli.done", language, path=into))


def _folder(name: str, key: str, language: Language) -> object:
    parser = options.path_for(name)
    return typer.Argument(metavar=name, help=say(key, language), show_default=False, parser=parser)


def _month(given: str | None) -> np.datetime64 | None:
    if given is None:
        return None
    try:
        year, month = given.strip().split("-")
        return np.datetime64(f"{int(year):04d}-{int(month):02d}", "M")
    except ValueError:
        raise InputUnusable(Message("scorecard.from_wrong", {"value": given})) from None


def _alarms(given: str | None) -> int | None:
    if given is None:
        return None
    if not given.strip().isdecimal() or int(given) < 1:
        raise InputUnusable(Message("scorecard.budget_wrong", {"value": given}))
    return int(given)


def _check_file(into: Path) -> None:
    """Raise InputUnusable where no such file can be: nobody should wait in vain."""
    if into.is_dir() or not into.parent.is_dir():
        raise InputUnusable(Message("scorecard.json_wrong", {"path": into}))


def _print(section: Section) -> None:
    """Print the title, the table and the notes, a blank line before a title."""
    if section.title:
        typer.echo(f"\n{section.title}")
    for line in text_table(section.head, section.rows):
        typer.echo(line)
    for note in section.notes:
        typer.echo(f"  {note}" if section.title else note)
