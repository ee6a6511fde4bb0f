"""A text file as a stream of UTF-8 bytes, whatever it was written in.

Nothing is written to disk for it. It drops byte order marks and zero bytes, and counts
what went through: the rows' parser is checked against the lines counted here.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.intake.readers.text.encoding import Encoding, chunks, decode_line, lines

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MARK = codecs.BOM_UTF8


@dataclass
class Tally:
    """What was seen in the bytes that went through so far."""

    line_ends: int = 0
    zero_bytes: int = 0
    replaced: int = 0
    last: bytes = b"\n"

    @property
    def lines(self) -> int:
        """Lines so far; the last need not be ended."""
        return self.line_ends + (self.last not in (b"\n", b"\r"))

    def clean(self, block: bytes) -> bytes:
        """Count a block of UTF-8 and return it without zero bytes."""
        zeros = block.count(0)
        if zeros:
            self.zero_bytes += zeros
            block = block.replace(b"\x00", b"")
        if block:
            self.line_ends += block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")
            self.line_ends -= self.last == b"\r" and block.startswith(b"\n")
            self.last = block[-1:]
        return block


def open_utf8(path: Path, encoding: Encoding, tally: Tally) -> io.BufferedReader:
    """Return the file as buffered UTF-8 bytes; `tally` is filled while they are read."""
    return io.BufferedReader(_Blocks(_clean_blocks(path, encoding, tally)), 1 << 20)


def _clean_blocks(path: Path, encoding: Encoding, tally: Tally) -> Iterator[bytes]:
    first = True
    for block in _utf8_blocks(path, encoding, tally):
        if first:
            block = block.removeprefix(_MARK)
            first = False
        yield tally.clean(block)


def _utf8_blocks(path: Path, encoding: Encoding, tally: Tally) -> Iterator[bytes]:
    if encoding == "utf-8":
        yield from chunks(path)
    elif encoding == "line by line":
        yield from _by_line(path, tally)
    else:
        # A few bytes mean nothing in Windows-1252; one such letter must not lose a file.
        errors = "replace" if encoding == "cp1252" else "strict"
        decoder = codecs.getincrementaldecoder(encoding)(errors)
        for chunk in chunks(path):
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()


def _by_line(path: Path, tally: Tally) -> Iterator[bytes]:
    for line in lines(path):
        text, replaced = decode_line(line)
        tally.replaced += replaced
        yield text.encode()


class _Blocks(io.RawIOBase):
    """Blocks of bytes as a raw file, for the parsers that want a file."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block)
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
