"""From tables to the panel: run the facts on an engine and lay them out as arrays.

It knows SQL results and array positions; what the numbers mean is the facts' own business.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from steelyard.engines import Engine
from steelyard.facts.fact import Fact, facts, facts_read_by
from steelyard.facts.master import dealers_of
from steelyard.facts.nearest_double import nearest_doubles
from steelyard.facts.panel import Dealers, Months, Panel
from steelyard.facts.places import regions_of, scan_places
from steelyard.facts.served import served
from steelyard.facts.units import in_usual_units

Array = NDArray[np.float64]
Progress = Callable[[str], None]

CATEGORIES = 12
"""Product categories kept apart; the others are joined."""

_ALWAYS = (
    "sell_in_quantity", "sell_in_amount", "returns_amount", "order_count", "order_days",
    "month_end_amount", "standing_order_count", "distinct_order_amounts", "standing_amount",
    "order_amount_squares", "launched_amount",
)  # fmt: skip
LATE = ("product_count", "served_month")
"""Facts that tables show and no signal reads: they may be counted while the signals are read."""
_SELL_IN_ALONE = "select dealer_id, order_id, order_date, product_id, quantity, amount from sell_in"
_NO_MASTER = (
    "select dealer_id, cast(null as string) as region_id, cast(null as string) as parent_id,"
    " cast(null as int) as level from sell_in where 1 = 0"
)
_REPORTS = (
    "sell_out_quantity", "stock_quantity", "scans_known_region", "invoiced_amount",
    "paid_amount", "claims_paid", "moved_in_quantity",
)  # fmt: skip
_SPARSE = ("scans_place",)
"""Facts of more than a row a dealer and month; they are no (dealers, months) arrays."""
_NO_FIGURES = ("dealer_id", "month", "category", "salesperson_id")
_UNKNOWN_WHERE_ABSENT = (
    "sell_out_quantity", "sell_out_amount", "sold_to_dealers_quantity", "last_sold_on",
    "stock_quantity", "claimed_quantity", "opening_claimed_quantity", "audited_quantity",
    "audited_where_claimed", "claimed_where_audited", "audit_days_apart", "sell_out_in_scans",
)  # fmt: skip


def run_facts(
    engine: Engine,
    present: tuple[str, ...],
    month_end_days: int = 5,
    progress: Progress = lambda _: None,
    wanted: Collection[str] | None = None,
) -> dict[str, pa.Table]:
    """Run every fact whose tables are there; return the rows of those that have rows.

    `wanted` keeps to those facts and what they read.
    Every engine gives the same rows with the same types (`_plain`), in any order. Without
    sell-out or a dealer master there are no level-2 purchases: `purchases` is then sell-in
    under another name. Without a dealer master every region is unknown.
    """
    known, among = set(present), facts_read_by(tuple(wanted or facts()))
    rows: dict[str, pa.Table] = {}
    if not {"sell_out", "dealers"} <= known:
        engine.view("purchases", _SELL_IN_ALONE)
        known.add("purchases")
    if "dealers" not in known:
        engine.view("dealers", _NO_MASTER)
        known.add("dealers")
    for name, fact in facts().items():
        if name in among and name not in known and set(fact.needs) <= known:
            progress(name)
            _run(engine, fact, fact.query(month_end_days), rows)
            known.add(name)
    return rows


def _run(engine: Engine, fact: Fact, query: str, rows: dict[str, pa.Table]) -> None:
    if fact.keeping == "kept":
        engine.materialise(fact.name, query)
    elif fact.keeping == "view":
        engine.view(fact.name, query)
    else:
        rows[fact.name] = _plain(engine.arrow(query))


def _plain(table: pa.Table) -> pa.Table:
    """Return ids and categories as text, months as days, every number as a double."""
    texts = dict.fromkeys(("dealer_id", "category", "salesperson_id", "region_id"), pa.string())
    kinds = {**texts, "month": pa.date32()}
    columns = {
        name: pc.cast(table[name], kinds[name]) if name in kinds else nearest_doubles(table[name])
        for name in table.column_names
    }
    return pa.table(columns)


def panel_from(
    rows: Mapping[str, pa.Table], master: pa.Table | None, regions: pa.Table | None = None
) -> Panel:
    """Lay the facts' rows out as (dealers, months) arrays.

    `master` and `regions` have the columns of the tables of dealers and regions, or are None.
    Dealers are those of any fact, by id; months run from the first to the last of any fact.
    """
    ids = _dealer_ids(rows)
    months = _months(rows)
    layout = _Layout(ids, months)
    arrays: dict[str, Array] = {}
    for name, table in rows.items():
        arrays |= {} if name in _SPARSE else layout.filled(table)
    panel = _panel(dealers_of(ids, master), months, arrays, layout, rows)
    panel = in_usual_units(_with_served(panel, layout, rows))
    return _with_places(panel, layout, rows, regions)


def with_late(panel: Panel, rows: Mapping[str, pa.Table]) -> Panel:
    """Return the panel with the rows of the LATE facts laid out beside the others."""
    layout = _Layout(pa.array(panel.dealers.ids, pa.string()), panel.months)
    count = layout.filled(rows["product_count"])["product_count"]
    return _with_served(replace(panel, product_count=np.nan_to_num(count)), layout, rows)


def _with_served(panel: Panel, layout: _Layout, rows: Mapping[str, pa.Table]) -> Panel:
    table = rows.get("served_month")
    where = () if table is None else (layout.rows(table), layout.columns(table))
    people, by = served(table, where, panel.shape)
    return replace(panel, dealers=replace(panel.dealers, people=people), served_by=by)


def _with_places(
    panel: Panel, layout: _Layout, rows: Mapping[str, pa.Table], master: pa.Table | None
) -> Panel:
    table = rows.get("scans_place")
    regions = regions_of(panel.dealers.region_ids, table, master)
    if table is None:
        return replace(panel, regions=regions)
    places = scan_places(table, layout.rows(table), layout.columns(table), regions)
    return replace(panel, regions=regions, scan_places=places)


def _panel(
    dealers: Dealers,
    months: Months,
    arrays: dict[str, Array],
    layout: _Layout,
    rows: Mapping[str, pa.Table],
) -> Panel:
    known = {name: np.nan_to_num(arrays[name], nan=0.0) for name in _ALWAYS}
    # Where there is no line the amount is 0; lines that carry none leave it unknown.
    lines = arrays["last_day"] > 0
    known["sell_in_amount"] = np.where(lines, arrays["sell_in_amount"], known["sell_in_amount"])
    optional = {
        name: arrays[name] if name in _UNKNOWN_WHERE_ABSENT else np.nan_to_num(arrays[name])
        for name in Panel.__dataclass_fields__
        if name in arrays and name not in known and name != "order_day_bits"
    }
    if "sell_in_in_scans" in arrays:
        optional["sell_in_in_scans"] = _from_the_first_rate(arrays)
    if "uncosted" in arrays:
        optional["cost_amount"] = np.where(arrays["uncosted"] > 0, np.nan, optional["cost_amount"])
    bits = np.nan_to_num(arrays["order_day_bits"], nan=0.0).astype(np.int64)
    last_day = np.nan_to_num(arrays["last_day"], nan=0.0).max(axis=0).astype(np.int64)
    return Panel(
        dealers=dealers,
        months=months,
        order_day_bits=bits,
        category_amount=_categories(layout, rows.get("category_month"), known["sell_in_amount"]),
        served_by=None,  # no figures a dealer and month: laid out by themselves
        regions=None,
        scan_places=None,
        reported=_reported(arrays),
        channel_last_day=last_day,
        **known,
        **optional,
    )


def _from_the_first_rate(arrays: Mapping[str, Array]) -> Array:
    """Return the scans to be expected of sell-in, 0 where none was, once rates are known."""
    expected = np.fmax(arrays["sell_in_in_scans"], arrays["sell_out_in_scans"])
    known = np.logical_or.accumulate(~np.isnan(expected).all(axis=0))
    return np.where(known, np.nan_to_num(arrays["sell_in_in_scans"]), np.nan)


def _reported(arrays: Mapping[str, Array]) -> NDArray[np.bool_] | None:
    # A count of nothing and a scan at an unknown place are reports: what tells is the row.
    rows = [~np.isnan(arrays[name]) for name in _REPORTS if name in arrays]
    return np.logical_or.reduce(rows) if rows else None


def _categories(layout: _Layout, table: pa.Table | None, amount: Array) -> NDArray[np.float64]:
    """Return (dealers, categories, months), the leading categories apart, the rest joined.

    They lead by the month in which they were first bought, then by their size in it: later
    months must not change which categories an earlier month was compared within.
    """
    if table is None:
        return np.nan_to_num(amount)[:, None, :]
    # Whole ten-thousandths: their sum does not depend on the order in which an engine's rows
    # come, and a sum of doubles does.
    exact = np.rint(np.nan_to_num(table["amount"].to_numpy()) * 10_000).astype(np.int64)
    keys = table.select(["month", "category"]).append_column("amount", pa.array(exact))
    size = keys.group_by(["month", "category"]).aggregate([("amount", "sum")])
    order = [("month", "ascending"), ("amount_sum", "descending"), ("category", "ascending")]
    largest = size.sort_by(order)["category"].unique().slice(0, CATEGORIES)
    position = pc.fill_null(pc.index_in(table["category"], value_set=largest), CATEGORIES)
    out = np.zeros((len(layout.ids), CATEGORIES + 1, len(layout.months)), np.int64)
    where = (layout.rows(table), position.to_numpy(), layout.columns(table))
    np.add.at(out, where, exact)
    used = np.flatnonzero(np.abs(out).sum(axis=(0, 2)) > 0)
    return out[:, used if used.size else slice(0, 1), :] / 10_000


class _Layout:
    """Where a row of a fact stands in the arrays."""

    def __init__(self, ids: pa.Array, months: Months) -> None:
        self.ids = ids
        self.months = months

    def rows(self, table: pa.Table) -> NDArray[np.int64]:
        return np.asarray(pc.index_in(table["dealer_id"], value_set=self.ids).to_numpy())

    def columns(self, table: pa.Table) -> NDArray[np.int64]:
        months = table["month"].to_numpy().astype("datetime64[M]")
        return np.asarray((months - self.months[0]).astype(np.int64))

    def filled(self, table: pa.Table) -> dict[str, Array]:
        """Return each figure of the table as an array, NaN where it has no row."""
        month = self.columns(table)
        inside = (month >= 0) & (month < len(self.months))
        where = self.rows(table)[inside], month[inside]
        names = [name for name in table.column_names if name not in _NO_FIGURES]
        arrays = {name: np.full((len(self.ids), len(self.months)), np.nan) for name in names}
        for name, array in arrays.items():
            array[where] = table[name].to_numpy()[inside]
        return arrays


def _dealer_ids(rows: Mapping[str, pa.Table]) -> pa.Array:
    columns = [table["dealer_id"].unique() for table in rows.values()]
    return pa.chunked_array(columns).unique().sort()


def _months(rows: Mapping[str, pa.Table]) -> Months:
    # A due date may lie after the last month that anybody reported on: it opens no month.
    dated = [t["month"] for name, t in rows.items() if name != "due_month" and t.num_rows]
    first = min(np.datetime64(pc.min(column).as_py(), "M") for column in dated)
    last = max(np.datetime64(pc.max(column).as_py(), "M") for column in dated)
    return np.arange(first, last + np.timedelta64(1, "M"))
