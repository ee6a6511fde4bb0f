"""Refused rows as they came, with the place and the reasons, ready to be corrected.

A quarantine file is a table like any other: feed it back beside the others, and its rows
are read again under the headers they had.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator

import duckdb
import pyarrow as pa

from steelyard.intake.apart import CONTRADICTS, DATE_OUT, OTHERWISE, STOOD_FOR, SUCCESSIONS, listed
from steelyard.intake.cells import cells_of
from steelyard.intake.combine import Combined
from steelyard.intake.corrections import mended_in, place_of_row
from steelyard.intake.fed_back import is_back, origin
from steelyard.intake.mapping import OWN_HEADERS
from steelyard.intake.note_rows import NOTE, reasoned
from steelyard.intake.parse import NO_LINE_BITS, Parsed, bit_of
from steelyard.intake.quarantine_headers import quarantine_headers
from steelyard.intake.quoting import ident, literal
from steelyard.intake.reasons import plain_reason, row_reason
from steelyard.intake.sheet import Sheet
from steelyard.words import LANGUAGES, Language, Message, say

EXAMPLES = 3
"""So many refused rows are told of where there is no quarantine file to look into."""
_SEPARATOR = {"zh": "；", "en": "; "}
_PLAIN = pa.schema([("file", pa.string()), ("sheet", pa.string()), ("row", pa.int64()),
                    ("reasons_zh", pa.string()), ("reasons_en", pa.string())])  # fmt: skip


def quarantine(connection: duckdb.DuckDBPyConnection, combined: Combined) -> pa.Table:
    """Return the refused rows of one table: its headers as text, then OWN_HEADERS."""
    parts = [connection.sql(query).to_arrow_table() for query in _queries(connection, combined)]
    whole = pa.concat_tables([_PLAIN.empty_table(), *parts], promote_options="default")
    headers = [name for name in whole.column_names if name not in OWN_HEADERS]
    return whole.select([*headers, *OWN_HEADERS])


def examples(connection: duckdb.DuckDBPyConnection, combined: Combined) -> tuple[Message, ...]:
    """Return a sentence each on the first EXAMPLES rows to mend: place, reason and mend.

    Rows that are mended in a file which was fed back are none of them.
    """
    place = place_of_row("q.file", "coalesce(q.sheet, '')", "q.row")
    unmended = f"anti join {mended_in(combined.table)} m on m.place = {place}"
    shown: list[Message] = []
    for query in _queries(connection, combined, to_mend=True):
        rows = connection.sql(
            f"select q.file, q.sheet, q.row, q.reasons_zh, q.reasons_en from ({query}) q {unmended}"
            " order by q.file, q.row"
        )
        for file, sheet, row, zh, en in rows.limit(EXAMPLES - len(shown)).fetchall():
            place = file if sheet is None else f"{file}, {sheet}"
            figures = {"place": place, "row": row, "zh": zh, "en": en}
            shown.append(RefusedRow("intake.refused_row", figures))
        if len(shown) == EXAMPLES:
            break
    return tuple(shown)


class RefusedRow(Message):
    """A refused row; its reasons were written in both languages with the row."""

    def speak(self, language: Language) -> str:
        """Return the line."""
        figures = self.figures
        return say(self.key, language, **{**figures, "reason": figures[language]})


def _queries(
    connection: duckdb.DuckDBPyConnection, combined: Combined, *, to_mend: bool = False
) -> Iterator[str]:
    """Yield a query a sheet; `to_mend` leaves out rows that are no lines."""
    left_out = sum(NO_LINE_BITS) if to_mend else 0
    for parsed in combined.sheets:
        if not parsed.sound or combined.apart.holds(parsed.number):
            yield _refused_rows(combined, parsed, left_out, own_place=to_mend)
    for sheet in combined.refused:
        yield _unsplit_rows(connection, sheet, to_mend)


def _refused_rows(combined: Combined, parsed: Parsed, left_out: int, *, own_place: bool) -> str:
    """Return the rows with a fault or set apart for one, less those counted elsewhere.

    A row that came back keeps the place it was first refused at, so that it is known again
    however often it comes; with `own_place` it has that of the file it came back in.
    """
    sheet = parsed.sheet
    file, name, row = _own_place(sheet) if own_place else _place(sheet)
    same_file = "" if sheet.file_column is None else f" and r.{ident(sheet.file_column)} = p._file"
    return (
        f"select {_source_columns(sheet)}, {file} as file, {name} as sheet, {row} as row,"
        f" {_reasons(combined, parsed, 'zh')} as reasons_zh,"
        f" {_reasons(combined, parsed, 'en')} as reasons_en"
        f" from ({_refused_places(combined, parsed)}) p"
        f" join {ident(sheet.relation)} r on r._row = p._row{same_file}"
        f" where p._mask & {left_out} = 0 order by p._file, p._row"
    )


def _refused_places(combined: Combined, parsed: Parsed) -> str:
    """Return SQL for file, row, mask and why of a sheet's refused rows: few among many."""
    refused = f"p._mask & {parsed.refusing} <> 0"
    if not combined.apart.holds(parsed.number):
        nothing = "cast(null as varchar) as why"
        return f"select _file, _row, _mask, {nothing} from {parsed.relation} p where {refused}"
    own = f"(select * from {combined.apart.name} where number = {parsed.number})"
    return (
        f"select p._file, p._row, p._mask, a.why from {parsed.relation} p"
        f" left join {own} a on a._file = p._file and a._row = p._row"
        f" where coalesce(a.why not in ({listed(STOOD_FOR)}), {refused})"
    )


def _own_place(sheet: Sheet) -> tuple[str, str, str]:
    return "p._file", _sheet_name(sheet), "p._row"


def _place(sheet: Sheet) -> tuple[str, str, str]:
    """Return SQL for the file, sheet and row that a person is sent to."""
    own = _own_place(sheet)
    if not is_back(sheet):
        return own
    file, name, row = origin(sheet, "r")
    known = f"{row} is not null"
    return (
        f"case when {known} then {file} else {own[0]} end",
        f"case when {known} then nullif({name}, '') else {own[1]} end",
        f"coalesce({row}, {own[2]})",
    )


def _sheet_name(sheet: Sheet) -> str:
    """Return SQL for the worksheet's name; rows that name their own file have none."""
    if sheet.sheet is None or sheet.file_column is not None:
        return "cast(null as varchar)"
    return literal(sheet.sheet)


def _source_columns(sheet: Sheet) -> str:
    return ", ".join(
        f"cast(r.c{n} as varchar) as {ident(name)}"
        for n, name in enumerate(quarantine_headers(sheet))
        if name not in OWN_HEADERS
    )


def _reasons(combined: Combined, parsed: Parsed, language: Language) -> str:
    """Return SQL that says why a row was refused, with the faults that some row has.

    A sentence on every fault there is takes longer to plan than the rows to find.
    """
    cells = {one.column.name: one for one in cells_of(parsed.sheet, parsed.match)}
    seen = functools.reduce(operator.or_, parsed.masks, 0)
    found = [
        f"case when p._mask & {bit} <> 0 then {plain_reason(key, language)} end"
        for bit, key in NO_LINE_BITS.items()
        if seen & bit
    ]
    is_workbook = parsed.sheet.sheet is not None and parsed.sheet.header_row > 0
    for n, check in enumerate(parsed.checks):
        if check.refuses and seen & bit_of(n):
            text = cells[check.column.name].as_text
            sentence = row_reason(check, text, language, workbook=is_workbook)
            found.append(f"case when p._mask & {bit_of(n)} <> 0 then {sentence} end")
    for why, name in ((DATE_OUT, combined.table.dated_by), (CONTRADICTS, _key(combined))):
        if name in cells and combined.apart.rows(why):
            one = cells[name]
            words = plain_reason(why, language, header=one.header, value="\x01")
            words = f"replace({words}, chr(1), coalesce({one.as_text}, ''))"
            found.append(f"case when p.why = {literal(why)} then {words} end")
    for why in (*SUCCESSIONS, OTHERWISE):
        if combined.apart.rows(why):
            words = plain_reason(why, language)
            found.append(f"case when p.why = {literal(why)} then {words} end")
    whole = f"concat_ws({literal(_SEPARATOR[language])}, {', '.join(found) or 'null'})"
    return (
        f"{_in_correction(parsed.sheet, language)} || {whole}" if is_back(parsed.sheet) else whole
    )


def _in_correction(sheet: Sheet, language: Language) -> str:
    """Return SQL that says in which correction a row still has its faults."""
    words = plain_reason("in_correction", language, place=sheet.place, row="\x01")
    return f"replace({words}, chr(1), cast(p._row as varchar))"


def _key(combined: Combined) -> str:
    return combined.table.required_columns[0].name


def _unsplit_rows(connection: duckdb.DuckDBPyConnection, sheet: Sheet, to_mend: bool) -> str:
    """Rows that the reader could not split into cells: their text stands in `raw`."""
    lines = f" where reason_key <> {literal(NOTE)}" if to_mend else ""
    relation = f"(select * from ({reasoned(sheet)}){lines})"
    rows = connection.execute(f"select distinct reason_key from {relation} order by 1").fetchall()
    words = {
        language: " ".join(
            f"when {literal(key)} then {plain_reason(key, language)}" for (key,) in rows
        )
        or "when null then ''"
        for language in LANGUAGES
    }
    return (
        f"select raw, {literal(sheet.file)} as file,"
        f" {_sheet_name(sheet)} as sheet, _row as row,"
        f" case reason_key {words['zh']} end as reasons_zh,"
        f" case reason_key {words['en']} end as reasons_en from {relation} order by _row"
    )
