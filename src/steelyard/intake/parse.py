"""A sheet as a table of the contract: typed columns, and a mask that says what is wrong.

Text is parsed once into a table; a typed sheet without faults stays a view over its file.
Every row of the sheet stands in the result: a row is refused by its mask, never dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from steelyard.intake.asking import number_of
from steelyard.intake.coerce import TOO_HIGH, TOO_LOW, Check, Coercion
from steelyard.intake.header_rows import is_header_row
from steelyard.intake.mapping import OWN_HEADERS, Match, is_fed_back
from steelyard.intake.note_rows import is_note
from steelyard.intake.quoting import ident, literal
from steelyard.intake.result import NO_LINES
from steelyard.intake.sheet import Sheet
from steelyard.tables.schema import SQL_TYPE

TOTAL_ROW, BLANK_ROW, NOTE_ROW, HEADER_ROW = 1, 2, 4, 8
_NO_LINES = (TOTAL_ROW, BLANK_ROW, NOTE_ROW, HEADER_ROW)
NO_LINE_BITS = dict(zip(_NO_LINES, NO_LINES, strict=True))
"""The bits of rows that are no lines, each with the key of its reason."""
KEPT_UP_TO = 5_000_000
"""A typed sheet with faults and no more rows is parsed once too, not each time it is used."""
_FIRST_BIT = 4
_LEADING = 3
_TOTAL = (
    r"(?i)^\s*([本全各]?[页月年季日部]?\s*[合总小累]\s*计|.{0,60}(合计|小计|总计|汇总)"
    r"|((grand|sub)[\s-]*)?totals?|.{0,60}\stotals?)\s*[:：]?\s*$"
)
_BY_SIGN = ("quantity", "amount")


@dataclass(frozen=True)
class Parsed:
    """One sheet parsed. `relation` has the table's columns, `_file`, `_row` and `_mask`.

    `_raw` is NULL, or for a row with a fault its mapped cells that gave no value, so that
    two faulty rows are told apart although neither has one.
    """

    number: int
    sheet: Sheet
    match: Match
    relation: str
    checks: tuple[Check, ...]
    masks: Mapping[int, int]
    """How many rows have which mask; 0 is a row without fault."""
    repeats: int | None = None
    """Rows that repeat one, where the sheet was too large to count them."""

    @property
    def refusing(self) -> int:
        """The bits that refuse a row."""
        return refusing_bits(self.checks)

    @property
    def sound(self) -> bool:
        """Whether no row is refused."""
        return all(mask & self.refusing == 0 for mask in self.masks)


def refusing_bits(checks: tuple[Check, ...]) -> int:
    """Return the mask of all faults for which a row is refused."""
    bits = (1 << (n + _FIRST_BIT) for n, check in enumerate(checks) if check.refuses)
    return sum(NO_LINE_BITS) | sum(bits)


def bit_of(number: int) -> int:
    """Return the bit of the check with that number."""
    return int(1 << (number + _FIRST_BIT))


def parse(
    connection: duckdb.DuckDBPyConnection,
    number: int,
    sheet: Sheet,
    match: Match,
    coercions: tuple[Coercion, ...],
    repeats: int | None = None,
) -> Parsed:
    """Make the parsed relation of a sheet and count its faults."""
    checks = tuple(check for coercion in coercions for check in coercion.checks)
    from_text = any(coercion.cells.needs_parsing for coercion in coercions)
    watched = from_text or any(check.refuses for check in checks)
    query = _query(sheet, match, coercions, checks, totals=watched)
    relation = f"parsed_{number}"
    kept = from_text or (watched and sheet.rows_read <= KEPT_UP_TO)
    kind = "table" if kept else "view"
    connection.execute(f"create {kind} {relation} as {query}")
    masks = {0: sheet.rows_read - _refused_by_reader(connection, sheet)}
    if watched or checks:
        counted = f"select _mask, count(*) from {relation} group by _mask order by _mask"
        masks = dict(connection.execute(counted).fetchall())
    return Parsed(number, sheet, match, relation, checks, masks, repeats)


def _refused_by_reader(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> int:
    if sheet.refused is None:
        return 0
    return number_of(connection, f"select count(*) from {ident(sheet.refused)}")


def _query(
    sheet: Sheet,
    match: Match,
    coercions: tuple[Coercion, ...],
    checks: tuple[Check, ...],
    *,
    totals: bool,
) -> str:
    """Return the stages: text, shape, value, mask, and at last the columns of the contract."""
    texts = [f"{c.text} as t_{c.name}" for c in coercions]
    shapes = [f"{c.shape} as s_{c.name}" for c in coercions if c.shape]
    values = [f"{c.value} as {ident(c.name)}" for c in coercions]
    query = f"select *, {', '.join(texts)} from {ident(sheet.relation)}"
    query = f"select *, {', '.join(shapes)} from ({query})" if shapes else query
    query = f"select *, {', '.join(values)} from ({query})"
    mask = _mask(sheet, coercions, checks) if totals else _faults(checks)
    query = f"select *, {mask} as _mask from ({query})"
    columns = _columns(match, {c.name: c for c in coercions}, checks)
    file = literal(sheet.file) if sheet.file_column is None else ident(sheet.file_column)
    cells = ", ".join(_without_value(c) for c in coercions)
    raw = f"case when _mask <> 0 then nullif(concat_ws('\x1f', {cells}), '') end"
    file = f"cast({file} as varchar)"
    return f"select {columns}, {file} as _file, _row, _mask, {raw} as _raw from ({query})"


def _without_value(one: Coercion) -> str:
    """Return SQL for the name and the text of a cell that gave no value; NULL for any other."""
    text = f"concat({literal(one.name)}, '=', cast(t_{one.name} as varchar))"
    return f"case when {ident(one.name)} is null and t_{one.name} is not null then {text} end"


def _columns(match: Match, made: Mapping[str, Coercion], checks: tuple[Check, ...]) -> str:
    listed = []
    for column in match.table.columns:
        sql_type, name = SQL_TYPE[column.kind], ident(column.name)
        if column.name in made:
            value = _signed(column.name, made, _within(column.name, checks))
        else:
            value = "null" if column.when_absent is None else literal(column.when_absent)
            value = f"cast({value} as {sql_type})"
        listed.append(value if value == name else f"{value} as {name}")
    return ", ".join(listed)


def _within(name: str, checks: tuple[Check, ...]) -> str:
    """Return the value, left blank where an optional one is out of its range."""
    out = [
        check.condition
        for check in checks
        if check.column.name == name and not check.refuses and check.kind in (TOO_LOW, TOO_HIGH)
    ]
    return f"case when {' or '.join(out)} then null else {ident(name)} end" if out else ident(name)


def _signed(name: str, made: Mapping[str, Coercion], value: str) -> str:
    """Make a return's quantity and amount negative, however the document writes them."""
    if name not in _BY_SIGN or "document_type" not in made:
        return value
    return f"case when document_type = 'return' and {value} > 0 then -{value} else {value} end"


def _faults(checks: tuple[Check, ...]) -> str:
    bits = [
        f"case when {check.condition} then {bit_of(n)} else 0 end" for n, check in enumerate(checks)
    ]
    return f"cast({' + '.join(bits) or '0'} as bigint)"


def _leading(headers: tuple[str, ...]) -> list[int]:
    """Return the places of the cells in which a totals row says that it is one.

    In a quarantine file that is fed back the first cells of one layout may stand anywhere.
    """
    return _own(headers) if is_fed_back(headers) else _own(headers)[:_LEADING]


def _own(headers: tuple[str, ...]) -> list[int]:
    """Return the places of the row's cells, less what a quarantine file adds to them."""
    added = OWN_HEADERS if is_fed_back(headers) else ()
    return [n for n, header in enumerate(headers) if header not in added]


def _repeats_headers(sheet: Sheet, coercions: tuple[Coercion, ...]) -> str:
    """Return SQL for a row of headers: it has no day and no number, so few are looked at."""
    valued = [c.cells.column for c in coercions if c.cells.column.kind not in ("id", "text")]
    unread = " or ".join(f"{ident(one.name)} is null" for one in valued if one.required) or "true"
    repeats = is_header_row(sheet.headers, _own(sheet.headers))
    return f"case when {unread} then {repeats} else false end"


def _mask(sheet: Sheet, coercions: tuple[Coercion, ...], checks: tuple[Check, ...]) -> str:
    """Return the faults; a row that is no line has that one fault and no other."""
    worded = [c for c in coercions if c.cells.column.kind in ("id", "text", "date", "choice")]
    filled = " + ".join(f"case when t_{c.name} is null then 0 else 1 end" for c in worded) or "0"
    blank = " and ".join(f"t_{c.name} is null" for c in coercions) or "false"
    wanting = [f"{ident(c.name)} is null" for c in worded if c.cells.column.required]
    suspect = " or ".join([*wanting, f"({filled}) <= 1"])
    own = _own(sheet.headers)
    leading = [f"cast(c{n} as varchar)" for n in _leading(sheet.headers)]
    total = " or ".join(f"regexp_matches({cell}, {literal(_TOTAL)})" for cell in leading) or "false"
    return (
        f"case when case when {suspect} then coalesce({total}, false) else false end"
        f" then {TOTAL_ROW}"
        f" when {_repeats_headers(sheet, coercions)} then {HEADER_ROW}"
        f" when {is_note(coercions, own)} then {NOTE_ROW}"
        f" when {blank} then {BLANK_ROW}"
        f" else {_faults(checks)} end"
    )
