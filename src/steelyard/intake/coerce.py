"""From cells to typed values, as SQL, and what makes a value unusable.

The SQL stands in three stages, so that nothing is computed twice: the folded text of a
cell (`t_COLUMN`), where needed its shape freed of signs (`s_COLUMN`), and the value
(`COLUMN`). A typed, clean column is passed through as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.intake import choices, dates, numbers
from steelyard.intake.cells import Cells
from steelyard.intake.survey import Look
from steelyard.tables import Column
from steelyard.tables.schema import SQL_TYPE

MISSING, UNREADABLE, TOO_LOW, TOO_HIGH = "missing", "unreadable", "too_low", "too_high"
LARGEST = 10**13
"""Beyond this a number is a mistake, and would not fit the decimals it is summed in."""


@dataclass(frozen=True)
class Check:
    """One way in which a value is unusable; `condition` is SQL over the stages."""

    kind: str
    column: Column
    header: str
    condition: str

    @property
    def refuses(self) -> bool:
        """Whether the row is refused; else the value alone is left blank."""
        return self.column.required

    @property
    def reason(self) -> str:
        """The catalogue key of the reason, below `intake.reason`."""
        if self.kind != UNREADABLE:
            return f"{self.kind}"
        return "not_a_date" if self.column.kind == "date" else (
            "not_a_choice" if self.column.kind == "choice" else "not_a_number"
        )  # fmt: skip


@dataclass(frozen=True)
class Coercion:
    """How one column is made. `shape` is None where the text needs no taking apart."""

    cells: Cells
    text: str
    shape: str | None
    value: str
    checks: tuple[Check, ...]

    @property
    def name(self) -> str:
        """The column's name."""
        return self.cells.column.name


def coercion(cells: Cells, look: Look, dated: dates.DateSpelling) -> Coercion:
    """Return how to make the column from cells that look like this."""
    text = _text(cells, look)
    folded, shaped = f"t_{cells.column.name}", f"s_{cells.column.name}"
    shape = _shape(cells, look, dated, folded)
    value = _value(cells, look, dated, folded, shaped if shape else None)
    return Coercion(cells, text, shape, value, tuple(_checks(cells, look, folded)))


def _text(cells: Cells, look: Look) -> str:
    """Return the first stage: text folded, numbers and dates as they are."""
    if cells.family == "text" or cells.needs_parsing:
        return look.text(cells)
    if cells.family == "float" and look.not_finite:
        return f"case when isfinite({cells.raw}) then {cells.raw} end"
    return cells.raw


def _shape(cells: Cells, look: Look, dated: dates.DateSpelling, folded: str) -> str | None:
    if not cells.needs_parsing:
        return None
    if cells.column.kind == "date":
        return dates.shape(folded, dated)
    return numbers.shape(folded, look.number)


def _value(
    cells: Cells, look: Look, dated: dates.DateSpelling, folded: str, shaped: str | None
) -> str:
    kind = cells.column.kind
    if kind in ("id", "text"):
        return _id(cells, look, folded)
    if kind == "choice":
        text = folded if cells.family == "text" else f"cast({folded} as varchar)"
        return choices.value(text, cells.column, look.words)
    if kind == "date":
        return _date(cells, folded, shaped, dated)
    return _number(cells, look, folded, shaped)


def _id(cells: Cells, look: Look, folded: str) -> str:
    if cells.family == "text":
        return rf"regexp_replace({folded}, '\.0+$', '')" if look.float_ids else folded
    text = f"cast({folded} as varchar)"
    if cells.family in ("float", "decimal"):
        whole = f"{folded} = trunc({folded}) and abs({folded}) < 1e15"
        return f"case when {whole} then cast(cast({folded} as bigint) as varchar) else {text} end"
    return text


def _date(cells: Cells, folded: str, shaped: str | None, dated: dates.DateSpelling) -> str:
    if cells.needs_parsing:
        return dates.value(folded, shaped, dated)
    return folded if cells.family == "date" else f"cast({folded} as date)"


def _number(cells: Cells, look: Look, folded: str, shaped: str | None) -> str:
    sql_type = SQL_TYPE[cells.column.kind]
    # An integer that has a fraction is no integer: look at the fraction before it is gone.
    wide = "decimal(18,4)" if cells.column.kind == "integer" else sql_type
    if cells.needs_parsing:
        number = numbers.value(folded, shaped, wide, percent=cells.column.kind == "ratio")
        if wide == "DOUBLE":
            number = f"case when isfinite({number}) then {number} end"
    else:
        cast = "cast" if _fits(look) else "try_cast"
        number = f"{cast}({folded} as {wide})"
    if cells.column.kind == "integer":
        number = f"case when {number} = trunc({number}) then try_cast({number} as integer) end"
    return f"try_cast({number} * {cells.scale} as {sql_type})" if cells.scale != 1 else number


def _fits(look: Look) -> bool:
    return look.high is None or (abs(look.high) < LARGEST and abs(look.low) < LARGEST)


def _checks(cells: Cells, look: Look, folded: str) -> list[Check]:
    """Return the checks that some row may fail; typed columns were measured, so most have none."""
    column, checks = cells.column, list[Check]()
    name = column.name

    def check(kind: str, condition: str) -> None:
        checks.append(Check(kind, column, cells.header, condition))

    may_be_empty = look.empty or look.messy or look.none_words or look.not_finite
    if column.required and not column.blank_allowed and may_be_empty:
        check(MISSING, f"{folded} is null")
    if column.kind in ("id", "text"):
        return checks
    if (
        cells.needs_parsing
        or column.kind in ("choice", "integer")
        or not _known_to_fit(cells, look)
    ):
        check(UNREADABLE, f"{folded} is not null and {name} is null")
    if column.kind in ("date", "choice"):
        return checks
    low, high = column.minimum, column.maximum
    if low is not None and (cells.needs_parsing or (look.low is not None and look.low < low)):
        check(TOO_LOW, f"{name} < {low}")
    if high is not None and (cells.needs_parsing or (look.high is not None and look.high > high)):
        check(TOO_HIGH, f"{name} > {high}")
    return checks


def _known_to_fit(cells: Cells, look: Look) -> bool:
    return cells.family in ("date", "moment") or (cells.is_number and _fits(look))
