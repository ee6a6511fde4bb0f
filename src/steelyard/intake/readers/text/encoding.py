"""In which encoding a text file is written, found by reading all of it once.

The bytes that tell GB18030 from UTF-8 may come late, so a sample is not enough; the file
is streamed, never held. It also stops at a line that no table has, before anything tries
to hold that line. Decoding itself is done in `utf8_stream`.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import numpy as np

from steelyard.intake.readers.file_kind import utf16_side
from steelyard.intake.readers.reader import HEAD_BYTES

Encoding = Literal["utf-8", "utf-16-le", "utf-16-be", "gb18030", "cp1252", "line by line"]
CHUNK_BYTES = 4 << 20
LONGEST_LINE = 4 << 20
"""A line of more bytes is not a row; the longest real one, with notes, has a few thousand."""
_WEIGHED_BYTES = 64 << 20


class LineTooLong(Exception):
    """A line that no table has; carries its number, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class UnknownEncoding(Exception):
    """Neither UTF-8 nor UTF-16 nor GB18030 nor Western text, not even in part."""


def find_encoding(path: Path) -> Encoding:
    """Return how to decode the file; `line by line` where its lines differ.

    Raises LineTooLong, UnknownEncoding, OSError.
    """
    with path.open("rb") as file:
        wide = utf16_side(file.read(HEAD_BYTES))
    if wide is not None:
        return _checked_wide("utf-16-le" if wide == "utf-16-le" else "utf-16-be", path)
    if _decodes(path, "utf-8"):
        return "utf-8"
    if _lonely_share(path) > 0.5:
        return "cp1252"
    if _utf8_share(path) < 0.1 and _decodes(path, "gb18030"):
        return "gb18030"
    return _line_by_line(path)


def chunks(path: Path) -> Iterator[bytes]:
    """Yield the file in pieces; LineTooLong as soon as a line cannot be a row."""
    open_bytes, line = 0, 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            first = _first_end(chunk)
            if open_bytes + (len(chunk) if first < 0 else first) > LONGEST_LINE:
                raise LineTooLong(line)
            last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            open_bytes = open_bytes + len(chunk) if last < 0 else len(chunk) - last - 1
            line += chunk.count(b"\n") or chunk.count(b"\r")
            yield chunk


def lines(path: Path) -> Iterator[bytes]:
    """Yield the file line by line, ends included; LineTooLong as `chunks` does."""
    number = 0
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise LineTooLong(number)
            yield line


def _first_end(chunk: bytes) -> int:
    ends = [end for end in (chunk.find(b"\n"), chunk.find(b"\r")) if end >= 0]
    return min(ends, default=-1)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for chunk in chunks(path):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _checked_wide(encoding: Encoding, path: Path) -> Encoding:
    if not _decodes(path, encoding):
        raise UnknownEncoding
    return encoding


def _weighed(path: Path, of: Callable[[bytes], tuple[int, int]]) -> float:
    """Return the share `of` counts, (these, all), over the first part that has any."""
    these = total = seen = 0
    for chunk in chunks(path):
        part, whole = of(chunk)
        these, total, seen = these + part, total + whole, seen + len(chunk)
        if total and seen >= _WEIGHED_BYTES:
            break
    return these / total if total else 0.0


def _lonely_share(path: Path) -> float:
    """Return the share of high bytes without a high neighbour: é is one, 数 is two."""

    def count(chunk: bytes) -> tuple[int, int]:
        high = np.frombuffer(chunk, dtype=np.uint8) >= 0x80
        neighbour = np.zeros_like(high)
        neighbour[1:] |= high[:-1]
        neighbour[:-1] |= high[1:]
        return int(np.count_nonzero(high & ~neighbour)), int(np.count_nonzero(high))

    return _weighed(path, count)


def _utf8_share(path: Path) -> float:
    """Return how much of what is not ASCII is Chinese (or other wide) text in UTF-8.

    GB18030 text is by chance valid UTF-8 of three bytes in 1 or 2 characters of 100.
    """

    def count(chunk: bytes) -> tuple[int, int]:
        codes = np.frombuffer(chunk.decode("utf-8", "replace").encode("utf-32-le"), np.uint32)
        bad = int(np.count_nonzero(codes == 0xFFFD))
        wide = int(np.count_nonzero(codes >= 0x800)) - bad
        return wide, wide + bad

    return _weighed(path, count)


def _line_by_line(path: Path) -> Encoding:
    """Return `line by line` where most lines decode by themselves; else UnknownEncoding."""
    good = bad = 0
    for line in lines(path):
        if not line.isascii():
            good, bad = (good, bad + 1) if decode_line(line)[1] else (good + 1, bad)
        if good + bad >= 10_000:
            break
    if bad > good:
        raise UnknownEncoding
    return "line by line"


def decode_line(line: bytes) -> tuple[str, bool]:
    """Return a line as text and whether bytes had to be replaced.

    UTF-8 first: Chinese text in GB18030 hardly ever happens to be valid UTF-8.
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            return line.decode(encoding), False
        except UnicodeDecodeError:
            continue
    return line.decode("utf-8", "replace"), True
