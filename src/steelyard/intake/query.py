"""A table made by SQL over the folder's files, as `steelyard.toml` may ask for.

The SQL may come from a stranger with the folder: it must be one SELECT over the folder's
own files, with no table function that reads anything, and it runs on a connection that
can reach nothing else anyway.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from threading import Timer
from typing import Any

import duckdb

from steelyard.intake.asking import number_of, row_of
from steelyard.intake.mapping import is_fed_back
from steelyard.intake.quarantine_headers import unique
from steelyard.intake.quoting import ident, literal
from steelyard.intake.readers.parquet import joined
from steelyard.intake.sheet import Sheet
from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

KEPT_UP_TO = 5_000_000
"""Results of up to so many rows are computed once; larger ones stay a view over the files."""
LONGEST_SECONDS = 900
"""A query over twenty million lines takes a minute; one that takes this long never ends."""
_SCHEMA = "brought"
_TABLE_FUNCTIONS = ("unnest", "range", "generate_series")
_FORBIDDEN = (
    "getenv", "current_setting", "random", "uuid", "gen_random_uuid", "uuidv4", "uuidv7", "nextval",
    "setval", "setseed", "sleep_ms", "write_log", "now", "today", "get_current_timestamp", "query",
    "query_table",
)  # fmt: skip
_ROW, _FILE = "_row", "_file"


def run_query(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    sql: str,
    sheets: Sequence[Sheet],
    config: str,
) -> tuple[Sheet, tuple[Sheet, ...]]:
    """Return the query's result as a sheet, and the sheets it was made from.

    Rows keep their place in the source files where the query hands on `_file` and `_row`.
    Raises InputUnusable for anything but one SELECT over files that are there.
    """
    tree = _parsed(connection, sql, table, config)
    used: dict[str, Sheet] = {}
    for node in _tables(tree):
        for sheet in _view(connection, str(node["table_name"]), sheets, table, config):
            used[sheet.relation] = sheet
        node["schema_name"] = _SCHEMA
        node["qualified_name"] = {"path": [_SCHEMA, node["table_name"]]}
    try:
        (query,) = row_of(connection, "select json_deserialize_sql(?)", [json.dumps(tree)])
        with _at_most(connection, LONGEST_SECONDS):
            sheet = _result(connection, table, str(query), config, simple=_is_simple(tree))
    except duckdb.InterruptException as error:
        raise _wrong("query_endless", table, config, minutes=LONGEST_SECONDS // 60) from error
    except duckdb.Error as error:
        raise _wrong("query_failed", table, config, reason=str(error).splitlines()[0]) from error
    return sheet, tuple(used.values())


@contextmanager
def _at_most(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Stop what the connection does after so long: a query may count for ever."""
    timer = Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _parsed(
    connection: duckdb.DuckDBPyConnection, sql: str, table: str, config: str
) -> dict[str, Any]:
    (text,) = row_of(connection, "select json_serialize_sql(?)", [sql])
    tree: dict[str, Any] = json.loads(str(text))
    if tree.get("error"):
        raise _wrong("query_failed", table, config, reason=tree.get("error_message", ""))
    if len(tree["statements"]) != 1:
        raise _wrong("query_not_one_select", table, config)
    for node in _nodes(tree):
        name = str(node.get("function_name", "")).lower()
        outside = node.get("type") == "TABLE_FUNCTION" and _function(node) not in _TABLE_FUNCTIONS
        if outside or name in _FORBIDDEN or node.get("type") == "SHOW_REF":
            raise _wrong("query_forbidden", table, config, function=name or _function(node))
    return tree


def _function(node: Mapping[str, Any]) -> str:
    return str(node.get("function", {}).get("function_name", "")).lower()


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    children = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    for child in children:
        yield from _nodes(child)


def _tables(tree: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the nodes that name a file: every table that no WITH of the query defines."""
    defined = {
        entry["key"]
        for node in _nodes(tree)
        if "cte_map" in node
        for entry in node["cte_map"].get("map", [])
    }
    return [
        node
        for node in _nodes(tree)
        if node.get("type") == "BASE_TABLE" and node["table_name"] not in defined
    ]


def _view(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    sheets: Sequence[Sheet],
    table: str,
    config: str,
) -> list[Sheet]:
    """Give a file name, a `file/sheet` or a pattern such as `sales_*.parquet` its view."""
    meant = [s for s in sheets if name in (s.file, f"{s.file}/{s.sheet}")]
    # Rows that are fed back are rows of what the query gives, not of what it reads.
    meant = meant or [s for s in sheets if fnmatchcase(s.file, name) and not is_fed_back(s.headers)]
    if not meant:
        known = ", ".join(dict.fromkeys(sheet.file for sheet in sheets))
        raise _wrong("query_no_file", table, config, name=name, known=known)
    connection.execute(f"create schema if not exists {_SCHEMA}")
    selects = " union all by name ".join(map(_select, joined(connection, meant)))
    connection.execute(f"create or replace view {_SCHEMA}.{ident(name)} as {selects}")
    return meant


def _select(sheet: Sheet) -> str:
    # A column of the file that is called _row is `_row#2`: its place is what it is by.
    names = unique(sheet.headers, beside=(_ROW, _FILE))
    columns = [f"c{n} as {ident(name)}" for n, name in enumerate(names)]
    file = literal(sheet.file) if sheet.file_column is None else ident(sheet.file_column)
    return f"select {', '.join(columns)}, {_ROW}, {file} as {_FILE} from {ident(sheet.relation)}"


def _is_simple(tree: dict[str, Any]) -> bool:
    """Return whether each row comes from one row of the one table that is named."""
    nodes = list(_nodes(tree))
    many = sum(node.get("type") == "BASE_TABLE" for node in nodes) > 1
    unnested = any(str(node.get("function_name", "")).lower() == "unnest" for node in nodes)
    return not many and not unnested


def _result(
    connection: duckdb.DuckDBPyConnection, table: str, sql: str, config: str, *, simple: bool
) -> Sheet:
    described = connection.execute(f"describe ({sql})").fetchall()
    names = [str(row[0]) for row in described]
    types = {str(row[0]): str(row[1]) for row in described}
    headers = tuple(name for name in names if name not in (_ROW, _FILE))
    placed = _ROW in names and _FILE in names
    own = [f"{ident(name)} as c{n}" for n, name in enumerate(headers)]
    at_place = [f"cast({ident(_ROW)} as bigint) as {_ROW}", f"cast({_FILE} as varchar) as {_FILE}"]
    few = placed and _count(connection, sql) <= KEPT_UP_TO
    # A join may hand on one order's place with each of its lines, or none: rows are found
    # again by their place, so it must be that of one row only.
    if placed and (few or not simple):
        placed = _is_place(connection, f"select {', '.join(at_place)} from ({sql})")
    place = at_place if placed else [f"row_number() over () as {_ROW}"]
    query = f"select {', '.join(own + place)} from ({sql})"
    relation = f"query_{table}"
    kind = "table" if not placed or few else "view"
    connection.execute(f"create {kind} {relation} as {query}")
    return Sheet(
        file=config,
        sheet=f"tables.{table}.query",
        headers=headers,
        header_row=0,
        relation=relation,
        types=tuple(types[name] for name in headers),
        rows_read=_count(connection, f"select 1 from {relation}"),
        file_column=_FILE if placed else None,
    )


def _is_place(connection: duckdb.DuckDBPyConnection, places: str) -> bool:
    """Return whether every row has a place, and each its own."""
    wrong = f"select 1 from ({places}) group by {_FILE}, {_ROW}"
    wrong += f" having count(*) > 1 or {_FILE} is null or {_ROW} is null limit 1"
    return connection.execute(wrong).fetchone() is None


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return number_of(connection, f"select count(*) from ({query})")


def _wrong(key: str, table: str, config: str, **figures: object) -> InputUnusable:
    return InputUnusable(Message(f"intake.{key}", {"table": table, "file": config, **figures}))
