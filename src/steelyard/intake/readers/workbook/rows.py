"""One worksheet's rows into the connection, as text, with its headers found.

It works a column at a time over blocks of rows: the reader's cells are Python objects,
and asking each what it is would take longer than reading the file.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from python_calamine import CalamineSheet

from steelyard.intake.readers.header_row import SAMPLE_ROWS, Headers, find_headers
from steelyard.intake.readers.reader import Source, one_number
from steelyard.intake.readers.workbook.cells import Cell, cell_text, column_text
from steelyard.intake.sheet import Sheet
from steelyard.words import Message

# Small enough that a block's cells stay in the processor's cache.
_ROWS_AT_ONCE = 1_000
Merged = tuple[tuple[int, int], tuple[int, int]]


def load_sheet(source: Source, name: str, sheet: CalamineSheet) -> Sheet | None:
    """Return the sheet with its rows loaded; None where it has no cells."""
    if sheet.start is None or not sheet.width:
        return None
    rows = sheet.iter_rows()
    first = list(islice(rows, sheet.start[0] + SAMPLE_ROWS))
    merged = _within(sheet)
    texts = [[cell_text(cell).strip() for cell in row] for row in first]
    headers = find_headers(texts, [(a[0], a[1], b[1]) for a, b in merged if b[1] > a[1]])
    if headers is None:
        return None
    with _no_garbage_sought():
        columns, kept = _columns(first, rows, headers, sheet.width)
    columns, filled = _filled_down(columns, merged, headers.last_row + 1)
    return _sheet(source, name, headers, columns, kept, filled)


@contextmanager
def _no_garbage_sought() -> Iterator[None]:
    """Keep Python's collector still: it walks all cells again and again and finds no cycle.

    It costs half as much again as the columns themselves.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _within(sheet: CalamineSheet) -> list[Merged]:
    """Return the merged cells, rows counted from the sheet's top, columns from its first."""
    left = sheet.start[1] if sheet.start else 0
    ranges: Sequence[Merged] = sheet.merged_cell_ranges or ()
    return [((a[0], a[1] - left), (b[0], b[1] - left)) for a, b in ranges]


def _columns(
    first: list[list[Cell]], rest: Iterator[list[Cell]], headers: Headers, width: int
) -> tuple[list[pa.ChunkedArray], list[int]]:
    """Return the cells below the headers as text, and which columns are worth keeping."""
    chunks: list[list[pa.Array]] = [[] for _ in range(width)]
    block = first[headers.last_row + 1 :]
    while block or (block := list(islice(rest, _ROWS_AT_ONCE))):
        for place, cells in enumerate(zip(*block, strict=True)):
            chunks[place].append(column_text(cells))
        block = []
    columns = [pa.chunked_array(chunk, pa.string()) for chunk in chunks]
    kept = [
        place for place, column in enumerate(columns) if headers.names[place] or _any_text(column)
    ]
    return columns, kept


def _any_text(column: pa.ChunkedArray) -> bool:
    return bool(pc.any(pc.not_equal(column, "")).as_py())


def _any_empty(column: pa.ChunkedArray) -> bool:
    return bool(pc.any(pc.equal(column, "")).as_py())


def _filled_down(
    columns: list[pa.ChunkedArray], merged: list[Merged], top: int
) -> tuple[list[pa.ChunkedArray], int]:
    """Give every row of cells merged downwards the value that is shown for all of them."""
    filled = 0
    for place, column in enumerate(columns):
        origin = np.arange(len(column))
        for (row, left), (bottom, right) in merged:
            if left == place == right and row >= top and bottom > row:
                origin[row - top : bottom - top + 1] = row - top
        if (moved := int(np.count_nonzero(origin != np.arange(len(column))))) > 0:
            columns[place] = column.take(pa.array(origin))
            filled += moved
    return columns, filled


def _sheet(
    source: Source,
    name: str,
    headers: Headers,
    columns: list[pa.ChunkedArray],
    kept: list[int],
    filled: int,
) -> Sheet:
    relation, rows = _load(source, [columns[place] for place in kept], headers.last_row + 2)
    place = {"place": f"{source.name}, {name}"}
    notes = [Message("readers.merged_filled", {**place, "count": filled})] if filled else []
    if rows == 0:
        notes.append(Message("readers.header_only", place))
    return Sheet(
        file=source.name,
        sheet=name,
        headers=tuple(headers.names[place] for place in kept),
        header_row=headers.last_row + 1,
        relation=relation,
        types=("VARCHAR",) * len(kept),
        rows_read=rows,
        notes=tuple(notes),
    )


def _load(source: Source, columns: list[pa.ChunkedArray], first_row: int) -> tuple[str, int]:
    """Make the table of rows that have any cell; return its name and their number."""
    names = [f"c{place}" for place in range(len(columns))]
    numbers = pa.array(np.arange(first_row, first_row + len(columns[0])), pa.int64())
    arriving = pa.table([numbers, *columns], names=["_row", *names])
    relation = source.free_name()
    source.connection.register("arriving_rows", arriving)
    # DuckDB compares cells with nothing only in the columns that have such cells.
    empty = [_any_empty(column) for column in columns]
    cells = ", ".join(
        f"nullif({name}, '') AS {name}" if some else name
        for name, some in zip(names, empty, strict=True)
    )
    full = any(not e and not c.null_count for e, c in zip(empty, columns, strict=True))
    filled = "true" if full else f"coalesce({', '.join(names)}) IS NOT NULL"
    rows = one_number(
        source.connection,
        f"CREATE TABLE {relation} AS SELECT * FROM (SELECT _row, {cells} FROM arriving_rows) "
        f"WHERE {filled}",
    )
    source.connection.unregister("arriving_rows")
    return relation, rows
