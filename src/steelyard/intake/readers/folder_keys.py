"""Columns that stand in the names of folders: `sell_in/year=2024/part-1.parquet`.

Only folders below the table's own count. DuckDB would read those above the input too, and
put their value in the place of a column of the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from steelyard.intake.quoting import literal

_NOTHING = "__HIVE_DEFAULT_PARTITION__"
_WHOLE = re.compile(r"-?(0|[1-9]\d{0,17})")


@dataclass(frozen=True)
class FolderKey:
    """One such column: its name, its DuckDB type, and SQL for a row's value."""

    name: str
    kind: str
    value: str


def folder_keys(
    folder: Path, paths: Sequence[Path], below: str, own: Sequence[str]
) -> list[FolderKey]:
    """Return the keys of the parts of one folder; `below` is SQL for a part's name there.

    A column that the files have themselves (`own`) is theirs.
    """
    values: dict[str, list[str]] = {}
    for path in paths:
        for name in path.relative_to(folder).parts[:-1]:
            key, sign, value = name.partition("=")
            if sign and key:
                values.setdefault(key, []).append(value)
    taken = {name.casefold() for name in own}
    return [_key(key, found, below) for key, found in values.items() if key.casefold() not in taken]


def _key(name: str, values: list[str], below: str) -> FolderKey:
    pattern = literal(f"(?:^|/){re.escape(name)}=([^/]*)/")
    text = f"url_decode(regexp_extract({below}, {pattern}, 1))"
    text = f"nullif(nullif({text}, {literal(_NOTHING)}), '')"
    kind = _kind([value for value in values if value not in ("", _NOTHING)])
    return FolderKey(name, kind, text if kind == "VARCHAR" else f"cast({text} as {kind})")


def _kind(values: list[str]) -> str:
    """Return the type that all values have: a code with leading zeros stays text."""
    if values and all(map(_is_day, values)):
        return "DATE"
    return "BIGINT" if values and all(map(_WHOLE.fullmatch, values)) else "VARCHAR"


def _is_day(value: str) -> bool:
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
