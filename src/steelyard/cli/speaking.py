"""Typer's commands, speaking the language of the context instead of Typer's English.

Only what click offers to be overridden is: reading the line, usage and help.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from steelyard.cli.exit_codes import UNUSABLE
from steelyard.cli.help_text import help_text, usage_pieces
from steelyard.cli.misuse import misuse_told, refuse_more, refuse_options_as_values, wrong
from steelyard.words import say


class SpeakingCommand(TyperCommand):
    """One command; `ctx.obj` is the language."""

    # More than it takes is let through, so that `refuse_more` finds the words for it.
    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the line; InputUnusable says what is wrong with it."""
        refuse_options_as_values(self.get_params(ctx), args)
        with misuse_told(ctx):
            left = super().parse_args(ctx, args)
        refuse_more(ctx)
        return left

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what stands behind the name in the usage line."""
        return usage_pieces(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """Return `--help`, explained in the language."""
        return _explained(super().get_help_option(ctx), ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(help_text(self, ctx, formatter.width))


class SpeakingGroup(TyperGroup):
    """The program itself, with its commands; `ctx.obj` is the language."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the line up to the command; nothing at all shows the help."""
        if not args and not ctx.resilient_parsing:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(UNUSABLE)
        with misuse_told(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command; InputUnusable names those there are."""
        known = self.list_commands(ctx)
        if args[0] not in known:
            raise wrong("no_command", name=args[0], known=", ".join(known))
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what stands behind the name in the usage line."""
        return [*usage_pieces(self, ctx), self.subcommand_metavar]

    def get_help_option(self, ctx: Any) -> Any:
        """Return `--help`, explained in the language."""
        return _explained(super().get_help_option(ctx), ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(help_text(self, ctx, formatter.width))


def _explained(option: Any, ctx: Any) -> Any:
    option.help = say("cli.help", ctx.obj)
    return option
