"""Whether a workbook is safe to open: looked into before any reader does.

An .xlsx, .xlsb or .ods file is a zip archive. A small one can unpack to more than any
machine holds, and one stray cell in the last column of the last row makes a reader lay
out the whole empty sheet. Both are told here with little memory: declared sizes first,
then the real ones, unpacked in pieces and thrown away. Nothing is kept or written.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from steelyard.words import Message

MOST_UNPACKED_BYTES = 2 << 30
"""A full sheet of 1,048,576 rows and 20 columns unpacks to about 0.8 GB."""
MOST_RATIO = 250
"""Worksheets pack 5 to 50 times smaller; bombs 1,000 times."""
_RATIO_MATTERS_FROM = 64 << 20
MOST_MEMBERS = 10_000
MOST_CELLS = 60_000_000
"""A reader lays out 32 bytes a cell, empty or not."""

# Column CA and beyond: up to there even 1,048,576 rows are few enough cells.
_FAR_COLUMN = re.compile(rb'r="[C-Z][A-Z]')
_CELL = re.compile(rb'r="([A-Z]{1,3})([0-9]{1,7})"')
_PIECE = 1 << 20
_OVERLAP = 32


class Unsafe(Exception):
    """The workbook must not be opened; carries the message's key and figures."""

    def __init__(self, key: str, **figures: object) -> None:
        super().__init__(key)
        self.key = key
        self.figures = figures

    def message(self, file: str) -> Message:
        """Return the sentence about that file."""
        return Message(self.key, {"file": file, **self.figures})


def check_archive(path: Path) -> frozenset[str]:
    """Return the names in the archive; Unsafe where it is damaged, locked or a bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise Unsafe("readers.workbook_damaged") from error
    _check_declared(members)
    _check_real(path, members)
    return frozenset(member.filename for member in members)


def _check_declared(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise Unsafe("readers.workbook_locked")
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED_BYTES:
        raise _bomb(unpacked)
    for member in members:
        big = member.file_size > _RATIO_MATTERS_FROM
        if big and member.file_size > MOST_RATIO * member.compress_size:
            raise _bomb(member.file_size)


def _bomb(unpacked: int) -> Unsafe:
    return Unsafe("readers.zip_bomb", megabytes=f"{unpacked / 1e6:,.0f}")


def _check_real(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Unpack every member in pieces: sizes must be as declared, sheets of sane extent."""
    for member in members:
        sheet = member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")
        size, wide, tail = 0, False, b""
        for piece in pieces(path, member):
            size += len(piece)
            # A lie or damage: in either case nobody knows how much more would come.
            if size > member.file_size:
                raise Unsafe("readers.workbook_damaged")
            if sheet and not wide:
                seen = tail + piece
                wide = _FAR_COLUMN.search(seen) is not None
                tail = seen[-_OVERLAP:]
        if size < member.file_size:
            raise Unsafe("readers.workbook_damaged")
        if wide:
            _check_extent(path, member)


def _check_extent(path: Path, member: zipfile.ZipInfo) -> None:
    """Raise Unsafe where first and last cells lie so far apart that no memory holds them."""
    columns, rows, tail = set[bytes](), 0, b""
    for piece in pieces(path, member):
        seen = tail + piece
        for column, row in _CELL.findall(seen):
            columns.add(column)
            rows = max(rows, int(row))
        tail = seen[-_OVERLAP:]
    width = max(map(_column_number, columns), default=0)
    if width * rows > MOST_CELLS:
        raise Unsafe("readers.sheet_too_wide", rows=f"{rows:,}", columns=f"{width:,}")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def pieces(path: Path, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a member unpacked, at most a megabyte at a time; Unsafe where it is damaged.

    Python's own reader stops at the declared size, so it would never see a lie.
    """
    with path.open("rb") as file:
        file.seek(member.header_offset)
        header = file.read(30)
        names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        file.seek(member.header_offset + 30 + names)
        left = member.compress_size
        inflate = _unpacker(member.compress_type)
        while left and not inflate.eof:
            packed = file.read(min(left, 1 << 16))
            if not packed:
                raise Unsafe("readers.workbook_damaged")
            left -= len(packed)
            while packed:
                yield _unpacked(inflate, packed)
                packed = inflate.unconsumed_tail


class _Stored:
    """A member that was not compressed, with the face of a decompressor."""

    eof = False
    unconsumed_tail = b""

    def decompress(self, packed: bytes, _limit: int) -> bytes:
        return packed


def _unpacker(method: int) -> _Stored | zlib._Decompress:
    if method == zipfile.ZIP_STORED:
        return _Stored()
    if method == zipfile.ZIP_DEFLATED:
        return zlib.decompressobj(-zlib.MAX_WBITS)
    raise Unsafe("readers.workbook_damaged")


def _unpacked(inflate: _Stored | zlib._Decompress, packed: bytes) -> bytes:
    try:
        return inflate.decompress(packed, _PIECE)
    except zlib.error as error:
        raise Unsafe("readers.workbook_damaged") from error
