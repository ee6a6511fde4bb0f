"""Arrow columns built from arrays at once, because scans are millions of rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from steelyard.simulation.worlds.arrays import Counts, Flags, Months

_MONEY = pa.decimal128(18, 2)


def texts(labels: Sequence[str], index: Counts, known: Flags | None = None) -> pa.Array:
    """Return the label of each index; null where it is not known."""
    places = pa.array(index.astype(np.int32), mask=None if known is None else ~known)
    return pa.DictionaryArray.from_arrays(places, pa.array(labels, pa.string()))


def one_text(label: str, rows: int) -> pa.Array:
    """Return the same label in each row."""
    return texts([label], np.zeros(rows, dtype=np.int64))


def numbered(prefix: str, numbers: Counts, width: int) -> pa.Array:
    """Return ids such as `SO000017`."""
    digits = pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), width, "0")
    return pc.binary_join_element_wise(prefix, digits, "")


def money(fen: Counts) -> pa.Array:
    """Return decimals of yuan from whole fen, without passing through a float."""
    words = np.stack([fen, fen >> 63], axis=1).astype("<i8")
    return pa.Array.from_buffers(_MONEY, len(fen), [None, pa.py_buffer(words.tobytes())])


def dates(days: Months) -> pa.Array:
    """Return days as dates."""
    return pa.array(days.astype("datetime64[D]"), pa.date32())


def with_column(rows: pa.Table, name: str, values: pa.Array) -> pa.Table:
    """Return the table with other values in that column."""
    return rows.set_column(rows.schema.get_field_index(name), name, values)
