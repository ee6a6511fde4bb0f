"""Parquet: one file, or many parts of one schema as one view. Nothing is copied.

Columns keep their own types. Rows count from 1 in each file. DuckDB's virtual columns
give file and row number even where the file itself has columns of those names.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from steelyard.intake.gathered import Gathered
from steelyard.intake.readers.folder_keys import FolderKey, folder_keys
from steelyard.intake.readers.reader import Reader, Source, one_number
from steelyard.intake.sheet import Sheet
from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

FILE_COLUMN = "_file"
_MOMENT = "TIMESTAMP WITH TIME ZONE"
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_PATTERN_SIGN = re.compile(r"([*?\[])")


def read(source: Source) -> list[Sheet]:
    """Return the one sheet of a Parquet file; InputUnusable where it is damaged."""
    _schema(source)
    return [replace(_view(source.name, [source], "NULL"), parquet=source.path)]


READER = Reader((".parquet", ".pq"), (b"PAR1",), read)


def read_together(folder: Path, name: str, parts: Sequence[Source]) -> list[Sheet]:
    """Return one sheet a schema over the parts of a folder.

    The view has `_file`, the part as messages name it, beside `_row`, its row there.
    """
    prefix = f"{_quoted(name + '/')} || "
    return [
        _view(f"{name}/", group, prefix + _name_below(folder), folder)
        for group in _of_one_schema(parts)
    ]


def joined(connection: duckdb.DuckDBPyConnection, sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets with those of Parquet files of one schema and folder as one sheet.

    One scan over nine files is much faster than nine scans in a row, each of which starts
    and ends its threads. Sheets of other kinds come back as they are, behind.
    """
    folders: dict[Path, list[Source]] = {}
    for sheet in sheets:
        if sheet.parquet is not None:
            source = Source(sheet.parquet, sheet.file, connection, sheet.parquet.parent)
            folders.setdefault(_root(source), []).append(source)
    together = [
        _view(f"{group[0].name} ...", group, _name_below(root))
        for root, sources in folders.items()
        for group in _of_one_schema(sources)
    ]
    return together + [sheet for sheet in sheets if sheet.parquet is None]


def _root(source: Source) -> Path:
    """Return the folder that the source's name counts from."""
    return source.path.absolute().parents[source.name.count("/")]


def _name_below(folder: Path) -> str:
    behind = len(folder.absolute().as_posix().rstrip("/")) + 2
    name = f"substr(filename, {behind})"
    # Elsewhere a backslash is a letter like any other.
    return f"replace({name}, '\\', '/')" if os.sep == "\\" else name


def _of_one_schema(parts: Sequence[Source]) -> list[list[Source]]:
    groups: list[tuple[pa.Schema, list[Source]]] = []
    troubles = Gathered()
    schemas: list[tuple[Source, pa.Schema]] = []
    for part in parts:
        with troubles.of():
            schemas.append((part, _schema(part)))
    troubles.tell()
    for part, schema in schemas:
        group = next((group for known, group in groups if known.equals(schema)), None)
        if group is None:
            groups.append((schema, [part]))
        else:
            group.append(part)
    return [group for _, group in groups]


def _schema(source: Source) -> pa.Schema:
    try:
        return pq.read_schema(source.path).remove_metadata()
    except (pa.ArrowException, OSError) as error:
        raise _damaged(source.name) from error


def _damaged(name: str) -> InputUnusable:
    return InputUnusable(Message("readers.parquet_damaged", {"file": name}))


def _view(name: str, parts: Sequence[Source], part_name: str, folder: Path | None = None) -> Sheet:
    """Make the view over parts of one schema and describe it.

    Below `folder`, names of folders such as `year=2024` are columns too.
    """
    source = parts[0]
    files = ", ".join(_quoted(_as_itself(part.path)) for part in parts)
    together = part_name != "NULL"
    scan = f"read_parquet([{files}], hive_partitioning = false)"
    relation = source.free_name()
    try:
        described = source.connection.execute(f"DESCRIBE SELECT * FROM {scan}").fetchall()
        types = tuple(str(row[1]) for row in described)
        schema = pq.read_schema(source.path)
        zones = _zones(schema)
        keys = _keys(folder, parts, schema)
        names = [f"c{number}" for number in range(len(types))]
        cells = [*map(_usable, names, types, zones)]
        cells += [f"{key.value} AS c{n}" for n, key in enumerate(keys, len(names))]
        cells += [f"{part_name} AS {FILE_COLUMN}"] if together else []
        source.connection.execute(
            f"CREATE VIEW {relation} AS SELECT {', '.join(['file_row_number + 1 AS _row', *cells])}"
            f" FROM {scan} AS part({', '.join(names)})"
        )
        rows = one_number(source.connection, f"SELECT count(*) FROM {relation}")
    except duckdb.Error as error:
        raise _damaged(name) from error
    headers = tuple(schema.names)
    notes = (*_notes(name, headers, types, rows), *_utc_notes(name, headers, types, zones))
    return Sheet(
        file=name,
        sheet=None,
        headers=(*headers, *(key.name for key in keys)),
        header_row=0,
        relation=relation,
        types=(*map(_type_after, types), *(key.kind for key in keys)),
        rows_read=rows,
        notes=notes,
        file_column=FILE_COLUMN if together else None,
    )


def _keys(folder: Path | None, parts: Sequence[Source], schema: pa.Schema) -> list[FolderKey]:
    if folder is None:
        return []
    return folder_keys(folder, [part.path for part in parts], _name_below(folder), schema.names)


def _as_itself(path: Path) -> str:
    """Return the path so that DuckDB takes `sales[1].parquet` for a name, not for a pattern."""
    return _PATTERN_SIGN.sub(r"[\1]", path.absolute().as_posix())


def _zones(schema: pa.Schema) -> tuple[str, ...]:
    """Return the time zone each column names; "UTC" where it names none."""
    return tuple(str(getattr(field.type, "tz", None) or "UTC") for field in schema)


def _is_nested(kind: str) -> bool:
    return kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION"))


def _usable(column: str, kind: str, zone: str) -> str:
    """Return the column as ids, numbers and days can be read from.

    Bytes and nests become text; a moment becomes what the clock showed in its own zone, for
    an order of midnight in Shanghai is of that day and not of the one before.
    """
    if kind == _MOMENT:
        return f"{_local(column, zone)} AS {column}"
    if kind == "BLOB":
        return f"try(decode({column})) AS {column}"
    return f"CAST({column} AS VARCHAR) AS {column}" if _is_nested(kind) else column


def _local(column: str, zone: str) -> str:
    offset = _OFFSET.fullmatch(zone)
    if offset is None:
        return f"timezone({_quoted(zone)}, {column})"
    sign, hours, minutes = offset.groups()
    ahead = f"INTERVAL '{hours} hours {minutes} minutes'"
    return f"timezone('UTC', {column}) {sign} {ahead}"


def _type_after(kind: str) -> str:
    if kind == _MOMENT:
        return "TIMESTAMP"
    return "VARCHAR" if kind == "BLOB" or _is_nested(kind) else kind


def _notes(
    name: str, headers: Sequence[str], types: Sequence[str], rows: int
) -> tuple[Message, ...]:
    notes = [
        Message("readers.column_as_text", {"place": name, "column": header, "kind": kind})
        for header, kind in zip(headers, types, strict=True)
        if kind != _type_after(kind) == "VARCHAR"
    ]
    if rows == 0:
        notes.append(Message("readers.header_only", {"place": name}))
    return tuple(notes)


def _utc_notes(
    name: str, headers: Sequence[str], types: Sequence[str], zones: Sequence[str]
) -> list[Message]:
    return [
        Message("readers.utc_times", {"place": name, "column": header})
        for header, kind, zone in zip(headers, types, zones, strict=True)
        if kind == _MOMENT and zone == "UTC"
    ]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
