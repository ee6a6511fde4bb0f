"""Writes workbook.xlsx: what the page shows, for those who go on in a spreadsheet.

Every number is exact here. A sheet bears only so many rows: beyond that the monthly table
and the signals show their last months, say so, and name the file that has all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError

from steelyard.report.case import CaseTeller
from steelyard.report.flagged import flagged
from steelyard.report.genuine import can_be_said
from steelyard.report.genuine import genuine as called_genuine
from steelyard.report.inputs import ReportInputs
from steelyard.report.month import month_index
from steelyard.report.people_view import salespeople as in_order
from steelyard.report.sheets import (
    data_quality,
    definitions,
    genuine,
    glance,
    monthly,
    salespeople,
    signals,
    tiers,
    to_verify,
)
from steelyard.report.sheets.writer import SheetWriter
from steelyard.report.voice import Voice
from steelyard.verdicts.findings import Findings
from steelyard.words import Language

MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark, so that equal input gives equal bytes
OPTIONS = {
    "constant_memory": True,
    # A dealer may be called "=1+1" or "http://…": text stays text.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def _disk_told() -> Iterator[None]:
    """Raise a full disk as what it is; its scratch files go with the results' side folder."""
    try:
        yield
    except XlsxFileError as error:
        cause = error.args[0] if error.args else error
        raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error


def write_workbook(
    findings: Findings, outputs: ReportInputs, path: Path, language: Language
) -> None:
    """Write the workbook; MonthNotThere where the report's month is not in the data."""
    voice = Voice(language, outputs.currency)
    teller = CaseTeller(findings, outputs, voice)
    month = month_index(findings, outputs.as_of, language)
    cases = flagged(teller.weigher, month)
    title = voice("page.title", month=voice.month(outputs.as_of))
    with _disk_told(), xlsxwriter.Workbook(path, {**OPTIONS, "tmpdir": path.parent}) as book:
        book.set_properties({"created": MADE, "title": title})

        def sheet(name: str) -> SheetWriter:
            return SheetWriter(book, voice(f"sheet.{name}"))

        glance.write(sheet("glance"), teller, cases, month)
        to_verify.write(sheet("verify"), teller, cases)
        if can_be_said(findings):
            genuine.write(sheet("genuine"), teller, called_genuine(teller, month))
        monthly.write(book, sheet("monthly"), teller)
        tiers.write(sheet("tiers"), teller)
        signals.write(sheet("signals"), teller)
        if people := in_order(outputs):
            salespeople.write(sheet("people"), people, voice)
        data_quality.write(sheet("quality"), teller)
        definitions.write(sheet("definitions"), voice)
