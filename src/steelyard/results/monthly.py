"""`monthly`, the 经销商月销量状况分析表: every dealer of every level, every month.

A dealer has a row for every month from its first to its last order or report, zeros
included. A change is now / before - 1 and null where before is missing or 0; a share change
is in percentage points. Columns of tables that were not brought are null.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from steelyard.balance.verified import Verified
from steelyard.facts.panel import Panel
from steelyard.results.cells import Cells
from steelyard.statistics.trailing import trailing_median

Array = NDArray[np.float64]

DAYS_A_MONTH = 30.4375
COVER_MONTHS = 3
"""Months of sell-out or invoices behind stock cover and days sales outstanding."""


def monthly(panel: Panel, verified: Verified | None = None) -> pa.Table:
    """Return the table, with the columns and the order of the contract."""
    alive = lifetime(panel)
    return _table(panel, alive, alive, verified)


def after_the_last(panel: Panel, until: NDArray[np.bool_]) -> pa.Table:
    """Return rows that the table lacks: from a dealer's last one to its last `until`.

    Whoever lists a dealer that fell silent shows the silence with them; the table of the
    contract ends with the last order.
    """
    alive = lifetime(panel)
    begun = np.logical_or.accumulate(alive, axis=1)
    longer = alive | (begun & _up_to_last(until))
    # Where nothing was ordered no product was, also while products are still being counted.
    bare = replace(panel, product_count=np.zeros(panel.shape))
    return _table(bare, longer, longer & ~alive)


def _table(
    panel: Panel,
    alive: NDArray[np.bool_],
    chosen: NDArray[np.bool_],
    verified: Verified | None = None,
) -> pa.Table:
    """Return the chosen rows of dealers that live where `alive` says so."""
    cells = Cells.where(panel, chosen)
    columns = {
        **cells.keys(),
        "level": pa.array(panel.dealers.level[cells.dealer], pa.int64()),
        **{name: cells.numbers(values) for name, values in _sell_in(panel, alive).items()},
        "order_count": cells.counts(panel.order_count),
        "product_count": cells.counts(_known(panel.product_count, panel)),
        **{name: cells.numbers(values) for name, values in _reports(panel, verified).items()},
    }
    return pa.table({name: columns[name] for name in COLUMNS})


def _known(values: Array | None, panel: Panel) -> Array:
    return np.full(panel.shape, np.nan) if values is None else values


def lifetime(panel: Panel) -> NDArray[np.bool_]:
    """Return the (dealers, months) from each dealer's first to last order or report."""
    return np.asarray(panel.begun & _up_to_last(panel.active))


def _up_to_last(true: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return every month up to the last true one."""
    return np.asarray(np.logical_or.accumulate(true[:, ::-1], axis=1)[:, ::-1])


def _sell_in(panel: Panel, alive: NDArray[np.bool_]) -> dict[str, Array]:
    amount, share = panel.sell_in_amount, panel.channel_share
    lived = np.where(alive, amount, np.nan)
    return {
        "sell_in_quantity": panel.sell_in_quantity,
        "sell_in_amount": amount,
        "channel_share": share,
        "amount_change": change(lived, 1),
        "amount_change_yoy": change(lived, 12),
        "order_count_change": change(np.where(alive, panel.order_count, np.nan), 1),
        "share_change": 100 * (share - before(np.where(alive, share, np.nan), 1)),
        "amount_trailing_median": trailing_median(lived, window=12, minimum=3),
        "month_end_share": _ratio(panel.month_end_amount, amount),
        "returns_amount": panel.returns_amount,
    }


def before(values: Array, months: int) -> Array:
    """Return the values so many months before; NaN where the panel does not reach."""
    out = np.full(values.shape, np.nan)
    out[:, months:] = values[:, :-months]
    return out


def change(values: Array, months: int) -> Array:
    """Return now / before - 1; NaN where before is missing or 0."""
    return _ratio(values, before(values, months)) - 1


def _ratio(above: Array, below: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below != 0, above / below, np.nan)


def _per(above: Array, below: Array) -> Array:
    """Return above / below; NaN where below is not positive, for that leaves nothing to share."""
    return _ratio(above, np.where(below > 0, below, np.nan))


def _recent_mean(values: Array) -> Array:
    """Return the mean of this month and the two before it, as far as they are known."""
    stacked = np.stack([values, before(values, 1), before(values, 2)])
    known = ~np.isnan(stacked)
    total = np.where(known, stacked, 0.0).sum(axis=0)
    return np.where(known.any(axis=0), total / np.maximum(known.sum(axis=0), 1), np.nan)


def _reports(panel: Panel, verified: Verified | None) -> dict[str, Array]:
    nothing = np.full(panel.shape, np.nan)
    sold = nothing if panel.sell_out_quantity is None else panel.sell_out_quantity
    stock = nothing if panel.stock_quantity is None else panel.stock_quantity
    return {
        "sell_out_quantity": sold,
        "verified_sell_out_quantity": nothing if verified is None else verified.quantity,
        "verified_sell_out_quantity_low": nothing if verified is None else verified.low,
        "verified_sell_out_quantity_high": nothing if verified is None else verified.high,
        "stock_quantity": stock,
        "stock_cover_months": _per(stock, _recent_mean(sold)),
        "away_scan_share": _away(panel, nothing),
        "trade_spend_ratio": nothing
        if panel.claims_paid is None
        else _per(panel.claims_paid, panel.sell_in_amount),
        **_receivables(panel, nothing),
    }


def _away(panel: Panel, nothing: Array) -> Array:
    if panel.scans_away is None or panel.scans_known_region is None:
        return nothing
    return _ratio(panel.scans_away, panel.scans_known_region)


def _receivables(panel: Panel, nothing: Array) -> dict[str, Array]:
    """Return overdue money at the month's end and days sales outstanding.

    Payments settle the oldest invoice first, so overdue is what has fallen due less all that
    was paid. Without a table of payments neither can be known. Months before the dealer's
    first order or report are no months of nothing: they take no part in a day's invoices.
    """
    if panel.invoiced_amount is None or panel.due_amount is None or panel.paid_amount is None:
        return {"overdue_amount": nothing, "days_sales_outstanding": nothing}
    issued, due, paid = (
        np.cumsum(values, axis=1)
        for values in (panel.invoiced_amount, panel.due_amount, panel.paid_amount)
    )
    owed = np.maximum(issued - paid, 0)
    lived = np.where(panel.begun, panel.invoiced_amount, np.nan)
    daily = _recent_mean(lived) / DAYS_A_MONTH
    return {
        "overdue_amount": np.maximum(due - paid, 0),
        "days_sales_outstanding": _per(owed, daily),
    }


COLUMNS = (
    "dealer_id", "month", "level", "sell_in_quantity", "sell_in_amount", "order_count",
    "product_count", "channel_share", "amount_change", "amount_change_yoy",
    "order_count_change", "share_change", "amount_trailing_median", "month_end_share",
    "returns_amount", "sell_out_quantity", "verified_sell_out_quantity",
    "verified_sell_out_quantity_low", "verified_sell_out_quantity_high", "stock_quantity",
    "stock_cover_months", "away_scan_share", "overdue_amount", "days_sales_outstanding",
    "trade_spend_ratio",
)  # fmt: skip
