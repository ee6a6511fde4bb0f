"""What `--map` settled, kept in `steelyard.mapping.toml` beside `steelyard.toml`.

The file belongs to Steelyard and is written as a whole, so that a person's own file with
its comments is never touched. A person's word wins over a remembered one, and this run's
`--map` over both.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from steelyard.intake.config_file import read_config
from steelyard.intake.memory import CORRECTS, Memory, merged
from steelyard.intake.overrides import from_overrides
from steelyard.words import Message

REMEMBERED = "steelyard.mapping.toml"


def load_memory(config: Path) -> Memory:
    """Read `steelyard.toml` (or a file given in its place) and what is remembered beside it.

    Raises InputUnusable, with the line or the key, where a file says something unknown.
    """
    remembered = read_config(config.with_name(REMEMBERED))
    return merged(remembered, read_config(config))


def remember(config: Path, overrides: Mapping[str, str]) -> tuple[Message, ...]:
    """Add `--map` to the remembered file; return notes on what could not be kept, and why."""
    path = config.with_name(REMEMBERED)
    known = merged(read_config(path), from_overrides(overrides))
    try:
        path.write_text(_toml(known), encoding="utf-8")
    except OSError as error:
        why = {"file": path.name, "reason": error.strerror or type(error).__name__}
        return (Message("intake.not_remembered", why),)
    return (Message("intake.remembered", {"file": path.name}), *_outvoted(config, overrides))


def _outvoted(config: Path, overrides: Mapping[str, str]) -> tuple[Message, ...]:
    """Say where steelyard.toml will overrule next time what was settled now."""
    said, now = read_config(config), from_overrides(overrides)
    again = merged(now, said)
    clash = [key for key in now.places if again.places[key] != now.places[key]]
    clash += [
        f"{CORRECTS}.{by}"
        for by, of in now.corrects.items()
        if not set(of) <= set(again.corrects.get(by, ()))
    ]
    clash += [
        f"{name}.{column}"
        for name, table in now.tables.items()
        for column, header in table.columns.items()
        if again.tables[name].columns[column] != header
    ]
    return tuple(Message("intake.outvoted", {"key": key, "file": config.name}) for key in clash)


def _toml(memory: Memory) -> str:
    lines = [
        "# 用 --map 定下的，由杆秤记住；删掉一行就不再记得。",
        "# Settled with --map and remembered by Steelyard; delete a line to forget it.",
    ]
    lines += ["", "[files]"] if memory.places else []
    lines += [f"{_quoted(k)} = {_quoted(v)}" for k, v in sorted(memory.places.items())]
    lines += ["", f"[{CORRECTS}]"] if memory.corrects else []
    lines += [f"{_quoted(by)} = {_listed(of)}" for by, of in sorted(memory.corrects.items())]
    for name, table in sorted(memory.tables.items()):
        if table.date_order:
            lines += ["", f"[tables.{name}]", f"date_order = {_quoted(table.date_order)}"]
        if table.columns:
            lines += ["", f"[tables.{name}.columns]"]
        lines += [f"{c} = {_quoted(h[0])}" for c, h in sorted(table.columns.items())]
    return "\n".join(lines) + "\n"


def _listed(names: tuple[str, ...]) -> str:
    quoted = ", ".join(map(_quoted, names))
    return quoted if len(names) == 1 else f"[{quoted}]"


def _quoted(text: str) -> str:
    escaped = "".join(
        f"\\u{ord(c):04x}" if ord(c) < 32 or c in '"\\' or ord(c) == 127 else c for c in text
    )
    return f'"{escaped}"'
