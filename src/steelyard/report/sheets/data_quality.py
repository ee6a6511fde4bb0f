"""Sheet "data quality": rows, refusals, how columns were understood, what stayed unjudged."""

from __future__ import annotations

from steelyard.report.case import CaseTeller
from steelyard.report.quality import (
    FileQuality,
    Quality,
    TableQuality,
    quality,
    table_title,
    unjudged,
)
from steelyard.report.sheets.writer import Head, SheetWriter
from steelyard.report.voice import Voice

FATES = ("read", "kept", "quarantined", "counted_once", "superseded")
HEADINGS = {"counted_once": "once"}
NOTES = {
    "once": "once_note", "superseded": "superseded_note", "after": "after_meaning",
    "duplicates": "duplicates_note",
}  # fmt: skip


def write(to: SheetWriter, teller: CaseTeller) -> None:
    """Write the sheet."""
    t, seen = teller.voice, quality(teller.inputs.data_report, teller.voice)
    files = [file for table in seen.tables for file in table.files]
    fates = [name for name in FATES if seen.superseded or name != "superseded"]
    headings = [*(HEADINGS.get(name, name) for name in fates), "after", "duplicates"]
    narrow = [Head("", width=18)] * len(headings)
    to.widths([Head("", width=44), Head("", width=44), *narrow, Head("", width=30)])
    to.note(_lead(seen, teller) if seen.tables else t("quality.none"))
    counts = [Head(t(f"quality.{name}"), "count", 14, _note(t, name)) for name in headings]
    heads = [Head(t("quality.table")), Head(t("quality.files"), "wrapped", 44), *counts]
    heads.append(Head(t("quality.period"), width=30))
    to.heads(heads)
    to.rows(heads, [row for table in seen.tables for row in _account(table, fates, t)])
    for table in seen.tables:
        if table.totals:
            to.note(t("quality.totals_of", title=table.title, totals=table.totals))
        if table.duplicates and table.estimated:
            to.note(f"{table.title}: {t('quality.about', rows=t.number(table.duplicates))}")
    _said(to, t("quality.resent"), seen.resent)
    _reasons(to, t("quality.reasons"), [(x.title, *r) for x in seen.tables for r in x.reasons])
    if seen.several_reasons:
        to.note(t("quality.several_reasons"))
    _reasons(to, t("quality.blanked"), [(x.title, *r) for x in seen.tables for r in x.blanked])
    _said(to, t("quality.unused"), seen.unused)
    _said(to, t("quality.notes"), seen.notes)
    to.section(t("quality.mapping"))
    to.note(t("quality.mapping_note"))
    pairs = [Head(t("quality.files")), Head(t("quality.header")), Head(t("quality.column"))]
    to.heads(pairs)
    to.rows(
        pairs, [(file.title, header, column) for file in files for header, column in file.mapping]
    )
    to.section(t("quality.unknown"))
    to.rows(pairs, [(file.title, name) for file in files for name in file.unknown])
    _left_unjudged(to, teller)


def _account(table: TableQuality, fates: list[str], t: Voice) -> list[tuple[object, ...]]:
    """Return the rows of a table: in all, and file by file where there are several."""
    names = "\n".join(file.title for file in table.files)
    if table.by_file:
        names = t("quality.all_files", count=len(table.files))
    parts = table.files if table.by_file else []
    return [
        (table.title, names, *_counts(table, fates), table.after, table.duplicates, table.period),
        *(("", file.title, *_counts(file, fates), None, None, "") for file in parts),
    ]


def _counts(of: TableQuality | FileQuality, fates: list[str]) -> list[int]:
    return [getattr(of, name) for name in fates]


def _lead(seen: Quality, teller: CaseTeller) -> str:
    t = teller.voice
    share = f"{100 * seen.quarantined / seen.read if seen.read else 0:.2f}%"
    key = "lead_superseded" if seen.superseded else "lead"
    said = t(
        f"quality.{key}", read=t.number(seen.read), kept=t.number(seen.kept), share=share,
        quarantined=t.number(seen.quarantined), once=t.number(seen.counted_once),
        superseded=t.number(seen.superseded),
    )  # fmt: skip
    if seen.after:
        month = t.month(teller.inputs.as_of)
        said = f"{said} {t('quality.after_note', rows=t.number(seen.after), month=month)}"
    if seen.no_lines:
        said = f"{said} {t('quality.no_lines', rows=t.number(seen.no_lines))}"
    return said


def _note(t: Voice, name: str) -> str:
    return t(f"quality.{NOTES[name]}") if name in NOTES else ""


def _reasons(to: SheetWriter, title: str, rows: list[tuple[str, str, int]]) -> None:
    if rows:
        to.section(title)
        to.rows([Head(""), Head("", "wrapped", 44), Head("", "count")], rows)


def _said(to: SheetWriter, title: str, sentences: list[str]) -> None:
    if sentences:
        to.section(title)
        for said in sentences:
            to.note(said)


def _left_unjudged(to: SheetWriter, teller: CaseTeller) -> None:
    t, present = teller.voice, teller.findings.tables_present
    to.section(t("nav.unjudged"))
    heads = [
        Head(t("unjudged.question")),
        Head(t("unjudged.needs")),
        Head(t("unjudged.now"), "count"),
    ]
    to.heads(heads)
    to.rows(heads, [(q.text, q.needs, q.dealers) for q in unjudged(teller.inputs, present, t)])
    to.note(t("unjudged.tables", tables=t.join([table_title(name, t) for name in present])))
