"""Which table of the contract a sheet is: by decision, by name, or by its columns.

Where two tables fit equally well the user is asked; a sheet that is none is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePath

from steelyard.intake.apart import is_master
from steelyard.intake.mapping import Match, is_fed_back, match
from steelyard.intake.memory import IGNORE, Memory
from steelyard.intake.sheet import Sheet
from steelyard.intake.unrecognised import fits_none, lacks_columns
from steelyard.intake.unusable import InputUnusable
from steelyard.tables import TABLES, Table
from steelyard.words import Message

Distinct = Callable[[Sheet, int], float]
"""Share of different values in one column of a sheet, 0 to 1."""


@dataclass(frozen=True)
class Recognised:
    """Sheets by table, and what was left aside with the reason."""

    tables: Mapping[str, tuple[tuple[Sheet, Match], ...]]
    unused: tuple[Message, ...]
    problems: tuple[Message, ...]


def recognise(sheets: Sequence[Sheet], memory: Memory, distinct: Distinct) -> Recognised:
    """Find each sheet's table. Nothing is raised: all problems are told at once."""
    tables: dict[str, list[tuple[Sheet, Match]]] = {}
    unused: list[Message] = []
    problems: list[Message] = []
    named = _files_named(sheets)
    for sheet in sheets:
        try:
            found = _table_of(sheet, memory, distinct, named)
        except InputUnusable as error:
            problems += error.messages
            continue
        if found is None:
            unused.append(_unused(sheet, memory))
        else:
            tables.setdefault(found.table.name, []).append((sheet, found))
    ordered = {name: tuple(tables[name]) for name in TABLES if name in tables}
    return Recognised(ordered, tuple(unused), tuple(problems))


def _table_of(
    sheet: Sheet, memory: Memory, distinct: Distinct, named: Mapping[str, int]
) -> Match | None:
    said = decided(sheet, memory)
    if said == IGNORE:
        return None
    table = said or _by_name(sheet)
    if table is None:
        found = _by_columns(sheet, memory, distinct)
        return None if found is None else _settled(sheet, found)
    found = _match(sheet, TABLES[table], memory)
    if found.missing:
        # A cover sheet beside the data is no broken table.
        if said is None and named[sheet.file] > 1:
            return None
        raise InputUnusable(lacks_columns(sheet, found))
    return _settled(sheet, found)


def _match(sheet: Sheet, table: Table, memory: Memory) -> Match:
    return match(sheet.headers, table, memory.table(table.name).columns)


def _files_named(sheets: Sequence[Sheet]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for sheet in sheets:
        counts[sheet.file] = counts.get(sheet.file, 0) + 1
    return counts


def decided(sheet: Sheet, memory: Memory) -> str | None:
    """Return the table that somebody said a sheet is, or IGNORE; None where nobody did."""
    for key in (sheet.place, f"{sheet.file}/{sheet.sheet}", sheet.file):
        if key in memory.places:
            return memory.places[key]
    for name, table in memory.tables.items():
        if any(fnmatchcase(sheet.file, pattern) for pattern in table.files):
            return name
    return None


def _by_name(sheet: Sheet) -> str | None:
    """Return the table whose name the sheet, the file or its folder bears."""
    path = PurePath(sheet.file)
    names = [sheet.sheet or "", path.stem, *path.parts[:-1]]
    return next((name for name in names if name in TABLES), None)


def _by_columns(sheet: Sheet, memory: Memory, distinct: Distinct) -> Match | None:
    """Return the best fit, or None where nothing fits or the table takes no other sheet."""
    fits = [_match(sheet, table, memory) for table in TABLES.values()]
    fits = [fit for fit in fits if not fit.missing]
    lines = [fit for fit in fits if not is_master(fit.table)]
    fits = lines or [fit for fit in fits if _is_master_of(sheet, fit, distinct)]
    if not fits:
        return None
    best = [fit for fit in fits if all(fit is other or _beats(fit, other) for other in fits)]
    chosen = best[0] if best else _by_file_words(sheet, fits)
    if chosen is None:
        names = [fit.table.name for fit in fits]
        figures = {"place": sheet.place, "tables": ", ".join(names), "first": names[0]}
        nearly = _nearly_sell_in(sheet, _match(sheet, TABLES["sell_in"], memory))
        raise InputUnusable(Message("intake.two_tables", figures), *nearly)
    return chosen if _open_to_guessing(chosen.table, sheet, memory) else None


def _nearly_sell_in(sheet: Sheet, found: Match) -> tuple[Message, ...]:
    """Say which one column is wanting where the sheet may be the main table after all."""
    return (lacks_columns(sheet, found),) if len(found.missing) == 1 else ()


def _open_to_guessing(table: Table, sheet: Sheet, memory: Memory) -> bool:
    """Whether a table has no files or query of its own; rows fed back it always takes."""
    said = memory.table(table.name)
    return is_fed_back(sheet.headers) or not (said.files or said.query)


def _is_master_of(sheet: Sheet, fit: Match, distinct: Distinct) -> bool:
    """Master data has one row an id, and says something about it besides."""
    key = fit.columns.get(fit.table.required_columns[0].name)
    return key is not None and len(fit.columns) > 1 and distinct(sheet, key[0]) >= 0.5


def _beats(fit: Match, other: Match) -> bool:
    """Whether a table explains every header the other does, and one that tells them apart.

    An amount alone tells no two tables apart: a stock list may carry a value too.
    """
    more = fit.explained - other.explained
    if other.explained - fit.explained or not more:
        return False
    names = {name for name, places in fit.columns.items() if set(places) & more}
    names |= {name for name, places in fit.ambiguous.items() if set(places) & more}
    return any(
        fit.table[name].required or fit.table[name].kind in ("id", "choice") for name in names
    )


def _by_file_words(sheet: Sheet, fits: Sequence[Match]) -> Match | None:
    """Return the table whose longest word stands in the name of the sheet or file."""
    name = f"{sheet.sheet or ''} {sheet.file}".casefold()
    scores = [
        max((len(word) for word in fit.table.file_words if word in name), default=0) for fit in fits
    ]
    best = max(scores)
    return fits[scores.index(best)] if best and scores.count(best) == 1 else None


def _settled(sheet: Sheet, found: Match) -> Match:
    """Return the match; InputUnusable names the headers where two fit one column."""
    if not found.ambiguous:
        return found
    raise InputUnusable(
        *(
            Message(
                "intake.two_headers",
                {
                    "place": sheet.place,
                    "table": found.table.name,
                    "column": column,
                    "headers": ", ".join(sheet.headers[n] for n in places),
                    "first": _header_name(sheet, places[0]),
                },
            )
            for column, places in found.ambiguous.items()
        )
    )


def _header_name(sheet: Sheet, place: int) -> str:
    """Return a header as `--map` names it: `数量#1` where two are spelled alike."""
    header = sheet.headers[place]
    alike = [n for n, other in enumerate(sheet.headers) if other == header]
    return header if len(alike) == 1 else f"{header}#{alike.index(place) + 1}"


def _unused(sheet: Sheet, memory: Memory) -> Message:
    if decided(sheet, memory) == IGNORE:
        return Message("intake.ignored", {"place": sheet.place})
    return fits_none(sheet, [_match(sheet, table, memory) for table in TABLES.values()])
