"""Units: what a dealer's figures mean where its pack size changes from one month to the next.

Bottles one month and cases the next make a jump by six or twelve that looks like a lie and is
none. Money tells it: no price moves fourfold in a month. A stock count carries no money, but no
store holds four times what its books could have put there. It knows nothing of signals; every
month is read with the months before it only.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
from steelyard.statistics.trailing import median_of_rows

Array = NDArray[np.float64]

FOLD = 4.0
"""A case holds six at least; lies and dear seasons move a figure by less than this in a month."""
_MONTHS = 12


def in_usual_units(panel: Panel) -> Panel:
    """Return the panel with quantities in the usual unit, impossible counts unknown."""
    if panel.sell_out_quantity is None and panel.stock_quantity is None:
        return panel
    bought = _factor(panel.sell_in_quantity, panel.sell_in_amount)
    mended = replace(
        panel,
        sell_in_quantity=panel.sell_in_quantity * bought,
        sell_in_in_scans=_times(panel.sell_in_in_scans, bought),
    )
    if panel.sell_out_quantity is not None and panel.sell_out_amount is not None:
        sold = _factor(panel.sell_out_quantity, panel.sell_out_amount)
        mended = replace(
            mended,
            sell_out_quantity=panel.sell_out_quantity * sold,
            sold_to_dealers_quantity=_times(panel.sold_to_dealers_quantity, sold),
            sell_out_in_scans=_times(panel.sell_out_in_scans, sold),
        )
    return _without_impossible_counts(mended)


def _times(figure: Array | None, factor: Array) -> Array | None:
    return None if figure is None else figure * factor


def _factor(quantity: Array, amount: Array) -> Array:
    """Return what brings each month's units back to the price of the dealer's usual unit."""
    with np.errstate(invalid="ignore", divide="ignore"):
        price = np.where((quantity > 0) & (amount > 0), amount / quantity, np.nan)
    factor, seen = np.ones(price.shape), np.full(price.shape, np.nan)
    for month in range(price.shape[1]):
        usual = _median(seen[:, max(month - _MONTHS, 0) : month])
        with np.errstate(invalid="ignore"):
            fold = price[:, month] / usual
            other = (fold >= FOLD) | (fold <= 1 / FOLD)
        factor[:, month] = np.where(other, fold, 1.0)
        seen[:, month] = price[:, month] / factor[:, month]
    return factor


def _median(seen: Array) -> Array:
    """Return each row's median; NaN where fewer than three months are known."""
    if not seen.shape[1]:
        return np.full(len(seen), np.nan)
    known = np.count_nonzero(~np.isnan(seen), axis=1)
    return np.where(known >= 3, median_of_rows(seen), np.nan)


def _without_impossible_counts(panel: Panel) -> Panel:
    """Return the panel without the dealer's counts that its books could not have filled."""
    counts = panel.claimed_quantity
    if counts is None:
        return panel
    bad = _impossible(panel, counts)
    late = bad.copy()
    late[:, 1:] |= bad[:, :-1]
    unknown = {
        "claimed_quantity": bad,
        "stock_quantity": bad,
        "opening_claimed_quantity": late,
        "audited_where_claimed": late,
        "claimed_where_audited": late,
    }
    told = {name: getattr(panel, name) for name in unknown}
    gone: dict[str, Any] = {
        name: np.where(unknown[name], np.nan, figure)
        for name, figure in told.items()
        if figure is not None
    }
    return replace(panel, **gone)


def _impossible(panel: Panel, counts: Array) -> NDArray[np.bool_]:
    """Return where a count is below nothing, or fourfold what the books could hold."""
    came = np.nan_to_num(panel.sell_in_quantity)
    if panel.moved_in_quantity is not None:
        came = came + np.nan_to_num(panel.moved_in_quantity)
    out = np.zeros(panel.shape)
    if panel.sell_out_quantity is not None:
        out = np.nan_to_num(panel.sell_out_quantity)
    bad = np.asarray(counts < 0)
    accepted = np.full(counts.shape, np.nan)
    books = np.full(len(counts), np.nan)
    for month in range(counts.shape[1]):
        books = books + came[:, month]
        past = accepted[:, max(month - _MONTHS, 0) : month]
        held = np.fmax.reduce(past, axis=1, initial=np.nan)
        most = np.maximum(np.fmax(held, books), came[:, month])
        bad[:, month] |= ~np.isnan(held) & (most > 0) & (counts[:, month] > FOLD * most)
        good = ~bad[:, month] & ~np.isnan(counts[:, month])
        accepted[:, month] = np.where(good, counts[:, month], np.nan)
        books = np.where(good, counts[:, month], np.maximum(books - out[:, month], 0.0))
    return bad
