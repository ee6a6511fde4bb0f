"""From a file to its sheets, whatever kind of file it is.

Every module of this package with a `READER` is one kind of file; to add a kind, add a
file. What is inside a file decides who reads it, not its name: exports named .xls are
often text, and junk is often named .csv. Which table a sheet is, and what its cells
mean, is decided elsewhere in `intake`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import duckdb

from steelyard.intake.gathered import Gathered
from steelyard.intake.readers.file_kind import junk_in
from steelyard.intake.readers.reader import HEAD_BYTES, Reader, Source
from steelyard.intake.sheet import Sheet
from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

__all__ = ["Reader", "Source", "endings", "part_paths", "read_file", "read_parts", "readers"]

RESULTS_MARK = "data_report.json"
"""The file that earlier results hold; they are no input, however deep they lie."""


@cache
def readers() -> tuple[Reader, ...]:
    """Return every reader; those that know their files by content stand before text."""
    modules = (import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__))
    found = [module.READER for module in modules if hasattr(module, "READER")]
    return tuple(sorted(found, key=lambda reader: (not reader.signatures, reader.endings)))


def endings() -> frozenset[str]:
    """Return the file endings that some reader takes, in lower case with their dot."""
    return frozenset(ending for reader in readers() for ending in reader.endings)


def read_file(
    path: Path, name: str, connection: duckdb.DuckDBPyConnection, work: Path
) -> list[Sheet]:
    """Read one file into sheets whose rows lie in `connection`.

    `name` is what messages call the file; `work` is a private folder for scratch files.
    Raises InputUnusable for a file that cannot be read at all.
    """
    source = Source(path, name, connection, work)
    return _reader_of(source).read(source)


def read_parts(
    folder: Path, name: str, connection: duckdb.DuckDBPyConnection, work: Path
) -> list[Sheet]:
    """Read a folder of parts, in the order of their names.

    Parquet parts of one schema are one sheet over one view, whose `file_column` names the
    part of each row; every other part gives sheets of its own, named `name/part`. So the
    file and the row are exact either way. Raises InputUnusable as `read_file` does.
    """
    from steelyard.intake.readers import parquet

    sources = [
        Source(path, f"{name}/{path.relative_to(folder).as_posix()}", connection, work)
        for path in part_paths(folder)
    ]
    if not sources:
        raise InputUnusable(Message("readers.no_parts", {"file": name}))
    troubles, sheets = Gathered(), list[Sheet]()
    together: list[Source] = []
    for source in sources:
        with troubles.of():
            reader = _reader_of(source)
            if reader is parquet.READER:
                together.append(source)
            else:
                sheets += reader.read(source)
    with troubles.of():
        sheets = parquet.read_together(folder, name, together) + sheets
    troubles.tell()
    return sheets


def part_paths(folder: Path) -> list[Path]:
    """Return the parts below a folder, sorted.

    `_SUCCESS`, `.crc` and the like are none, nor is anything in earlier results of ours.
    """
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() in endings()
        and not any(part.startswith(("_", ".", "~$")) for part in path.relative_to(folder).parts)
        and not _in_results(path, folder)
    ]


def _in_results(path: Path, folder: Path) -> bool:
    between = path.relative_to(folder).parents
    return any((folder / above / RESULTS_MARK).is_file() for above in between)


def _reader_of(source: Source) -> Reader:
    head = _head(source)
    for reader in readers():
        if any(head.startswith(signature) for signature in reader.signatures):
            return reader
    junk = junk_in(head)
    if junk is not None:
        raise InputUnusable(Message(f"readers.{junk}", {"file": source.name}))
    ending = source.path.suffix.lower()
    if ending == ".parquet":
        raise InputUnusable(Message("readers.parquet_damaged", {"file": source.name}))
    return next(reader for reader in readers() if not reader.signatures)


def _head(source: Source) -> bytes:
    try:
        with source.path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        why = {"file": source.name, "reason": error.strerror or type(error).__name__}
        raise InputUnusable(Message("readers.cannot_open", why)) from error
    if not head:
        raise InputUnusable(Message("readers.empty_file", {"file": source.name}))
    return head
