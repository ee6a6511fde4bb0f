"""`steelyard` itself, before any command: its version and its language."""

from typing import Annotated

import typer

import steelyard
from steelyard.cli import options
from steelyard.cli.misuse import wrong
from steelyard.words import Language, say


def register(app: typer.Typer, language: Language) -> None:
    """Add the options that stand before a command."""

    @app.callback()
    def program(
        ctx: typer.Context,
        version: Annotated[  # noqa: ARG001 shown by its callback
            bool,
            typer.Option(
                "--version", help=say("cli.version", language), is_eager=True, callback=_version
            ),
        ] = False,
        lang: Annotated[str | None, options.lang(language)] = None,  # noqa: ARG001 read earlier
    ) -> None:
        if ctx.invoked_subcommand is None:
            known = ", ".join(ctx.command.list_commands(ctx))  # type: ignore[attr-defined]
            raise wrong("command_missing", known=known, command=ctx.command_path)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"steelyard {steelyard.__version__}")
        raise typer.Exit
