"""What a table and a column are: names, kinds, meanings and the headers people give them.

This module knows the words of the contract. It reads no file and checks no value:
`intake` does both by asking the declarations made here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["id", "text", "date", "quantity", "money", "integer", "degrees", "ratio", "choice"]

SQL_TYPE: Mapping[Kind, str] = {
    "id": "VARCHAR",
    "text": "VARCHAR",
    "date": "DATE",
    # Four decimals hold any currency's smallest unit and any weighed quantity, and a
    # decimal sum does not depend on the order in which threads add it up.
    "quantity": "DECIMAL(18,4)",
    "money": "DECIMAL(18,4)",
    "integer": "INTEGER",
    "degrees": "DOUBLE",
    "ratio": "DOUBLE",
    "choice": "VARCHAR",
}


@dataclass(frozen=True)
class Column:
    """One column of the contract.

    `synonyms` are headers as exports spell them; `intake` normalises both sides before it
    compares. `weak` are headers that speak for the column only where nothing better does: a
    bare noun (客户) where there is no code (客户编码), a name where there is no code at all.
    `choices` maps an allowed value to the other spellings it is met under.
    `blank_allowed` is for a required column in which an empty cell is an answer.
    `when_absent` is the value every row gets where the file lacks the column as a whole.
    """

    name: str
    kind: Kind
    zh: str
    en: str
    required: bool = False
    synonyms: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None
    when_absent: str | None = None
    weak: tuple[str, ...] = ()
    blank_allowed: bool = False


@dataclass(frozen=True)
class Table:
    """One table that a user may bring.

    `sharpens_*` says what it lets Steelyard judge; `dated_by` names the column that tells
    when a row became known, so that no month is judged with rows dated after it.
    `file_words` are parts of file names that speak for this table where two fit.
    """

    name: str
    zh: str
    en: str
    sharpens_zh: str
    sharpens_en: str
    columns: tuple[Column, ...]
    required: bool = False
    file_words: tuple[str, ...] = ()
    dated_by: str | None = None

    def __getitem__(self, column: str) -> Column:
        """Return the column of that name; KeyError if the contract has none."""
        for candidate in self.columns:
            if candidate.name == column:
                return candidate
        raise KeyError(f"table {self.name} has no column {column}")

    @property
    def required_columns(self) -> tuple[Column, ...]:
        """The columns without which a row says nothing."""
        return tuple(column for column in self.columns if column.required)
