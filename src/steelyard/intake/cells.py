"""The cells of a sheet that stand for one column, before anything is known of their form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from steelyard.intake.headers import header_scale
from steelyard.intake.mapping import Match
from steelyard.intake.sheet import Sheet
from steelyard.tables import Column

Family = Literal["text", "whole", "float", "decimal", "date", "moment"]

_FAMILIES: Mapping[str, Family] = {
    "DATE": "date",
    "FLOAT": "float",
    "DOUBLE": "float",
    **{
        sign + size: "whole"
        for sign in ("", "U")
        for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
    },
}


@dataclass(frozen=True)
class Cells:
    """One column's cells. `raw` is SQL over the sheet's relation."""

    column: Column
    header: str
    raw: str
    family: Family
    scale: int = 1
    place: int = 0
    """The position of its header in the sheet, the first of several."""

    @property
    def as_text(self) -> str:
        """SQL for the cell as a person sees it, over the relation."""
        return self.raw if self.family == "text" else f"cast({self.raw} as varchar)"

    @property
    def to_read(self) -> str:
        """SQL for the text in which a number or date is looked for, over the relation.

        A day that came as the number 20240305.0 is the day 20240305.
        """
        if self.column.kind == "date" and self.family in ("float", "decimal"):
            return f"cast(try_cast(floor({self.raw}) as bigint) as varchar)"
        return self.as_text

    @property
    def is_number(self) -> bool:
        """Whether the cells come as numbers."""
        return self.family in ("whole", "float", "decimal")

    @property
    def needs_parsing(self) -> bool:
        """Whether the cells must be read as text although the column is none."""
        wants_text = self.column.kind in ("id", "text", "choice")
        wants_date = self.column.kind == "date"
        if wants_text:
            return False
        if wants_date:
            return self.family not in ("date", "moment")
        return not self.is_number


def cells_of(sheet: Sheet, match: Match) -> tuple[Cells, ...]:
    """Return the mapped cells of a sheet, in the order of the table's columns."""
    return tuple(
        _cells(sheet, column, match.columns[column.name])
        for column in match.table.columns
        if column.name in match.columns
    )


def family_of(sql_type: str) -> Family:
    """Return the family of a DuckDB type; whatever is no number and no date is text."""
    if sql_type.startswith("DECIMAL"):
        return "decimal"
    if sql_type.startswith("TIMESTAMP"):
        return "moment"
    return _FAMILIES.get(sql_type, "text")


def _cells(sheet: Sheet, column: Column, places: tuple[int, ...]) -> Cells:
    header = sheet.headers[places[0]]
    scale = header_scale(header) if column.kind in ("money", "quantity") else 1
    family = family_of(sheet.types[places[0]])
    if len(places) > 1:
        filled = ", ".join(f"nullif(cast(c{n} as varchar), '')" for n in places)
        return Cells(column, header, f"coalesce({filled})", "text", scale, places[0])
    raw = f"c{places[0]}"
    if family == "text" and sheet.types[places[0]] != "VARCHAR":
        raw = f"cast({raw} as varchar)"
    return Cells(column, header, raw, family, scale, places[0])
