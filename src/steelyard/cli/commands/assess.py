"""`steelyard assess IN --out OUT`: the main job."""

from pathlib import Path
from typing import Annotated

import typer

from steelyard.assessment import assess
from steelyard.cli import options
from steelyard.cli.progress import progress
from steelyard.cli.speaking import SpeakingCommand
from steelyard.words import Language, say


def register(app: typer.Typer, language: Language) -> None:
    """Add the command."""

    @app.command("assess", cls=SpeakingCommand, help=say("cli.assess", language))
    def command(
        source: Annotated[Path, options.source(language)],
        out: Annotated[Path, options.out(language)],
        engine: Annotated[
            str, typer.Option("--engine", metavar="duckdb|spark", help=say("cli.engine", language))
        ] = "duckdb",
        as_of: Annotated[
            str | None, typer.Option("--as-of", metavar="YYYY-MM", help=say("cli.as_of", language))
        ] = None,
        no_report: Annotated[
            bool, typer.Option("--no-report", help=say("cli.no_report", language))
        ] = False,
        mapping: Annotated[list[str] | None, options.mapping(language)] = None,
        config: Annotated[Path | None, options.config(language)] = None,
        lang: Annotated[str | None, options.lang(language)] = None,  # noqa: ARG001 read earlier
    ) -> None:
        with progress(language) as show:
            done = assess(
                source,
                out,
                engine=engine,
                as_of=as_of,
                report=not no_report,
                language=language,
                overrides=options.overrides(mapping),
                config=config,
                progress=show,
            )
        for line in done.summary:
            typer.echo(line.speak(language))
        named = out if no_report else out / "report.html"
        typer.echo(say("cli.done", language, path=named))
