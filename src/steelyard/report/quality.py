"""What the data report says, made ready for the page and the workbook."""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.report.inputs import DataReport, FileReport, RefusedRows, ReportInputs, TableReport
from steelyard.report.voice import Voice
from steelyard.results.settling import missing
from steelyard.tables import TABLES


@dataclass(frozen=True)
class FileQuality:
    """One file or sheet: its name, how its columns were understood, which were not used."""

    title: str
    mapping: list[tuple[str, str]]
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
    reasons: list[tuple[str, int]]
    blanked: list[tuple[str, int]]


@dataclass(frozen=True)
class Quality:
    """The tables read, in the order of the report, and their sums."""

    tables: list[TableQuality]
    notes: list[str]
    sharpen: list[str]

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


def quality(report: DataReport, voice: Voice) -> Quality:
    """Return the data report in one language; empty where there is none."""
    tables = report.get("tables", {})
    return Quality(
        tables=[_table(name, table, voice) for name, table in tables.items()],
        notes=[n[voice.language] for n in [*report.get("unused", []), *report.get("notes", [])]],
        sharpen=[note[voice.language] for note in report.get("would_sharpen", [])],
    )


def _table(name: str, table: TableReport, voice: Voice) -> TableQuality:
    return TableQuality(
        name=name,
        title=table_title(name, voice),
        files=[_file(file) for file in table.get("files", [])],
        read=table.get("rows_read", 0),
        kept=table.get("rows_kept", 0),
        quarantined=table.get("rows_quarantined", 0),
        reasons=_counted(table.get("reasons", []), voice),
        blanked=_counted(table.get("values_left_blank", []), voice),
    )


def _counted(reasons: list[RefusedRows], voice: Voice) -> list[tuple[str, int]]:
    return [(reason[voice.language], reason.get("rows", 0)) for reason in reasons]


def _file(file: FileReport) -> FileQuality:
    sheet = file.get("sheet")
    return FileQuality(
        title=file.get("file", "") + (f" [{sheet}]" if sheet else ""),
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
