"""Sheet 经销商月销量状况分析表: the monthly table with formats, filters and shades."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from steelyard.report.case import CaseTeller
from steelyard.report.columns import Column, present_columns
from steelyard.report.sheets.cut import MONTHS_KEPT, last_months
from steelyard.report.sheets.writer import AMBER, Head, SheetWriter
from steelyard.report.shown_months import shown_months
from steelyard.report.voice import Voice
from steelyard.verdicts.findings import LISTED

NAMES = ("dealer", "dealer_id", "month", "verdict", "tier", "region", "level")
KINDS = {"month": "month", "level": "count"}
SHADE = {
    "type": "2_color_scale",
    "min_color": "#FFFFFF",
    "max_color": "#BFC7CF",
    "max_type": "percentile",
    "max_value": 95,
}
# Grey arrows: red and green mean opposite things in different markets.
ARROWS = {"type": "icon_set", "icon_style": "3_arrows_gray"}
LEAST = {"change": 0.0005, "points": 0.005}
"""From where a rise or fall can be read in its format; less has the level arrow."""


def write(book: Any, to: SheetWriter, teller: CaseTeller) -> None:
    """Write the sheet: the last months only where all are more than a sheet bears."""
    t, table = teller.voice, shown_months(teller.inputs.monthly, teller.findings)
    columns = present_columns(table)
    heads = [
        *(_name_head(t, name) for name in NAMES),
        *(_figure_head(t, c, table) for c in columns),
    ]
    to.widths(heads)
    cut = last_months(table)
    if cut.num_rows < table.num_rows:
        rows, shown = t.number(table.num_rows), t.number(cut.num_rows)
        to.note(t("sheet.cut", months=MONTHS_KEPT, rows=rows, shown=shown))
    at = to.table(heads, _rows(teller, cut, columns), fixed=2)
    if cut.num_rows:
        _shade(book, to, t, at, columns)


def _name_head(t: Voice, name: str) -> Head:
    kind, width = KINDS.get(name, "text"), (24 if name == "dealer" else 11)
    return Head(t(f"column.{name}"), kind, width, t(f"definition.{name}"))


def _arrows(least: float) -> dict[str, object]:
    bounds = ((">=", least), (">=", -least))
    icons = [{"criteria": sign, "type": "number", "value": bound} for sign, bound in bounds]
    return {**ARROWS, "icons": icons}


def _figure_head(t: Voice, column: Column, table: pa.Table) -> Head:
    key, is_money = f"column.{column.name}", column.kind == "money"
    title = t.in_currency(key) if is_money else t(key)
    title = t.with_unit(title, t("table.points")) if column.kind == "points" else title
    kind = "count" if column.kind == "quantity" and _whole(table[column.name]) else column.kind
    return Head(title, kind, 16 if is_money else 12, t(f"definition.{column.name}"))


def _whole(column: pa.ChunkedArray) -> bool:
    """Return whether every value is whole, so that no digits are wanted behind the point."""
    return bool(pc.all(pc.equal(column, pc.floor(column))).as_py())


def _rows(
    teller: CaseTeller, table: pa.Table, columns: list[Column]
) -> Iterator[tuple[object, ...]]:
    """Yield rows batch by batch, so that a big table is never all in memory as objects."""
    t, panel = teller.voice, teller.findings.channel.panel
    verdicts = teller.findings.verdicts.verdict
    rows = {dealer_id: row for row, dealer_id in enumerate(panel.dealers.ids)}
    places = {str(month): place for place, month in enumerate(panel.months)}
    about = [_about(teller, row) for row in range(len(panel.dealers))]
    said = {name: t(f"verdict.{name or 'none'}") for name in np.unique(verdicts).tolist()}
    for batch in table.to_batches(max_chunksize=20_000):
        figures = [batch[column.name].to_pylist() for column in columns]
        keys = (batch["dealer_id"].to_pylist(), batch["month"].to_pylist())
        for dealer_id, day, *values in zip(*keys, *figures, strict=True):
            row = rows[dealer_id]
            verdict = said[str(verdicts[row, places[f"{day:%Y-%m}"]])]
            yield (teller.own_name(row), dealer_id, day, verdict, *about[row], *values)


def _about(teller: CaseTeller, row: int) -> tuple[str, str, int]:
    return teller.voice(f"tier.{teller.tier(row)}"), teller.region(row), teller.level(row)


def _shade(book: Any, to: SheetWriter, t: Voice, at: int, columns: list[Column]) -> None:
    first, last = at + 1, to.row - 1
    amber = book.add_format({"bg_color": AMBER})
    for verdict in LISTED:
        criteria = f'=$D{first + 1}="{t(f"verdict.{verdict}")}"'
        rule = {"type": "formula", "criteria": criteria, "format": amber}
        to.sheet.conditional_format(first, 0, last, len(NAMES) - 1, rule)
    for place, column in enumerate(columns, len(NAMES)):
        rule = _arrows(LEAST[column.kind]) if column.kind in LEAST else SHADE
        to.sheet.conditional_format(first, place, last, place, rule)
