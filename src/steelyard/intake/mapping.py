"""Which header of a sheet is which column of a table.

It matches names only; it never looks at a value. A guess is made only where one header
fits better than every other: canonical name, then synonym, then weak word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from steelyard.intake.headers import header_keys, is_day_to_come, is_of_other_group
from steelyard.tables import Column, Table

PLACE_HEADERS = ("file", "sheet", "row")
"""By these a quarantine file is known when it comes back: the reasons may be deleted."""
OWN_HEADERS = (*PLACE_HEADERS, "reasons_zh", "reasons_en")
"""What a quarantine file adds to the rows it keeps, so that it can be fed back."""
RAW = "raw"
"""Its header for the text of rows that a reader could not split into cells."""
_COUNTED = ("quantity", "money")
_NUMBERED = re.compile(r"(?P<name>.+)#(?P<nth>[0-9]{1,4})", re.DOTALL)


@dataclass(frozen=True)
class Match:
    """The columns a sheet has for one table; numbers are positions in the sheet's headers.

    A column has one position; only in a quarantine file that is fed back, where rows of
    several layouts stand together, may it have several, of which a row fills one.
    """

    table: Table
    columns: Mapping[str, tuple[int, ...]]
    ambiguous: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()

    explained: frozenset[int] = frozenset()
    """The positions of headers that mean something in this table, used or not."""
    empty: Mapping[str, str] = field(default_factory=dict)
    """Ids whose header was set aside because no row fills it: column -> header."""

    @property
    def used(self) -> frozenset[int]:
        """The positions that stand for some column."""
        chosen = {n for places in self.columns.values() for n in places}
        return frozenset(chosen | {n for places in self.ambiguous.values() for n in places})

    @property
    def missing(self) -> tuple[Column, ...]:
        """The required columns that no header fits and that have no stand-in."""
        return tuple(
            column
            for column in self.table.required_columns
            if column.name not in self.columns
            and column.name not in self.ambiguous
            and column.when_absent is None
        )


def match(
    headers: tuple[str, ...], table: Table, chosen: Mapping[str, tuple[str, ...]] | None = None
) -> Match:
    """Match a sheet's headers with a table; `chosen` are headers that somebody decided on."""
    columns = _decided(headers, chosen or {})
    ambiguous: dict[str, tuple[int, ...]] = {}
    weak: set[str] = set()
    for rank in range(3):
        for column in table.columns:
            if column.name in columns or column.name in ambiguous:
                continue
            # A name that an optional column took is given up to a required id without a code.
            lent = _optional(table, columns, ambiguous) if rank == 2 and column.required else {}
            taken = _taken(columns, ambiguous) - set(lent)
            fits = tuple(
                n
                for n, header in enumerate(headers)
                if n not in taken and _rank(header, column) == rank
            )
            if all(_says_another(headers[n], column) for n in fits):
                continue  # 退货.数量 stands beside 销售.数量 to be asked about, never for it
            for name in {lent[n] for n in fits if n in lent}:
                columns.pop(name, None)
                ambiguous.pop(name, None)
            if len(fits) > 1 and not is_fed_back(headers) and not _is_name(column):
                ambiguous[column.name] = fits
            elif fits:
                columns[column.name] = fits if is_fed_back(headers) else fits[:1]
                weak |= {column.name} if rank == 2 else set()
    explained = frozenset(
        n
        for n, header in enumerate(headers)
        if any(_rank(header, column) is not None for column in table.columns)
    )
    return Match(table, columns, ambiguous, frozenset(weak), explained | _taken(columns))


def _says_another(header: str, column: Column) -> bool:
    """Whether the group of a header that fits says that it is not what the column asks for."""
    if column.kind == "date":
        known = _known(column.name, column.synonyms, column.weak)
        return is_day_to_come(header) and not set(header_keys(header)[:1]) & set(known)
    return column.kind in _COUNTED and is_of_other_group(header)


def _taken(*assigned: Mapping[str, tuple[int, ...]]) -> set[int]:
    return {n for columns in assigned for places in columns.values() for n in places}


def _optional(table: Table, *assigned: Mapping[str, tuple[int, ...]]) -> dict[int, str]:
    """Return the positions that optional columns took, with the column of each."""
    return {
        n: name
        for columns in assigned
        for name, places in columns.items()
        if not table[name].required
        for n in places
    }


def _is_name(column: Column) -> bool:
    """Whether a column is only shown: of two names the first will do."""
    return column.kind == "text" and column.name.endswith("name")


def is_fed_back(headers: tuple[str, ...]) -> bool:
    """Return whether the sheet is a quarantine file of Steelyard, corrected and fed back."""
    return set(PLACE_HEADERS) <= set(headers)


def find_header(headers: tuple[str, ...], wanted: str) -> int | None:
    """Return the position of a header as a person names it; None where that is no one header.

    Exactly, in another spelling, or by a part that no other header has: `编码` or `客户编码`
    for `客户信息.编码`. `数量#2` names the second of two headers that are spelled alike.
    """
    exact, spelled, part = headers_meant(headers, wanted)
    numbered = _NUMBERED.fullmatch(wanted)
    if numbered and not exact:
        places = next(filter(None, headers_meant(headers, numbered["name"])), ())
        nth = int(numbered["nth"])
        return places[nth - 1] if 0 < nth <= len(places) else None
    places = exact[:1] or spelled or part
    return places[0] if len(places) == 1 else None


def headers_meant(headers: tuple[str, ...], wanted: str) -> tuple[tuple[int, ...], ...]:
    """Return the positions of headers that are `wanted` exactly, when spelled alike, in part."""
    key = header_keys(wanted)[:1]
    keys = [header_keys(header) for header in headers]
    exact = tuple(n for n, header in enumerate(headers) if header == wanted)
    spelled = tuple(n for n, of in enumerate(keys) if of[:1] == key != ())
    return exact, spelled, tuple(n for n, of in enumerate(keys) if key and key[0] in of)


def _decided(
    headers: tuple[str, ...], chosen: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[int, ...]]:
    columns: dict[str, tuple[int, ...]] = {}
    for column, wanted in chosen.items():
        places = [n for n in (find_header(headers, name) for name in wanted) if n is not None]
        if places:
            columns[column] = tuple(places[:1])
    return columns


def _rank(header: str, column: Column) -> int | None:
    known = _known(column.name, column.synonyms, column.weak)
    ranks = [known[key] for key in header_keys(header) if key in known]
    return min(ranks, default=None)


@cache
def _known(name: str, synonyms: tuple[str, ...], weak: tuple[str, ...]) -> Mapping[str, int]:
    ranks: dict[str, int] = {}
    for rank, words in enumerate(((name,), synonyms, weak)):
        for word in words:
            for key in header_keys(word)[:1]:
                ranks.setdefault(key, rank)
    return ranks
