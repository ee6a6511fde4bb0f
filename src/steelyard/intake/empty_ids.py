"""Code columns that a file has and leaves empty in every row: as good as not there.

An export may carry 商品编码 without one entry. Refusing all its rows for that would refuse
the file; without the header the same file is read. So the header is set aside where the
table can do without it (a stand-in, or a name in the code's place), and a note says so.
Where it cannot, nothing changes and the rows say what they lack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import duckdb

from steelyard.intake.cells import Cells
from steelyard.intake.mapping import Match, match
from steelyard.intake.quoting import ident
from steelyard.intake.sheet import Sheet
from steelyard.intake.spellings import Surveyed
from steelyard.words import Message


def without_empty_ids(
    connection: duckdb.DuckDBPyConnection,
    one: Surveyed,
    found: Match,
    chosen: Mapping[str, tuple[str, ...]],
) -> Match:
    """Return the match without required ids that no row fills; the same where none is so.

    `chosen` are headers that somebody decided on, as for `match`.
    """
    empty = [cells for cells in one.cells if _is_empty(connection, one, cells)]
    places = {n for cells in empty for n in found.columns[cells.column.name]}
    if not places:
        return found
    headers = tuple("" if n in places else name for n, name in enumerate(one.sheet.headers))
    again = match(headers, found.table, chosen)
    if again.missing or again.ambiguous:
        return found
    return replace(again, empty={cells.column.name: cells.header for cells in empty})


def notes_on_empty_ids(sheet: Sheet, found: Match) -> list[Message]:
    """Return a sentence for each header that was set aside."""
    notes = []
    for column, header in found.empty.items():
        key = "empty_id" if column in found.columns else "empty_id_all_one"
        figures = {"place": sheet.place, "table": found.table.name, "column": column}
        notes.append(Message(f"intake.{key}", {**figures, "header": header}))
    return notes


def _is_empty(connection: duckdb.DuckDBPyConnection, one: Surveyed, cells: Cells) -> bool:
    column, look = cells.column, one.looks[cells.column.name]
    if column.kind != "id" or not column.required or column.blank_allowed:
        return False
    if not (look.empty or look.messy or look.none_words):
        return False
    # The first row that says something ends it.
    filled = f"select 1 from {ident(one.sheet.relation)} where {look.text(cells)} is not null"
    return connection.execute(f"{filled} limit 1").fetchone() is None
