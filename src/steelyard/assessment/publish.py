"""Results appear whole or not at all.

They are written to a side folder next to OUT, which takes OUT's place at the end by a
rename. A crash, Ctrl-C or a full disk leaves the earlier results as they were.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

MARK = "data_report.json"
"""The file by which a folder is known to hold results of ours."""


def refuse_foreign_folder(out: Path, source: Path) -> None:
    """Raise InputUnusable where OUT would swallow something that is not ours.

    OUT may be missing, empty, or hold earlier results; it may not be the input, nor hold it.
    """
    target, origin = out.resolve(), source.resolve()
    if target == origin or target in origin.parents:
        raise InputUnusable(Message("assessment.out_is_input", {"out": str(out)}))
    if out.is_file():
        raise InputUnusable(Message("assessment.out_is_file", {"out": str(out)}))
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise InputUnusable(Message("assessment.out_is_foreign", {"out": str(out)}))


@contextmanager
def side_folder(out: Path) -> Iterator[Path]:
    """Yield a folder beside OUT that becomes OUT when the block ends well."""
    out.parent.mkdir(parents=True, exist_ok=True)
    side = Path(tempfile.mkdtemp(prefix=f".{out.name}.unfinished-", dir=out.parent))
    try:
        yield side
        side.chmod(0o755)
        _take_place(side, out)
    finally:
        shutil.rmtree(side, ignore_errors=True)


def _take_place(side: Path, out: Path) -> None:
    """Put `side` where `out` is; files that people laid beside our results move along."""
    if not out.exists():
        side.replace(out)
        return
    ours = _ours(out)
    for path in sorted(out.iterdir()):
        if path.name not in ours and not (side / path.name).exists():
            _link_or_copy(path, side / path.name)
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.replaced-", dir=out.parent))
    out.replace(old / "results")
    side.replace(out)
    shutil.rmtree(old, ignore_errors=True)


def _ours(out: Path) -> set[str]:
    names = {path.name for path in out.glob("*.parquet")}
    return names | {MARK, "quarantine", "report.html", "workbook.xlsx"}


def _link_or_copy(path: Path, target: Path) -> None:
    copy = shutil.copytree if path.is_dir() else shutil.copy2
    copy(path, target)


def writable(folder: Path) -> bool:
    """Whether results can be written there (or in the nearest folder above that exists)."""
    existing = next(p for p in (folder, *folder.absolute().parents) if p.exists())
    return os.access(existing, os.W_OK)
