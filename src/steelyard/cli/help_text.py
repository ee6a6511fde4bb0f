"""The help of a command as the terminal shows it, in the language of the context.

It writes text from what the commands declare and parses nothing. Lines are folded by the
width that letters take on the screen, since a Chinese letter takes two places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len

from steelyard.cli.misuse import spelled
from steelyard.words import Language, say

_INDENT, _GAP = 2, 2
_PIECE = re.compile(r"\s+|[（“]*(?:[!-~]+|[^!-~])[，。、；：？！）”]*")
"""A word or one Chinese letter, with the signs that must stay on its line."""


def help_text(command: Any, ctx: Any, width: int) -> str:
    """Return usage, purpose, arguments, options and commands, in at most `width` places."""
    language: Language = ctx.obj
    pieces = " ".join(command.collect_usage_pieces(ctx))
    lines = [say("cli.usage", language, command=f"{ctx.command_path} {pieces}"), ""]
    lines += [" " * _INDENT + line for line in _folded(command.help, width - _INDENT)]
    params = command.get_params(ctx)
    commands = {name: command.get_command(ctx, name) for name in _names(command, ctx)}
    sections = {
        "arguments": [(spelled(p), _about(p, language)) for p in params if _is_argument(p)],
        "options": [(spelled(p), _about(p, language)) for p in params if not _is_argument(p)],
        "commands": [(name, one.help) for name, one in commands.items()],
    }
    for heading, rows in sections.items():
        if rows:
            lines += ["", say(f"cli.{heading}", language), *_list(rows, width)]
    return "\n".join(lines) + "\n"


def usage_pieces(command: Any, ctx: Any) -> list[str]:
    """Return what stands behind the command's name: arguments and required options."""
    params = command.get_params(ctx)
    pieces = [str(command.options_metavar), *(spelled(p) for p in params if _is_argument(p))]
    return pieces + [spelled(p) for p in params if p.required and not _is_argument(p)]


def _names(command: Any, ctx: Any) -> list[str]:
    return list(command.list_commands(ctx)) if hasattr(command, "list_commands") else []


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _about(param: Any, language: Language) -> str:
    if param.required:
        return f"{param.help}{say('cli.required', language)}"
    if isinstance(param.default, str):
        return f"{param.help}{say('cli.default', language, value=param.default)}"
    return str(param.help)


def _list(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return names on the left and what they mean on the right, one below the other."""
    left = max(cell_len(name) for name, _ in rows) + _GAP
    lines: list[str] = []
    for name, about in rows:
        first, *rest = _folded(about, width - _INDENT - left)
        lines.append(" " * _INDENT + name + " " * (left - cell_len(name)) + first)
        lines += [" " * (_INDENT + left) + line for line in rest]
    return lines


def _folded(text: str, width: int) -> list[str]:
    """Return the text in lines; it may break between words and between Chinese letters."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1].strip() and cell_len(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]
