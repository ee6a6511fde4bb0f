"""What the data report says, made ready for the page and the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from steelyard.report.inputs import (
    DataReport,
    FileReport,
    Note,
    RefusedRows,
    ReportInputs,
    TableReport,
)
from steelyard.report.voice import Voice
from steelyard.results.settling import missing
from steelyard.tables import TABLES
from steelyard.words.numbers import day, exact_with_unit, quantity


@dataclass(frozen=True)
class FileQuality:
    """One file or sheet: its name, its rows, how its columns were understood."""

    title: str
    read: int
    kept: int
    quarantined: int
    counted_once: int
    superseded: int
    mapping: list[tuple[str, str]]
    unknown: list[str]


@dataclass(frozen=True)
class Understood:
    """Files whose columns were understood alike, so that they are looked at once."""

    titles: list[str]
    mapping: list[tuple[str, str, str]]
    """Header, column of the contract, and what that column is."""
    unknown: list[str]


@dataclass(frozen=True)
class TableQuality:
    """One table: how many rows, why some were refused, how its columns were understood."""

    name: str
    title: str
    files: list[FileQuality]
    read: int
    kept: int
    quarantined: int
    counted_once: int
    """Rows that another file has too, used once."""
    superseded: int
    """Rows of a document that a correcting file has."""
    by_file: bool
    """Whether there are several files, and what became of the rows of each is known."""
    resent: list[str]
    """What is to say of documents that two files have."""
    after: int
    """Of the rows kept, those dated after the report's month."""
    duplicates: int
    """Of the rows kept, those equal to another row."""
    estimated: bool
    """Whether duplicates are an estimate."""
    no_lines: int
    """Of the rows quarantined, totals, notes and empty rows: nothing to mend."""
    period: str
    """First to last day of the rows kept; empty for a table without days."""
    totals: str
    """What the lines in use add up to, in a sentence; empty where it was not counted."""
    reasons: list[tuple[str, int]]
    blanked: list[tuple[str, int]]
    understood: list[Understood]


ASSUMED = 20
"""So many assumptions stand on the page; the data report has all of them."""


@dataclass(frozen=True)
class Quality:
    """The tables read, in the order of the report, and their sums."""

    tables: list[TableQuality]
    unused: list[str]
    """Files that were not used, and why."""
    notes: list[str]
    sharpen: list[str]
    assumed: list[str]
    """What no table told and is assumed in the last month, the first ASSUMED of it."""

    @property
    def read(self) -> int:
        """Rows read in all tables."""
        return sum(table.read for table in self.tables)

    @property
    def kept(self) -> int:
        """Rows kept in all tables."""
        return sum(table.kept for table in self.tables)

    @property
    def quarantined(self) -> int:
        """Rows in quarantine, of all tables."""
        return sum(table.quarantined for table in self.tables)

    @property
    def counted_once(self) -> int:
        """Rows that overlapping files have twice, of all tables."""
        return sum(table.counted_once for table in self.tables)

    @property
    def superseded(self) -> int:
        """Rows that a correcting file stands for, of all tables."""
        return sum(table.superseded for table in self.tables)

    @property
    def resent(self) -> list[str]:
        """What is to say of documents that two files have, of all tables."""
        return [said for table in self.tables for said in table.resent]

    @property
    def no_lines(self) -> int:
        """Rows in quarantine that are no lines, of all tables."""
        return sum(table.no_lines for table in self.tables)

    @property
    def several_reasons(self) -> bool:
        """Whether some table's reasons add up to more than its rows in quarantine."""
        return any(sum(n for _, n in t.reasons) > t.quarantined for t in self.tables)

    @property
    def after(self) -> int:
        """Rows dated after the report's month, of all tables."""
        return sum(table.after for table in self.tables)


def quality(report: DataReport, voice: Voice) -> Quality:
    """Return the data report in one language; empty where there is none."""
    tables = [_table(name, table, voice) for name, table in report.get("tables", {}).items()]
    resent = {said for table in tables for said in table.resent}
    return Quality(
        tables=tables,
        unused=_said(report.get("unused", []), voice),
        notes=[said for said in _said(report.get("notes", []), voice) if said not in resent],
        sharpen=_said(report.get("would_sharpen", []), voice),
        assumed=_said([one for one in report.get("assumed", []) if one.get("now")], voice)[
            :ASSUMED
        ],
    )


def _said(notes: Sequence[Note], voice: Voice) -> list[str]:
    return [note[voice.language] for note in notes]


def _table(name: str, table: TableReport, voice: Voice) -> TableQuality:
    files = [_file(file) for file in table.get("files", [])]
    return TableQuality(
        name=name,
        title=table_title(name, voice),
        files=files,
        read=table.get("rows_read", 0),
        kept=table.get("rows_kept", 0),
        counted_once=table.get("rows_counted_once", 0),
        superseded=table.get("rows_superseded", 0),
        by_file=len(files) > 1 and all("rows_kept" in file for file in table.get("files", [])),
        resent=_said(table.get("resent", []), voice),
        after=table.get("rows_after_as_of", 0),
        duplicates=table.get("duplicate_rows_kept", 0),
        estimated=table.get("duplicate_rows_estimated", False),
        quarantined=table.get("rows_quarantined", 0),
        no_lines=table.get("rows_quarantined", 0)
        - table.get("rows_to_mend", table.get("rows_quarantined", 0)),
        period=_period(table.get("first_date"), table.get("last_date"), voice),
        totals=_totals(table, voice),
        reasons=_counted(table.get("reasons", []), voice),
        blanked=_counted(table.get("values_left_blank", []), voice),
        understood=_understood(name, files, voice),
    )


def _period(first: str | None, last: str | None, voice: Voice) -> str:
    if not first or not last:
        return ""
    days = (day(dt.date.fromisoformat(one), voice.language) for one in (first, last))
    return voice("quality.period_of", **dict(zip(("first", "last"), days, strict=True)))


def _totals(table: TableReport, voice: Voice) -> str:
    """Return the sums in full, as an ERP shows them."""
    sums = table.get("totals")
    if sums is None:
        return ""
    amount, back = sums["amount"], sums["returns_amount"]
    in_full = partial(exact_with_unit, language=voice.language, unit=voice.currency)
    told = voice(
        "quality.totals",
        period=_period(sums["first_date"], sums["last_date"], voice),
        dealers=voice.number(sums["dealers"]),
        orders=voice.number(sums["orders"]),
        quantity=quantity(sums["quantity"]),
        amount=in_full(amount),
    )
    apart = voice("quality.totals_returns", bought=in_full(amount + back), returned=in_full(back))
    return told + (apart if back else "")


def _understood(table: str, files: list[FileQuality], voice: Voice) -> list[Understood]:
    """Return the files in groups that were understood alike."""
    columns = TABLES[table].columns if table in TABLES else ()
    means = {c.name: c.zh if voice.language == "zh" else c.en for c in columns}
    alike: dict[tuple[tuple[tuple[str, str], ...], tuple[str, ...]], list[str]] = {}
    for file in files:
        if not (file.mapping or file.unknown):
            continue  # a query read it: none of its columns is this table's
        key = (tuple(file.mapping), tuple(file.unknown))
        alike.setdefault(key, []).append(file.title)
    return [
        Understood(titles, [(h, c, means.get(c, "")) for h, c in mapping], list(unknown))
        for (mapping, unknown), titles in alike.items()
    ]


def _counted(reasons: list[RefusedRows], voice: Voice) -> list[tuple[str, int]]:
    return [(reason[voice.language], reason.get("rows", 0)) for reason in reasons]


def _file(file: FileReport) -> FileQuality:
    sheet = file.get("sheet")
    return FileQuality(
        title=file.get("file", "") + (f" [{sheet}]" if sheet else ""),
        read=file.get("rows_read", 0),
        kept=file.get("rows_kept", 0),
        quarantined=file.get("rows_quarantined", 0),
        counted_once=file.get("rows_counted_once", 0),
        superseded=file.get("rows_superseded", 0),
        mapping=list(file.get("mapping", {}).items()),
        unknown=list(file.get("unknown_columns", [])),
    )


def table_title(name: str, voice: Voice) -> str:
    """Return a table's name in words; names that the contract lacks stay as they are."""
    return voice(f"table_name.{name}") if name in TABLES else name


@dataclass(frozen=True)
class Question:
    """A question that stayed open: how many dealers now, and which tables would answer it."""

    text: str
    dealers: int | None
    needs: str


def unjudged(inputs: ReportInputs, tables_present: tuple[str, ...], voice: Voice) -> list[Question]:
    """Return what stayed unjudged; the data report's own list first.

    Where the data report names none but nothing outside the books was brought, the one
    question that sell-in cannot answer is named here.
    """
    listed = [
        Question(
            text=item[voice.language],
            dealers=item.get("dealers_now"),
            needs=voice.join([table_title(name, voice) for name in item.get("needs", [])]),
        )
        for item in inputs.data_report.get("unjudged", [])
    ]
    wanting = missing(tables_present)
    if listed or not wanting:
        return listed
    needs = voice.join([table_title(name, voice) for name in wanting])
    return [Question(voice("unjudged.default_question"), None, needs)]
