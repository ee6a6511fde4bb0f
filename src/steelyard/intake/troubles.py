"""Trouble that shows only when rows are read: damaged pages, a full disk, too little memory.

A Parquet file may have a sound footer and damaged pages. Typed files are views, so their
pages are read by whoever asks first, even long after intake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

_FILE = re.compile(r"""file ["']([^"']+)["']""", re.IGNORECASE)
_DAMAGE = re.compile(r"parquet|decompress|protocol|page header|corrupt", re.IGNORECASE)
_MACHINE = (duckdb.IOException, duckdb.OutOfMemoryException)
_MACHINE_SAYS = re.compile(
    r"no space left|could not write|quota|read-only file system|permission denied", re.IGNORECASE
)


@contextmanager
def troubles_told(source: Path) -> Iterator[None]:
    """Raise the engine's errors over the files of `source` as what they mean.

    InputUnusable, naming the file, where one is damaged; OSError where disk or memory of
    this machine do not suffice. Other errors pass.
    """
    try:
        yield
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        named = _FILE.search(first)
        machine = isinstance(error, _MACHINE) or _MACHINE_SAYS.search(first)
        if not machine and _DAMAGE.search(first.replace(named[1], "") if named else first):
            # The engine does not always say which file it was.
            damaged = Path(named[1]) if named else _damaged(source)
            figures = {"file": damaged.name}
            raise InputUnusable(Message("readers.parquet_damaged", figures)) from error
        if machine:
            raise OSError(first) from error
        raise


def _damaged(source: Path) -> Path:
    """Return the first Parquet file that cannot be read through, else the source."""
    paths = sorted(source.rglob("*")) if source.is_dir() else [source]
    parquet = (path for path in paths if path.suffix.lower() in (".parquet", ".pq"))
    return next((path for path in parquet if not _reads_through(path)), source)


def _reads_through(path: Path) -> bool:
    try:
        for _ in pq.ParquetFile(path).iter_batches():
            pass
    except (pa.ArrowException, OSError):
        return False
    return True
