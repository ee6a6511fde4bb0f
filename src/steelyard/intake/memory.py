"""What was decided about a folder, whoever said it: settings, columns, tables, queries.

It holds decisions and puts them together; `config_file` reads a person's, `overrides` the
command line's, and `remembered` keeps the latter beside the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from steelyard.intake.unusable import InputUnusable
from steelyard.tables import TABLES
from steelyard.words import Message

IGNORE = "ignore"
"""What stands for a table where a file is to be passed over."""
CORRECTS = "corrects"
"""The section, and what stands before the file, where one file corrects another."""
DATE_ORDERS = ("mdy", "dmy", "ymd")


@dataclass(frozen=True)
class TableMemory:
    """Decisions about one table."""

    files: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    query: str | None = None
    date_order: str | None = None


@dataclass(frozen=True)
class Memory:
    """All decisions about a folder. `places` names a table (or `ignore`) for a file.

    `corrects` names for a file those that it corrects; a pattern names several.
    """

    settings: Mapping[str, object] = field(default_factory=dict)
    tables: Mapping[str, TableMemory] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    corrects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    folder: str | None = None

    def table(self, name: str) -> TableMemory:
        """Return the decisions about a table; empty ones where there are none."""
        return self.tables.get(name, TableMemory())


def merged(under: Memory, over: Memory) -> Memory:
    """Return both, with `over` winning where they differ."""
    names = sorted({*under.tables, *over.tables})
    return Memory(
        settings={**under.settings, **over.settings},
        tables={name: _merge_table(under.table(name), over.table(name)) for name in names},
        places={**under.places, **over.places},
        corrects=_merge_corrects(under.corrects, over.corrects),
        ignore=over.ignore or under.ignore,
        folder=over.folder or under.folder,
    )


def _merge_corrects(
    under: Mapping[str, tuple[str, ...]], over: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Add up what a file corrects; the other way round in `over`, a pair is turned."""
    kept = {by: tuple(f for f in of if by not in over.get(f, ())) for by, of in under.items()}
    added = {by: tuple(dict.fromkeys((*kept.get(by, ()), *of))) for by, of in over.items()}
    return {by: of for by, of in {**kept, **added}.items() if of}


def _merge_table(under: TableMemory, over: TableMemory) -> TableMemory:
    return TableMemory(
        files=over.files or under.files,
        columns={**under.columns, **over.columns},
        query=over.query or under.query,
        date_order=over.date_order or under.date_order,
    )


def known_column(table: str, column: str, file: str) -> str:
    """Return the column; InputUnusable, naming the file, where the table has none such."""
    names = [known.name for known in TABLES[table].columns]
    if column not in names:
        raise wrong("toml_column", file=file, table=table, column=column, known=", ".join(names))
    return column


def other_files(by: str, of: tuple[str, ...], file: str) -> tuple[str, ...]:
    """Return the files that `by` corrects; InputUnusable where it is one of them."""
    if by in of:
        raise wrong("corrects_itself", file=file, by=by)
    return of


def known_date_order(value: object, file: str) -> str:
    """Return the order of day and month; InputUnusable where it is none."""
    if value not in DATE_ORDERS:
        raise wrong("toml_date_order", file=file, value=value)
    return str(value)


def wrong(key: str, /, **figures: object) -> InputUnusable:
    """Return the error with that sentence of the catalogue."""
    return InputUnusable(Message(f"intake.{key}", figures))
