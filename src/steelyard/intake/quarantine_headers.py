"""The headers under which a sheet's cells stand in a quarantine file.

They are its own, told apart from each other and from those that the file adds; by them the
cells find their way back.
"""

from __future__ import annotations

from collections.abc import Sequence

from steelyard.intake.mapping import OWN_HEADERS, RAW, is_fed_back
from steelyard.intake.sheet import Sheet


def quarantine_headers(sheet: Sheet) -> tuple[str, ...]:
    """Return a header for each column; a quarantine file that is fed back keeps what it has."""
    if is_fed_back(sheet.headers) and sheet.source is None:
        return unique(sheet.headers)
    return unique(sheet.headers, beside=(*OWN_HEADERS, RAW))


def unique(headers: Sequence[str], beside: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the headers with blank ones named by position and later equals numbered.

    `beside` are names that are taken already.
    """
    seen = {name.casefold(): 1 for name in beside}
    named = []
    for n, header in enumerate(headers):
        name = header or f"column {n + 1}"
        # Names that differ only in case are one name to DuckDB.
        seen[name.casefold()] = seen.get(name.casefold(), 0) + 1
        count = seen[name.casefold()]
        named.append(name if count == 1 else f"{name}#{count}")
    return tuple(named)
