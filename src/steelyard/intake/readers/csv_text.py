"""Text files: CSV, TSV and their relatives, in any usual encoding and with any delimiter.

It puts the pieces together: encoding, layout, rows, refused rows. `_row` is the row as a
spreadsheet program numbers it; a quoted cell with line breaks does not start a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from steelyard.intake.readers.reader import Reader, Source, one_number
from steelyard.intake.readers.refused import UNDECODABLE, Refused, insert
from steelyard.intake.readers.text.careful_rows import careful_batches
from steelyard.intake.readers.text.dialect import SAMPLE_CHARACTERS, Dialect, find_dialect
from steelyard.intake.readers.text.encoding import (
    LONGEST_LINE,
    Encoding,
    LineTooLong,
    UnknownEncoding,
    find_encoding,
)
from steelyard.intake.readers.text.fast_rows import NotOneLineARow, column_names, fast_batches
from steelyard.intake.readers.text.utf8_stream import Tally, open_utf8
from steelyard.intake.sheet import Sheet
from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

_WORKBOOKS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".et")
_REPLACED = "\N{REPLACEMENT CHARACTER}"


def read(source: Source) -> list[Sheet]:
    """Return the one sheet of a text file; InputUnusable where it is no table."""
    try:
        return [_read(source)]
    except LineTooLong as error:
        figures = {"file": source.name, "line": error.line, "megabytes": LONGEST_LINE >> 20}
        raise InputUnusable(Message("readers.line_too_long", figures)) from error
    except UnknownEncoding as error:
        raise InputUnusable(Message("readers.unknown_encoding", {"file": source.name})) from error
    except OSError as error:
        figures = {"file": source.name, "reason": error.strerror or str(error)}
        raise InputUnusable(Message("readers.cannot_open", figures)) from error


READER = Reader((".csv", ".tsv", ".txt", ".tab", ".dat"), (), read)


@dataclass(frozen=True)
class _Loaded:
    """The rows of a file in the connection, and what was seen on the way."""

    relation: str
    refused: Refused
    tally: Tally


def _read(source: Source) -> Sheet:
    encoding = find_encoding(source.path)
    dialect = find_dialect(_sample(source, encoding))
    if dialect is None:
        raise InputUnusable(Message("readers.empty_file", {"file": source.name}))
    if dialect.width == 1 and _named_workbook(source):
        raise InputUnusable(Message("readers.text_no_workbook", {"file": source.name}))
    loaded = _load(source, encoding, dialect)
    if loaded.tally.replaced:
        _refuse_undecodable(source, loaded, dialect)
    loaded.refused.write()
    kept = one_number(source.connection, f"SELECT count(*) FROM {loaded.relation}")
    rows_read = kept + loaded.refused.count
    return Sheet(
        file=source.name,
        sheet=None,
        headers=dialect.headers,
        header_row=dialect.header_row,
        relation=loaded.relation,
        types=("VARCHAR",) * dialect.width,
        rows_read=rows_read,
        refused=loaded.refused.table,
        notes=_notes(source, encoding, dialect, loaded.tally, rows_read),
    )


def _named_workbook(source: Source) -> bool:
    """Return whether the name promises Excel: many systems export text under it."""
    return source.path.suffix.lower() in _WORKBOOKS


def _sample(source: Source, encoding: Encoding) -> str:
    """Return the first lines as text, up to the last whole one."""
    with open_utf8(source.path, encoding, Tally()) as stream:
        block = stream.read(SAMPLE_CHARACTERS)
        if len(block) < SAMPLE_CHARACTERS:
            return block.decode()
    end = max(block.rfind(b"\n"), block.rfind(b"\r"))
    return block[: end + 1].decode() or block.decode(errors="ignore")


def _load(source: Source, encoding: Encoding, dialect: Dialect) -> _Loaded:
    """Load the rows the fast way; where the file turns out to need it, the careful way."""
    if dialect.delimiter.isascii():
        tally, refused = Tally(), Refused(source)
        try:
            with open_utf8(source.path, encoding, tally) as stream:
                batches = fast_batches(stream, tally, dialect, refused)
                return _Loaded(_fill(source, batches, dialect), refused, tally)
        except NotOneLineARow:
            pass
    tally, refused = Tally(), Refused(source)
    with open_utf8(source.path, encoding, tally) as stream:
        batches = careful_batches(stream, dialect, refused)
        return _Loaded(_fill(source, batches, dialect), refused, tally)


def _fill(source: Source, batches: Iterator[pa.Table], dialect: Dialect) -> str:
    """Return a new table with all batches; it is dropped again where they break off."""
    relation = source.free_name()
    columns = ", ".join(f"{name} VARCHAR" for name in column_names(dialect.width))
    source.connection.execute(f"CREATE TABLE {relation} (_row BIGINT, {columns})")
    try:
        for batch in batches:
            insert(source, relation, batch)
    except Exception:
        source.connection.execute(f"DROP TABLE {relation}")
        raise
    return relation


def _refuse_undecodable(source: Source, loaded: _Loaded, dialect: Dialect) -> None:
    """Move rows with bytes of no known encoding to the refused ones."""
    cells = ", ".join(f"coalesce({name}, '')" for name in column_names(dialect.width))
    line = f"concat_ws('{dialect.delimiter}', {cells})"
    broken = f"{loaded.relation} WHERE contains({line}, '{_REPLACED}')"
    loaded.refused.take(f"SELECT _row, {line}, '{UNDECODABLE}' FROM {broken}")
    source.connection.execute(f"DELETE FROM {broken}")


def _notes(
    source: Source, encoding: Encoding, dialect: Dialect, tally: Tally, rows: int
) -> tuple[Message, ...]:
    place = {"place": source.name}
    notes = []
    if _named_workbook(source):
        notes.append(Message("readers.text_named_workbook", place))
    if dialect.width == 1:
        notes.append(Message("readers.one_column", place))
    if rows == 0:
        notes.append(Message("readers.header_only", place))
    if encoding == "line by line":
        notes.append(Message("readers.mixed_encodings", place))
    if encoding == "cp1252":
        notes.append(Message("readers.western_encoding", place))
    if tally.zero_bytes:
        notes.append(Message("readers.zero_bytes", {**place, "count": tally.zero_bytes}))
    return tuple(notes)
