"""`data_report.json`: what was read, how it was understood, and what could not be judged.

Plain dictionaries, because they go into a file; the words in both languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from steelyard import tables
from steelyard.assessment.assumed import assumed
from steelyard.assessment.resent_told import resent_lines, resent_told
from steelyard.assessment.totals import Totals, plain
from steelyard.intake import Intake
from steelyard.intake.reasons import reason_said
from steelyard.intake.result import Differing, Refusal, SheetRead, Superseding, TableRead
from steelyard.results.settling import needed
from steelyard.results.words import unjudged_sentence
from steelyard.signals import SIGNALS
from steelyard.verdicts import Findings
from steelyard.words import LANGUAGES, Message


def data_report(intake: Intake) -> dict[str, Any]:
    """Return the account of the input alone; `with_totals` adds what its lines add up to."""
    return {
        "tables": {
            name: _table(read, intake.settings.currency)
            for name, read in sorted(intake.tables.items())
        },
        "unused": [_both(message) for message in intake.unused],
        "notes": [_both(message) for message in _notes(intake)],
        "would_sharpen": [
            {
                "table": name,
                "zh": f"{table.zh}：{table.sharpens_zh}",
                "en": f"{table.en}: {table.sharpens_en}",
            }
            for name, table in tables.TABLES.items()
            if name not in intake.tables
        ],
    }


def _notes(intake: Intake) -> tuple[Message, ...]:
    return (*resent_told(intake), *intake.notes, *_no_currency(intake))


def _no_currency(intake: Intake) -> tuple[Message, ...]:
    """Say where the currency is set: without one amounts are bare, 120.0 万."""
    return () if intake.settings.currency else (Message("assessment.no_currency"),)


def with_totals(report: dict[str, Any], bought: Totals) -> dict[str, Any]:
    """Return the report with the totals of the sell-in lines in use."""
    lines = {**report["tables"]["sell_in"], "totals": bought.plain()}
    return {**report, "tables": {**report["tables"], "sell_in": lines}}


def with_notes(report: dict[str, Any], notes: Sequence[Message]) -> dict[str, Any]:
    """Return the report with more that was noted."""
    return {**report, "notes": [*report["notes"], *map(_both, notes)]}


def judged_report(report: dict[str, Any], findings: Findings) -> dict[str, Any]:
    """Return the report with what was judged, what was not, and why."""
    verdicts = findings.verdicts
    panel = findings.channel.panel
    names, counts = np.unique(verdicts.verdict[verdicts.verdict != ""], return_counts=True)
    return {
        **report,
        "as_of": str(panel.months[-1]),
        "first_month": str(panel.months[0]),
        "dealers": len(panel.dealers),
        "verdicts": dict(zip(names.tolist(), counts.tolist(), strict=True)),
        "signals_read": sorted(findings.readings),
        "signals_not_read": {
            name: sorted(reader.signal.lacks(findings.tables_present))
            for name, reader in SIGNALS.items()
            if name not in findings.readings
        },
        "unjudged": _unjudged(findings),
        "assumed": assumed(findings),
    }


def _unjudged(findings: Findings) -> list[dict[str, Any]]:
    """Return each reason with how many dealer-months it left unjudged, now and in all."""
    verdicts = findings.verdicts
    unjudged = verdicts.verdict == "unjudged"
    return [
        {
            "reason": reason,
            "zh": unjudged_sentence(findings, reason, "zh"),
            "en": unjudged_sentence(findings, reason, "en"),
            "dealer_months": int((unjudged & (verdicts.reason == reason)).sum()),
            "dealers_now": int((unjudged & (verdicts.reason == reason))[:, -1].sum()),
            "needs": needed(reason, findings.tables_present),
        }
        for reason in np.unique(verdicts.reason[unjudged]).tolist()
    ]


def _table(read: TableRead, currency: str) -> dict[str, Any]:
    return {
        "files": [_sheet(sheet) for sheet in read.sheets],
        "rows_read": read.rows_read,
        "rows_kept": read.rows_kept,
        "rows_quarantined": read.rows_quarantined,
        "rows_to_mend": read.rows_to_mend,
        "rows_mended": read.rows_mended,
        "rows_counted_once": read.counted_once,
        "rows_corrected_twice": read.corrected_twice,
        "rows_superseded": read.superseded,
        "documents_that_differ": [_plain_figures(one) for one in read.differing],
        "corrections": [_plain_figures(one) for one in read.superseding],
        "resent": [_both(line) for line in resent_lines(read, currency)],
        "rows_after_as_of": read.rows_after_until,
        "duplicate_rows_kept": read.duplicates,
        "duplicate_rows_estimated": read.duplicates_estimated,
        "first_date": None if read.first_date is None else read.first_date.isoformat(),
        "last_date": None if read.last_date is None else read.last_date.isoformat(),
        "reasons": [_refusal(refusal, read.name) for refusal in read.refusals],
        "values_left_blank": [_refusal(refusal, read.name) for refusal in read.blanked],
    }


def _sheet(sheet: SheetRead) -> dict[str, Any]:
    return {
        "file": sheet.file,
        "sheet": sheet.sheet or "",
        "rows_read": sheet.rows_read,
        "rows_kept": sheet.rows_kept,
        "rows_quarantined": sheet.rows_quarantined,
        "rows_counted_once": sheet.counted_once,
        "rows_superseded": sheet.superseded,
        "mapping": dict(sheet.mapping),
        "unknown_columns": list(sheet.unknown_headers),
    }


def _plain_figures(one: Differing | Superseding) -> dict[str, Any]:
    return {name: plain(value) for name, value in asdict(one).items()}


def _refusal(refusal: Refusal, table: str) -> dict[str, Any]:
    said: dict[str, str] = {
        language: reason_said(refusal, table, language) for language in LANGUAGES
    }
    return {**said, "key": refusal.key, "column": refusal.column, "rows": refusal.rows}


def _both(message: Message) -> dict[str, str]:
    return {"zh": message.zh, "en": message.en}
