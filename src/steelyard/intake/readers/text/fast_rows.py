"""Rows of a text file whose every row is one line, split by Arrow at full speed.

It gives up, and says so, on files where a quoted cell runs over several lines or a quote
is never closed: there `careful_rows` reads, which is slower and loses less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from steelyard.intake.readers.refused import TOO_FEW, TOO_MANY, UNCLOSED, Refused
from steelyard.intake.readers.text.dialect import Dialect
from steelyard.intake.readers.text.split import loose_cells
from steelyard.intake.readers.text.utf8_stream import Tally

_BLOCK_BYTES = 8 << 20
_MOST_INVALID = 500_000


class NotOneLineARow(Exception):
    """The file needs the careful reader."""


@dataclass
class _Invalid:
    """The rows of another width, in the order met: their numbers and text."""

    numbers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def keep(self, row: arrow_csv.InvalidRow) -> str:
        """Note a row Arrow could not fit; called by Arrow's parser."""
        self.numbers.append(row.number)
        self.texts.append(row.text)
        return "skip" if len(self.numbers) <= _MOST_INVALID else "error"


def column_names(width: int) -> list[str]:
    """Return `c0`, `c1`, ... as sheets name their columns."""
    return [f"c{number}" for number in range(width)]


def fast_batches(
    stream: object, tally: Tally, dialect: Dialect, refused: Refused
) -> Iterator[pa.Table]:
    """Yield tables of `_row, c0, c1, ...` of text; blank cells are null, blank rows left out.

    Raises NotOneLineARow where Arrow cannot go on, or at the end where it made fewer rows
    than there were lines: then what was yielded must be thrown away.
    """
    invalid = _Invalid()
    seen = 0
    for batch in _arrow_batches(stream, dialect, invalid):
        numbers = _row_numbers(seen, batch.num_rows, list(invalid.numbers))
        seen += batch.num_rows
        yield _data_rows(pa.table(batch.columns, names=batch.schema.names), numbers, dialect)
    if seen + len(invalid.numbers) != tally.lines:
        raise NotOneLineARow
    yield _mended(invalid, dialect, refused)


def _arrow_batches(stream: object, dialect: Dialect, invalid: _Invalid) -> Iterator[pa.RecordBatch]:
    names = column_names(dialect.width)
    try:
        yield from arrow_csv.open_csv(
            stream,
            read_options=arrow_csv.ReadOptions(
                # Only one thread counts the rows it meets.
                use_threads=False,
                block_size=_BLOCK_BYTES,
                column_names=names,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=dialect.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=invalid.keep,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid as error:
        raise NotOneLineARow from error


def _row_numbers(seen: int, count: int, invalid: list[int]) -> np.ndarray:
    """Return the numbers of the next `count` good rows after `seen` good ones.

    Good row k (from 0) stands behind the invalid rows whose number less their own place
    among the invalid is at most k.
    """
    good = np.arange(seen, seen + count)
    before = np.asarray(invalid, dtype=np.int64) - np.arange(1, len(invalid) + 1)
    return good + 1 + np.searchsorted(before, good, side="right")


def _data_rows(table: pa.Table, numbers: np.ndarray, dialect: Dialect) -> pa.Table:
    """Return the rows below the headers that have any cell, with their numbers first."""
    wanted = pa.array(numbers > dialect.header_row)
    filled = table.column(0).is_valid()
    for column in table.columns[1:]:
        if pc.all(filled).as_py() is not False:
            break
        filled = pc.or_(filled, column.is_valid())
    numbered = table.add_column(0, "_row", pa.array(numbers, pa.int64()))
    return numbered.filter(pc.and_(filled, wanted))


def _mended(invalid: _Invalid, dialect: Dialect, refused: Refused) -> pa.Table:
    """Refuse the rows of another width; return those whose surplus cells are all blank."""
    kept: list[tuple[int, list[str]]] = []
    for number, text in zip(invalid.numbers, invalid.texts, strict=True):
        if number <= dialect.header_row:
            continue
        fit = fitted(loose_cells(text, dialect.delimiter), dialect.width)
        if isinstance(fit, list):
            kept.append((number, fit))
        elif text.strip():
            refused.add(number, text, fit)
    return rows_table(kept, dialect.width)


def fitted(cells: list[str] | None, width: int) -> list[str] | str:
    """Return a row of that width, or the reason key why its cells do not fit.

    Surplus cells that are blank are no loss: spreadsheets write them. None, in place of
    the cells, is a row with an open quote.
    """
    if cells is None:
        return UNCLOSED
    if len(cells) < width:
        return TOO_FEW
    return TOO_MANY if any(cell.strip() for cell in cells[width:]) else cells[:width]


def rows_table(rows: list[tuple[int, list[str]]], width: int) -> pa.Table:
    """Return numbered rows of text cells as Arrow; blank cells are null."""
    numbers = pa.array([number for number, _ in rows], pa.int64())
    columns = [
        pa.array([cells[place] or None for _, cells in rows], pa.string()) for place in range(width)
    ]
    return pa.table([numbers, *columns], names=["_row", *column_names(width)])
