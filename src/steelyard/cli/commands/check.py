"""`steelyard check IN`: reads and validates only."""

from pathlib import Path
from typing import Annotated

import typer

from steelyard.assessment import check
from steelyard.cli import options
from steelyard.cli.progress import progress
from steelyard.cli.speaking import SpeakingCommand
from steelyard.words import Language, say


def register(app: typer.Typer, language: Language) -> None:
    """Add the command."""

    @app.command("check", cls=SpeakingCommand, help=say("cli.check", language))
    def command(
        source: Annotated[Path, options.source(language)],
        mapping: Annotated[list[str] | None, options.mapping(language)] = None,
        config: Annotated[Path | None, options.config(language)] = None,
        lang: Annotated[str | None, options.lang(language)] = None,  # noqa: ARG001 read earlier
    ) -> None:
        with progress(language) as show:
            found = check(
                source, overrides=options.overrides(mapping), config=config, progress=show
            )
        for line in found.summary:
            typer.echo(line.speak(language))
