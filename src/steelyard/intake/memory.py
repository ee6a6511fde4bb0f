"""What was decided about a folder: `steelyard.toml`, and what `--map` settled.

`steelyard.toml` belongs to a person and is never written. What `--map` settled is
remembered in `steelyard.mapping.toml` beside it, which belongs to Steelyard and is written
as a whole. A person's word wins over a remembered one, and this run's `--map` over both.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from steelyard.intake.unusable import InputUnusable
from steelyard.tables import TABLES
from steelyard.words import Message

CONFIG = "steelyard.toml"
REMEMBERED = "steelyard.mapping.toml"
IGNORE = "ignore"
DATE_ORDERS = ("mdy", "dmy", "ymd")


@dataclass(frozen=True)
class TableMemory:
    """Decisions about one table."""

    files: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    query: str | None = None
    date_order: str | None = None


@dataclass(frozen=True)
class Memory:
    """All decisions about a folder. `places` names a table (or `ignore`) for a file."""

    settings: Mapping[str, object] = field(default_factory=dict)
    tables: Mapping[str, TableMemory] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    folder: str | None = None

    def table(self, name: str) -> TableMemory:
        """Return the decisions about a table; empty ones where there are none."""
        return self.tables.get(name, TableMemory())


def load_memory(config: Path) -> Memory:
    """Read `steelyard.toml` (or a file given in its place) and what is remembered beside it.

    Raises InputUnusable, with the line or the key, where a file says something unknown.
    """
    remembered = _read(config.with_name(REMEMBERED))
    return _merge(remembered, _read(config))


def apply_overrides(memory: Memory, overrides: Mapping[str, str]) -> Memory:
    """Return the memory with `--map` applied: `table.column` -> header, file -> table."""
    return _merge(memory, _from_overrides(overrides))


def remember(config: Path, overrides: Mapping[str, str]) -> tuple[Message, ...]:
    """Add `--map` to the remembered file; return notes on what could not be kept, and why."""
    path = config.with_name(REMEMBERED)
    merged = _merge(_read(path), _from_overrides(overrides))
    try:
        path.write_text(_toml(merged), encoding="utf-8")
    except OSError as error:
        why = {"file": path.name, "reason": error.strerror or type(error).__name__}
        return (Message("intake.not_remembered", why),)
    return (Message("intake.remembered", {"file": path.name}), *_outvoted(config, overrides))


def _outvoted(config: Path, overrides: Mapping[str, str]) -> tuple[Message, ...]:
    """Say where steelyard.toml will overrule next time what was settled now."""
    said, now = _read(config), _from_overrides(overrides)
    again = _merge(now, said)
    clash = [key for key in now.places if again.places[key] != now.places[key]]
    clash += [
        f"{name}.{column}"
        for name, table in now.tables.items()
        for column, header in table.columns.items()
        if again.tables[name].columns[column] != header
    ]
    return tuple(Message("intake.outvoted", {"key": key, "file": config.name}) for key in clash)


def _from_overrides(overrides: Mapping[str, str]) -> Memory:
    memory = Memory()
    for key, value in overrides.items():
        table, _, column = key.partition(".")
        if value == IGNORE or (value in TABLES and table not in TABLES):
            memory = replace(memory, places={**memory.places, key: value})
            continue
        if table not in TABLES:
            raise _wrong("map_unknown", key=key, value=value, known=", ".join(TABLES))
        added = (
            TableMemory(date_order=_date_order(value, "--map"))
            if column == "date_order"
            else TableMemory(columns={_column(table, column, "--map"): (value,)})
        )
        memory = _merge(memory, Memory(tables={table: added}))
    return memory


def _read(path: Path) -> Memory:
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Memory()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong("toml_broken", file=path.name, reason=str(error)) from error
    except OSError as error:
        raise _wrong("cannot_read", file=path.name, reason=str(error.strerror)) from error
    known = ("settings", "tables", "files", "ignore", "folder")
    _only(tree, known, path.name, "")
    return Memory(
        settings=_section(tree, "settings", path.name),
        tables={
            name: _table(name, spec, path.name)
            for name, spec in _section(tree, "tables", path.name).items()
        },
        places={k: _place(k, v, path.name) for k, v in _section(tree, "files", path.name).items()},
        ignore=_texts(tree.get("ignore", []), path.name, "ignore"),
        folder=tree.get("folder"),
    )


def _table(name: str, spec: Any, file: str) -> TableMemory:
    if name not in TABLES:
        raise _wrong("toml_table", file=file, table=name, known=", ".join(TABLES))
    if not isinstance(spec, dict):
        raise _wrong("toml_kind", file=file, key=f"tables.{name}")
    _only(spec, ("files", "columns", "query", "date_order"), file, f"tables.{name}.")
    columns = {
        _column(name, column, file): _texts(headers, file, f"tables.{name}.columns.{column}")
        for column, headers in _section(spec, "columns", file).items()
    }
    order = spec.get("date_order")
    return TableMemory(
        files=_texts(spec.get("files", []), file, f"tables.{name}.files"),
        columns=columns,
        query="\n".join(_texts(spec["query"], file, f"tables.{name}.query"))
        if "query" in spec
        else None,
        date_order=None if order is None else _date_order(order, file),
    )


def _section(tree: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    section = tree.get(key, {})
    if not isinstance(section, dict):
        raise _wrong("toml_kind", file=file, key=key)
    return section


def _only(tree: Mapping[str, Any], known: tuple[str, ...], file: str, prefix: str) -> None:
    for key in tree:
        if key not in known:
            raise _wrong("toml_key", file=file, key=prefix + key, known=", ".join(known))


def _texts(value: Any, file: str, key: str) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise _wrong("toml_kind", file=file, key=key)
    return tuple(texts)


def _column(table: str, column: str, file: str) -> str:
    names = [known.name for known in TABLES[table].columns]
    if column not in names:
        raise _wrong("toml_column", file=file, table=table, column=column, known=", ".join(names))
    return column


def _place(key: str, table: Any, file: str) -> str:
    if table != IGNORE and table not in TABLES:
        raise _wrong("toml_table", file=file, table=f"{key} = {table}", known=", ".join(TABLES))
    return str(table)


def _date_order(value: Any, file: str) -> str:
    if value not in DATE_ORDERS:
        raise _wrong("toml_date_order", file=file, value=value)
    return str(value)


def _merge(under: Memory, over: Memory) -> Memory:
    names = sorted({*under.tables, *over.tables})
    return Memory(
        settings={**under.settings, **over.settings},
        tables={name: _merge_table(under.table(name), over.table(name)) for name in names},
        places={**under.places, **over.places},
        ignore=over.ignore or under.ignore,
        folder=over.folder or under.folder,
    )


def _merge_table(under: TableMemory, over: TableMemory) -> TableMemory:
    return TableMemory(
        files=over.files or under.files,
        columns={**under.columns, **over.columns},
        query=over.query or under.query,
        date_order=over.date_order or under.date_order,
    )


def _toml(memory: Memory) -> str:
    lines = ["# Settled with --map and remembered by Steelyard; delete a line to forget it."]
    lines += ["", "[files]"] if memory.places else []
    lines += [f"{_quoted(k)} = {_quoted(v)}" for k, v in sorted(memory.places.items())]
    for name, table in sorted(memory.tables.items()):
        if table.date_order:
            lines += ["", f"[tables.{name}]", f"date_order = {_quoted(table.date_order)}"]
        if table.columns:
            lines += ["", f"[tables.{name}.columns]"]
        lines += [f"{c} = {_quoted(h[0])}" for c, h in sorted(table.columns.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = "".join(
        f"\\u{ord(c):04x}" if ord(c) < 32 or c in '"\\' or ord(c) == 127 else c for c in text
    )
    return f'"{escaped}"'


def _wrong(key: str, /, **figures: object) -> InputUnusable:
    return InputUnusable(Message(f"intake.{key}", figures))
