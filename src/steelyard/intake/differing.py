"""Documents that two files have with different lines: a month sent again with corrections.

Lines that both have count once; of a changed line the old and the new one count, unless
somebody says which file corrects the other. Nothing is guessed; it is told.

A document is a number of one dealer on one day, so part shipments and numbers that two
dealers have are none. Only where two files repeat each other widely is a number that each
has for another dealer or day, on days of both, one document that was moved.

Two files may each hold a part of an order. They are known to where not half of the
documents of both have a line or a product in both, or where many lines differ and all are
of products that the other file has nowhere. Else it cannot be known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from steelyard.intake.apart import SUPERSEDED, Apart
from steelyard.intake.asking import row_of
from steelyard.intake.correcting import place_of
from steelyard.intake.corrections import content
from steelyard.intake.days import Days, Unit
from steelyard.intake.documents import amount_of, dealer_of, document_of
from steelyard.intake.fed_back import is_back
from steelyard.intake.moved_documents import Moved, moved_documents
from steelyard.intake.overlap import WIDELY, compared_in, days_of
from steelyard.intake.parse import NO_LINE_BITS, Parsed
from steelyard.intake.quoting import ident, literal
from steelyard.intake.result import Differing
from steelyard.intake.weighed_documents import weighed
from steelyard.tables import Table

SENT_AGAIN = re.compile(
    r"(?i)更正|修正|改正|订正|修改|重发|补发|最新|corr|revis|resen[dt]|fixed|[_ -]v\d"
)
"""What the name of a file that was sent again may hold."""
MANY = 20
"""From so many lines on it tells something that the other file has none of their products."""


@dataclass(frozen=True)
class Pair:
    """Two files, and how many numbers (and lines of them) they have wholly alike."""

    one: Unit
    other: Unit
    numbers_alike: int
    lines_alike: int

    @property
    def files(self) -> tuple[Unit, Unit]:
        """Both."""
        return self.one, self.other


def differing(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    sheets: Sequence[Parsed],
    days: Days,
    apart: Apart,
    until: dt.date | None,
) -> tuple[Differing, ...]:
    """Return the pairs of files with such documents on days up to `until`."""
    shared = {
        unit: {day for day in on if until is None or day <= until}
        for unit, on in days.shared().items()
    }
    own = [parsed for parsed in sheets if not is_back(parsed.sheet)]
    if not any(shared.values()) or document_of(table) is None or not own:
        return ()
    name, says = f"documents_{table.name}", content("p", compared_in(table, sheets))
    lines = " union all ".join(
        _lines(table, parsed, says, days_of(home.number, shared), apart, home)
        for parsed, home in _at_home(sheets, own)
    )
    connection.execute(f"create temp table {name} as {lines}")
    order = _Order(own)
    found = [_told(connection, name, pair, order) for pair in _pairs(connection, name)]
    connection.execute(f"drop table {name}; drop table {name}_numbers")
    moved = [
        _of_moved(one, order)
        for one in moved_documents(connection, table, own, shared, apart, until)
    ]
    return _together([one for one in (*found, *moved) if one is not None])


def _at_home(sheets: Sequence[Parsed], own: Sequence[Parsed]) -> list[tuple[Parsed, Parsed]]:
    """Return each sheet with the one whose documents its lines are of.

    A line that was mended and fed back completes a document of the sheet it was refused in.
    """
    by_sheet = {id(parsed.sheet): parsed for parsed in own if parsed.sheet.file_column is None}
    back = [(p, by_sheet[id(p.sheet.source)]) for p in sheets if id(p.sheet.source) in by_sheet]
    return [*zip(own, own, strict=True), *back]


def _lines(table: Table, parsed: Parsed, says: str, days: str, apart: Apart, home: Parsed) -> str:
    """Return the lines of a sheet on these days: whose document, which product, how much."""
    day, number = ident(table.dated_by or ""), ident(document_of(table) or "")
    came_back = home is not parsed
    file = literal(home.sheet.file) if came_back else "_file"
    left = apart.others(parsed.number, *(() if came_back else (SUPERSEDED,)))
    key = [number, day, *(ident(name) for name in [dealer_of(table)] if name)]
    names = {column.name for column in table.columns}
    product = "coalesce(product_id, '')" if "product_id" in names else "''"
    money = ident(amount_of(table) or "") if amount_of(table) else "null"
    return (
        f"select {home.number} as number, {file} as _file, {number} as id, {day} as day,"
        f" hash({', '.join(key)}) as document, {says} as content, {product} as product,"
        f" cast({money} as decimal(18,4)) as amount, _mask & {parsed.refusing} = 0 as sound"
        f" from {parsed.relation} p where {day} in ({days}) and {number} is not null"
        f" and _mask & {sum(NO_LINE_BITS)} = 0{left}"
    )


def _pairs(connection: duckdb.DuckDBPyConnection, name: str) -> list[Pair]:
    """Return the pairs of files that have a number whose lines are not all alike.

    Files that number their orders alike (each dealer's begins with 1) but have no document in
    common are none: each pair takes a query, and there are as many as files squared.
    """
    connection.execute(
        f"create temp table {name}_numbers as select number, _file, id, count(*) as n,"
        f" sum(content::hugeint) as content, list(distinct document) as documents"
        f" from {name} where sound group by number, _file, id"
    )
    alike = "(a.n, a.content) = (b.n, b.content)"
    rows = connection.execute(
        "select a.number, a._file, b.number, b._file, count_if(alike),"
        f" coalesce(sum(a.n) filter (alike), 0) from (select a, b, {alike} as alike,"
        f" list_has_any(a.documents, b.documents) as common"
        f" from {name}_numbers a join {name}_numbers b on a.id = b.id"
        " and (a.number, a._file) < (b.number, b._file)) group by all"
        " having bool_or(not alike) and bool_or(common) order by all"
    ).fetchall()
    return [Pair((a, file), (b, other), n, int(m)) for a, file, b, other, n, m in rows]


def _told(
    connection: duckdb.DuckDBPyConnection, name: str, pair: Pair, order: _Order
) -> Differing | None:
    """Return what differs in two files; None where each is known to hold its part."""
    (first, one), (second, other) = order.of(pair.files)
    alike, both, repeated, documents, first_lines, second_lines, foreign, *figures = row_of(
        connection, weighed(name, one, other, pair.lines_alike)
    )
    lines = first_lines + second_lines
    # Files that have most lines alike and each some of its own were written twice: a new code.
    known_apart = (
        lines >= MANY and foreign == lines and not (alike and first_lines and second_lines)
    )
    repeats = repeated + pair.numbers_alike >= WIDELY * (both + pair.numbers_alike)
    if not documents or not repeats or known_apart:
        return None
    return Differing(first, second, documents, int(first_lines), int(second_lines), *figures)


def _of_moved(moved: Moved, order: _Order) -> Differing:
    (first, _), (second, _) = order.of((moved.one, moved.other))
    lines, amount = moved.lines, moved.amount
    return Differing(first, second, moved.documents, lines, lines, amount, amount, moved.example)


class _Order:
    """Which of two files is the earlier, as far as can be guessed; only the advice goes by it.

    A correction says so in its name, or its name is the longer one: who sends a file again adds
    to it. A small file may be a correction of the large one or what that corrects.
    """

    def __init__(self, sheets: Sequence[Parsed]) -> None:
        self._by_number = {parsed.number: parsed for parsed in sheets}
        self._sheets = sheets

    def of(self, files: tuple[Unit, Unit]) -> tuple[tuple[str, Unit], tuple[str, Unit]]:
        """Return the files with how messages name them, the earlier first."""
        placed = [
            (place_of(self._by_number[n], file, self._sheets), (n, file)) for n, file in files
        ]
        one, other = sorted(placed, key=_lateness)
        return one, other


def _lateness(at: tuple[str, Unit]) -> tuple[bool, int, str]:
    name, _ = at
    return bool(SENT_AGAIN.search(name)), len(name), name


def _together(found: Sequence[Differing]) -> tuple[Differing, ...]:
    """Return one entry a pair of files; the example is that of the first."""
    pairs: dict[tuple[str, str], Differing] = {}
    for one in found:
        files = one.first, one.second
        known = pairs.get(files)
        pairs[files] = one if known is None else known.with_more(one)
    return tuple(pairs.values())
