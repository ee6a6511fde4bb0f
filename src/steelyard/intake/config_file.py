"""`steelyard.toml`: what a person says about a folder. It is read and never written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from steelyard.intake.memory import (
    CORRECTS,
    IGNORE,
    Memory,
    TableMemory,
    known_column,
    known_date_order,
    other_files,
    wrong,
)
from steelyard.intake.toml_mistakes import mistake
from steelyard.intake.unusable import InputUnusable
from steelyard.tables import TABLES

CONFIG = "steelyard.toml"


def read_config(path: Path) -> Memory:
    """Read decisions from a file; none where there is no file.

    Raises InputUnusable, with the line or the key, where it says something unknown.
    """
    tree = _parsed(path)
    if tree is None:
        return Memory()
    known = ("settings", "tables", "files", CORRECTS, "ignore", "folder")
    _only(tree, known, path.name, "")
    return Memory(
        settings=_section(tree, "settings", path.name),
        tables={
            name: _table(name, spec, path.name)
            for name, spec in _section(tree, "tables", path.name).items()
        },
        places={k: _place(k, v, path.name) for k, v in _section(tree, "files", path.name).items()},
        corrects={
            by: other_files(by, _texts(of, path.name, f"{CORRECTS}.{by}"), path.name)
            for by, of in _section(tree, CORRECTS, path.name).items()
        },
        ignore=_texts(tree.get("ignore", []), path.name, "ignore"),
        folder=_folder(tree.get("folder"), path.name),
    )


def _parsed(path: Path) -> dict[str, Any] | None:
    """Return what the file says, None where there is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise wrong("toml_encoding", file=path.name) from error
    except OSError as error:
        raise wrong("cannot_read", file=path.name, reason=str(error.strerror)) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputUnusable(mistake(error, text, path.name)) from error
    except RecursionError as error:
        deep = tomllib.TOMLDecodeError("Brackets nested too deeply")
        raise InputUnusable(mistake(deep, text, path.name)) from error


def _table(name: str, spec: Any, file: str) -> TableMemory:
    if name not in TABLES:
        raise wrong("toml_table", file=file, table=name, known=", ".join(TABLES))
    if not isinstance(spec, dict):
        raise wrong("toml_kind", file=file, key=f"tables.{name}")
    _only(spec, ("files", "columns", "query", "date_order"), file, f"tables.{name}.")
    columns = {
        known_column(name, column, file): _texts(headers, file, f"tables.{name}.columns.{column}")
        for column, headers in _section(spec, "columns", file).items()
    }
    order = spec.get("date_order")
    return TableMemory(
        files=_texts(spec.get("files", []), file, f"tables.{name}.files"),
        columns=columns,
        query="\n".join(_texts(spec["query"], file, f"tables.{name}.query"))
        if "query" in spec
        else None,
        date_order=None if order is None else known_date_order(order, file),
    )


def _section(tree: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    section = tree.get(key, {})
    if not isinstance(section, dict):
        raise wrong("toml_kind", file=file, key=key)
    return section


def _only(tree: Mapping[str, Any], known: tuple[str, ...], file: str, prefix: str) -> None:
    for key in tree:
        if key not in known:
            raise wrong("toml_key", file=file, key=prefix + key, known=", ".join(known))


def _texts(value: Any, file: str, key: str) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise wrong("toml_kind", file=file, key=key)
    return tuple(texts)


def _folder(value: Any, file: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise wrong("toml_kind", file=file, key="folder")
    return value


def _place(key: str, table: Any, file: str) -> str:
    if table != IGNORE and table not in TABLES:
        raise wrong("toml_table", file=file, table=f"{key} = {table}", known=", ".join(TABLES))
    return str(table)
