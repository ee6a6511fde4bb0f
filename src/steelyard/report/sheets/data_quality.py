"""Sheet "data quality": rows, refusals, how columns were understood, what stayed unjudged."""

from __future__ import annotations

from steelyard.report.case import CaseTeller
from steelyard.report.quality import quality, table_title, unjudged
from steelyard.report.sheets.writer import Head, SheetWriter


def write(to: SheetWriter, teller: CaseTeller) -> None:
    """Write the sheet."""
    t, seen = teller.voice, quality(teller.inputs.data_report, teller.voice)
    files = [file for table in seen.tables for file in table.files]
    to.widths([Head("", width=30), Head("", width=40), *[Head("", width=14)] * 3])
    to.note(t("quality.mapping_note") if seen.tables else t("quality.none"))
    counts = [Head(t(f"quality.{name}"), "count") for name in ("read", "kept", "quarantined")]
    heads = [Head(t("quality.table")), Head(t("quality.files")), *counts]
    to.heads(heads)
    to.rows(heads, [
        (table.title, t.join([f.title for f in table.files]), table.read, table.kept,
         table.quarantined)
        for table in seen.tables
    ])  # fmt: skip
    to.section(t("quality.reasons"))
    reasons = [(table.title, said, rows) for table in seen.tables for said, rows in table.reasons]
    to.rows([Head(""), Head(""), Head("", "count")], reasons)
    to.section(t("quality.mapping"))
    pairs = [Head(t("quality.files")), Head(t("quality.header")), Head(t("quality.column"))]
    to.heads(pairs)
    to.rows(
        pairs, [(file.title, header, column) for file in files for header, column in file.mapping]
    )
    to.section(t("quality.unknown"))
    to.rows(pairs, [(file.title, name) for file in files for name in file.unknown])
    _left_unjudged(to, teller)


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
