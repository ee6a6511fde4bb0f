"""Packs columns of numbers into short text for the page, without losing a digit.

Numbers that are whole after a scale of 1, 10, ... 1,000,000 become integers above their least,
0 meaning "missing"; others stay doubles. Bytes of equal weight are laid side by side, which
deflates far better, and the whole is deflated and written in base64. `page/unpack.js` is the
other half.
"""

from __future__ import annotations

import base64
import zlib
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SCALES = (1, 10, 100, 1000, 10_000, 100_000, 1_000_000)
EXACT = 2**52
"""Between minus and plus this, distances are exact as doubles, in which the browser counts."""


class Packed(TypedDict):
    """A column as it stands in the page."""

    width: int
    """Bytes a number; 8 means doubles."""
    scale: int
    least: int
    data: str


def pack(values: Array) -> Packed:
    """Return a packed column; NaN is "missing"."""
    known = np.isfinite(values)
    largest = np.abs(values[known]).max(initial=0.0)
    for scale in SCALES:
        if largest >= EXACT / scale:
            break
        scaled = np.rint(np.where(known, values, 0.0) * scale)
        if bool(np.all((scaled / scale)[known] == values[known])):
            return _integers(scaled.astype(np.int64), known, scale)
    return {"width": 8, "scale": 1, "least": 0, "data": _planes(values.astype("<f8"), 8)}


def _integers(scaled: NDArray[np.int64], known: NDArray[np.bool_], scale: int) -> Packed:
    least = int(scaled[known].min()) if known.any() else 0
    above = np.where(known, scaled - least + 1, 0).astype("<u8")
    width = max(1, (int(above.max(initial=0)).bit_length() + 7) // 8)
    return {"width": width, "scale": scale, "least": least, "data": _planes(above, width)}


def _planes(numbers: NDArray[np.generic], width: int) -> str:
    """Deflate the lowest `width` bytes of 8-byte little-endian numbers, plane by plane."""
    planes = numbers.view(np.uint8).reshape(-1, 8)[:, :width].T
    return base64.b64encode(zlib.compress(planes.tobytes(), 9)).decode("ascii")


def rounded(values: Array, places: int = 6) -> Array:
    """Return ratios with the digits that anybody reads, so that they pack well."""
    return np.round(values, places)
