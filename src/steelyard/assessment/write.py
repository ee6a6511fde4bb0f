"""Writing the results: Parquet tables, quarantine, data report, and the report beside them.

The same input gives byte-identical tables: rows are sorted, nothing is stamped with a clock.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from steelyard.assessment.assessment import Assessment
from steelyard.assessment.publish import MARK
from steelyard.assessment.quarantine_book import write_quarantine_book
from steelyard.intake import Intake
from steelyard.report import ReportInputs, write_report, write_workbook
from steelyard.words import Language, Message

Progress = Callable[[Message], None]


def write_results(
    done: Assessment,
    intake: Intake,
    folder: Path,
    report: bool,
    language: Language,
    progress: Progress,
) -> None:
    """Write everything that belongs into a results folder."""
    progress(Message("assessment.writing"))
    for table in done.tables:
        _write(table.to_arrow(), folder / f"{table.name}.parquet")
    for name in intake.tables:
        refused = intake.quarantine(name)
        if refused.num_rows:
            (folder / "quarantine").mkdir(exist_ok=True)
            _write(refused, folder / "quarantine" / f"{name}.parquet")
            write_quarantine_book(refused, folder / "quarantine" / f"{name}.xlsx")
    text = json.dumps(done.data_report, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MARK).write_text(text + "\n", encoding="utf-8")
    if report:
        progress(Message("assessment.report"))
        inputs = _inputs(done, intake)
        write_report(done.findings, inputs, folder / "report.html", language)
        progress(Message("assessment.workbook", {"rows": f"{inputs.monthly.num_rows:,}"}))
        write_workbook(done.findings, inputs, folder / "workbook.xlsx", language)


def _write(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd")


def _inputs(done: Assessment, intake: Intake) -> ReportInputs:
    panel = done.findings.channel.panel
    return ReportInputs(
        monthly=done.monthly.to_arrow(),
        tiers=done.tiers.to_arrow(),
        signals=done.signals.to_arrow(),
        verdicts=done.verdicts.to_arrow(),
        salespeople=done.salespeople.to_arrow(),
        data_report=done.data_report,  # type: ignore[arg-type]
        as_of=panel.months[-1].astype("datetime64[D]").item(),
        title=intake.settings.company,
        currency=intake.settings.currency,
        region_names=_region_names(intake),
    )


def _region_names(intake: Intake) -> dict[str, str]:
    if "regions" not in intake.tables:
        return {}
    rows = intake.connection.sql(
        "select region_id, name from regions where name is not null order by region_id"
    ).fetchall()
    return dict(rows)
