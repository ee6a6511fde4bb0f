"""Cells of a worksheet as text in one form, a column at a time.

Dates are ISO (`2024-03-05`, `2024-03-05 10:11:12`), numbers plain (`1001`, `0.5`, never
`1e+06`), truth values `true` and `false`. Text stays as it is, so an id `007` keeps its
zeros. A number that stands for a date (45356) stays a number: coercion knows better.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
_EXACT = 2.0**53
# Excel keeps 15 digits; a sum may carry more, 0.30000000000000004, which nobody typed.
_LONGEST_EXACT = 16


def column_text(cells: Sequence[Cell]) -> pa.Array:
    """Return the cells of one column as an Arrow array of text; blank ones '' or null."""
    try:
        # Most columns are text alone: to try is cheaper than to ask each cell.
        return pa.array(cells, pa.string())
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        kinds = set(map(type, cells))
    try:
        # Columns of one kind, with blanks, go through Arrow at once ...
        if kinds <= {float, int, str}:
            return _numbers_text(pa.array(_without_blanks(cells), pa.float64()))
        if kinds <= {dt.date, str}:
            return pc.cast(pa.array(_without_blanks(cells), pa.date32()), pa.string())
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        pass
    # ... and what is mixed, such as numbers among words, one by one.
    return pa.array(map(cell_text, cells), pa.string())


def _without_blanks(cells: Sequence[Cell]) -> list[Cell | None]:
    return [None if cell == "" else cell for cell in cells]


def _numbers_text(values: pa.Array) -> pa.Array:
    whole = pc.and_(pc.equal(pc.floor(values), values), pc.less(pc.abs(values), _EXACT))
    if pc.all(whole).as_py() is not False:
        return pc.cast(pc.cast(values, pa.int64()), pa.string())
    text = pc.cast(values, pa.string())
    long = pc.greater(pc.utf8_length(text), _LONGEST_EXACT)
    return _replaced(text, pc.or_(long, pc.match_substring_regex(text, "[en]")), values)


def _replaced(text: pa.Array, odd: pa.Array, values: pa.Array) -> pa.Array:
    """Write the few numbers Arrow writes with an exponent or too many digits by hand."""
    by_hand = pa.array([number_text(value.as_py()) for value in values.filter(odd)], pa.string())
    return pc.replace_with_mask(text, pc.fill_null(odd, False), by_hand)


def number_text(number: float) -> str:
    """Return a number without exponent, trailing zeros or digits Excel does not keep."""
    if not math.isfinite(number):
        return str(number)
    if number == int(number) and abs(number) < _EXACT:
        return str(int(number))
    plain = format(Decimal(f"{number:.15g}"), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def cell_text(cell: Cell) -> str:
    """Return one cell of any kind as text."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, dt.datetime):
        return moment_text(cell)
    if isinstance(cell, dt.timedelta):
        return number_text(cell / dt.timedelta(days=1))
    return cell.isoformat()


def moment_text(moment: dt.datetime) -> str:
    """Return a date, with its time where it has one, to the second.

    Excel keeps a moment as a fraction of a day, which is a few microseconds off.
    """
    if moment.microsecond >= 500_000 and moment.year < dt.MAXYEAR:
        moment += dt.timedelta(seconds=1)
    return moment.replace(microsecond=0).isoformat(" ").removesuffix(" 00:00:00")
