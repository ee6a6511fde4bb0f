"""From the decimals that engines sum to the doubles that NumPy works on, without a slip.

Arrow's own cast multiplies by 0.0001 and so misses the nearest double in one value of three;
engines differ in the last digit of very large values. Here both give the nearest double.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_EXACT = 2**53
"""Whole numbers up to here are doubles, and dividing two doubles rounds correctly."""


def nearest_doubles(column: pa.ChunkedArray) -> pa.Array:
    """Return the column as float64, nulls kept; decimals become their nearest double."""
    if not pa.types.is_decimal(column.type):
        return pc.cast(column, pa.float64()).combine_chunks()
    column = pc.cast(column, pa.decimal128(38, column.type.scale))
    return pa.concat_arrays([_nearest(chunk) for chunk in column.chunks] or [pa.array([], "f8")])


def _nearest(chunk: pa.Decimal128Array) -> pa.Array:
    low, high = _halves(chunk)
    if np.any((high != low >> 63) | (np.abs(low) > _EXACT)):
        return pc.cast(pc.cast(chunk, pa.string()), pa.float64())
    values = pa.py_buffer(low / 10.0**chunk.type.scale)
    doubles = pa.Array.from_buffers(pa.float64(), len(chunk), [None, values])
    return pc.if_else(chunk.is_valid(), doubles, pa.scalar(None, pa.float64()))


def _halves(chunk: pa.Decimal128Array) -> tuple[np.ndarray, np.ndarray]:
    """Return the low and the high 64 bits of the unscaled values; 0 where null."""
    bits = np.frombuffer(chunk.buffers()[1], np.int64).reshape(-1, 2)
    bits = bits[chunk.offset : chunk.offset + len(chunk)]
    known = chunk.is_valid().to_numpy(zero_copy_only=False)
    return np.where(known, bits[:, 0], 0), np.where(known, bits[:, 1], 0)
