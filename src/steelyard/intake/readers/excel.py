"""Workbooks: .xlsx, .xlsm, .xlsb, .xls, .ods and WPS's .et, read by python-calamine.

It knows sheets, merged cells and what to skip. Formulas give the values they were saved
with; macros are never run. Trailing totals rows are rows like others: coercion tells them.
"""

from __future__ import annotations

import mmap
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from steelyard.intake.readers.reader import Reader, Source
from steelyard.intake.readers.workbook.archive import Unsafe, check_archive
from steelyard.intake.readers.workbook.rows import load_sheet
from steelyard.intake.readers.workbook.trial import survives
from steelyard.intake.sheet import Sheet
from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The workbook within a zip tells its kind; calamine goes by the file's ending alone.
_INSIDE = (
    ("xl/workbook.bin", (".xlsb",)),
    ("xl/workbook.xml", (".xlsx", ".xlsm")),
    ("content.xml", (".ods",)),
)
# Of these `check_archive` knows every cell; of the others a trial shows what they do.
_LOOKED_INTO = (".xlsx", ".xlsm")
_MACROS = "xl/vbaProject.bin"


def read(source: Source) -> list[Sheet]:
    """Return the visible sheets with cells; InputUnusable where there are none."""
    try:
        path, notes = _openable(source)
        if path.suffix.lower() not in _LOOKED_INTO and not survives(path):
            raise Unsafe("readers.workbook_damaged")
        with CalamineWorkbook.from_path(path) as workbook:
            return _sheets(source, workbook, notes)
    except Unsafe as error:
        raise InputUnusable(error.message(source.name)) from error
    except PasswordError as error:
        raise InputUnusable(Message("readers.workbook_locked", {"file": source.name})) from error
    except CalamineError as error:
        raise InputUnusable(_damaged(source)) from error
    except OSError as error:
        figures = {"file": source.name, "reason": error.strerror or str(error)}
        raise InputUnusable(Message("readers.cannot_open", figures)) from error
    except BaseException as error:
        if _is_panic(error):
            raise InputUnusable(_damaged(source)) from error
        raise


READER = Reader((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et"), (_ZIP, _EMPTY_ZIP, _OLE), read)


def _damaged(source: Source) -> Message:
    return Message("readers.workbook_damaged", {"file": source.name})


def _is_panic(error: BaseException) -> bool:
    """Return whether the reader's own code broke on the file: that is no Exception."""
    return type(error).__name__ == "PanicException"


def _openable(source: Source) -> tuple[Path, list[Message]]:
    """Return a path whose ending says what is inside, and what is to be told about it."""
    with source.path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            return _old_workbook(source), []
    names = check_archive(source.path)
    kinds = [endings for member, endings in _INSIDE if member in names]
    if not kinds:
        raise Unsafe("readers.zip_without_workbook")
    notes = []
    if _MACROS in names:
        notes.append(Message("readers.macros_not_run", {"file": source.name}))
    return _ending_in(source, kinds[0]), notes


def _old_workbook(source: Source) -> Path:
    """Return the path of an .xls; a new workbook under a password is an old container."""
    with source.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as m:
        if m.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            raise Unsafe("readers.workbook_locked")
        if not any(m.find(name.encode("utf-16-le")) >= 0 for name in ("Workbook", "Book")):
            raise Unsafe("readers.old_document")
    return _ending_in(source, (".xls",))


def _ending_in(source: Source, endings: tuple[str, ...]) -> Path:
    if source.path.suffix.lower() in endings:
        return source.path
    copy = source.work / f"{source.free_name('workbook')}{endings[0]}"
    shutil.copyfile(source.path, copy)
    return copy


def _sheets(source: Source, workbook: CalamineWorkbook, notes: list[Message]) -> list[Sheet]:
    sheets: list[Sheet] = []
    for meta, sheet in _visible(source, workbook, notes):
        loaded = load_sheet(source, meta.name, sheet)
        if loaded is None:
            notes.append(_skipped("sheet_empty", source, meta))
        else:
            sheets.append(loaded)
    if not sheets:
        raise InputUnusable(Message("readers.no_sheet_with_cells", {"file": source.name}))
    first = sheets[0]
    sheets[0] = replace(first, notes=(*notes, *first.notes))
    return sheets


def _visible(
    source: Source, workbook: CalamineWorkbook, notes: list[Message]
) -> Iterator[tuple[SheetMetadata, CalamineSheet]]:
    """Yield what can hold a table; what is skipped is noted."""
    for meta in workbook.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != SheetVisibleEnum.Visible:
            notes.append(_skipped("sheet_hidden", source, meta))
            continue
        yield meta, workbook.get_sheet_by_name(meta.name)


def _skipped(key: str, source: Source, meta: SheetMetadata) -> Message:
    return Message(f"readers.{key}", {"file": source.name, "sheet": meta.name})
