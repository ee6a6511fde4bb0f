"""`steelyard simulate OUT`: makes a labelled world."""

from pathlib import Path
from typing import Annotated

import typer

from steelyard.cli import options
from steelyard.cli.progress import progress
from steelyard.cli.speaking import SpeakingCommand
from steelyard.simulation.worlds import FAMILIES, simulate
from steelyard.words import Language, say


def register(app: typer.Typer, language: Language) -> None:
    """Add the command."""
    families = "|".join(FAMILIES)

    @app.command("simulate", cls=SpeakingCommand, help=say("cli.simulate", language))
    def command(
        out: Annotated[Path, options.world(language)],
        dealers: Annotated[
            int, typer.Option("--dealers", metavar="N", help=say("cli.dealers", language))
        ] = 300,
        months: Annotated[
            int, typer.Option("--months", metavar="M", help=say("cli.months", language))
        ] = 36,
        seed: Annotated[
            int, typer.Option("--seed", metavar="S", help=say("cli.seed", language))
        ] = 1,
        family: Annotated[
            str, typer.Option("--family", metavar=families, help=say("cli.family", language))
        ] = "usual",
        lang: Annotated[str | None, options.lang(language)] = None,  # noqa: ARG001 read earlier
    ) -> None:
        with progress(language) as show:
            world = simulate(
                out, dealers=dealers, months=months, seed=seed, family=family, progress=show
            )
        typer.echo(
            say(
                "simulation.made",
                language,
                dealers=dealers,
                months=months,
                cases=len(world.cast.cases),
                rivals=sum(map(bool, world.cast.rivals)),
                scans=f"{int(world.scans.sum()):,}",
            )
        )
        typer.echo(say("simulation.next", language, out=out))
        typer.echo(say("cli.done", language, path=out))
