"""Results appear whole or not at all.

They are written to a side folder next to OUT, which takes OUT's place at the end by a
rename. A crash, Ctrl-C or a full disk leaves the earlier results as they were. Where OUT
itself cannot be renamed (a mounted folder, or one in a folder of somebody else) the side
folder lies in it, and its finished files take their places one after the other.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from steelyard.intake.unusable import InputUnusable
from steelyard.tables import TABLES
from steelyard.words import Message

MARK = "data_report.json"
"""The file by which a folder is known to hold results of ours."""
_RESULTS = ("monthly", "tiers", "signals", "verdicts", "salespeople")
_OURS = frozenset(
    {MARK, "report.html", "workbook.xlsx"}
    | {f"{name}.parquet" for name in _RESULTS}
    | {f"quarantine/{name}.parquet" for name in TABLES}
)


def refuse_foreign_folder(out: Path, source: Path) -> None:
    """Raise InputUnusable where OUT would swallow something that is not ours.

    OUT may be missing, empty, or hold earlier results; it may not be the input, nor hold it.
    Raises OSError where nothing can be written there: better now than after the work.
    """
    target, origin = out.resolve(), source.resolve()
    if target == origin or target in origin.parents:
        raise InputUnusable(Message("assessment.out_is_input", {"out": str(out)}))
    existing = _nearest(target)
    if not existing.is_dir():
        raise InputUnusable(Message("assessment.out_is_file", {"out": str(existing)}))
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise InputUnusable(Message("assessment.out_is_foreign", {"out": str(out)}))
    if not writable(target):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(existing))


@contextmanager
def side_folder(out: Path) -> Iterator[Path]:
    """Yield a folder beside OUT that becomes OUT when the block ends well."""
    out = out.resolve()
    made = [folder for folder in out.parents if not folder.exists()]
    out.parent.mkdir(parents=True, exist_ok=True)
    place = out if _stays(out) else out.parent
    side = Path(tempfile.mkdtemp(prefix=f".{out.name}.unfinished-", dir=place))
    try:
        yield side
        side.chmod(0o755)
        if place == out:
            _move_in(side, out)
        else:
            _take_place(side, out)
    except OSError as error:
        raise _placed(error, out) from error
    finally:
        shutil.rmtree(side, ignore_errors=True)
        _remove_empty(made)


def _placed(error: OSError, out: Path) -> OSError:
    """Return the error with its place: Arrow does not say where the disk was full."""
    if error.filename or not error.errno:
        return error
    return OSError(error.errno, os.strerror(error.errno), str(out))


def _stays(out: Path) -> bool:
    """Whether OUT is there and cannot be renamed."""
    return out.is_dir() and (os.path.ismount(out) or not os.access(out.parent, os.W_OK))


def _move_in(side: Path, out: Path) -> None:
    """Move finished results into OUT, the account of them last."""
    finished = sorted(_files(side), key=lambda name: (name == MARK, name))
    for name in finished:
        (out / name).parent.mkdir(exist_ok=True)
        (side / name).replace(out / name)
    for name in _OURS.difference(finished):
        (out / name).unlink(missing_ok=True)
    _remove_empty([out / "quarantine"])


def _take_place(side: Path, out: Path) -> None:
    """Put `side` where `out` is; files that people laid beside our results move along."""
    if not out.exists():
        side.replace(out)
        return
    for name in _files(out):
        if name not in _OURS and not (side / name).exists():
            (side / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(out / name, side / name, follow_symlinks=False)
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.replaced-", dir=out.parent))
    out.replace(old / "results")
    try:
        side.replace(out)
    except BaseException:
        (old / "results").replace(out)
        old.rmdir()
        raise
    shutil.rmtree(old, ignore_errors=True)


def _files(folder: Path) -> list[str]:
    """Return what lies in a folder and below it, without the folders; links are not followed."""
    return [
        (Path(where) / name).relative_to(folder).as_posix()
        for where, folders, files in os.walk(folder)
        for name in [*files, *(one for one in folders if (Path(where) / one).is_symlink())]
    ]


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def writable(folder: Path) -> bool:
    """Whether results can be written there (or in the nearest folder above that exists)."""
    return os.access(_nearest(folder.absolute()), os.W_OK)


def _nearest(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())
