"""Small panels drawn in a test: sell-in by dealer and month, everything else at rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from steelyard.facts.panel import Dealers, Panel
from steelyard.facts.places import ScanPlaces


def panel(
    amounts: Mapping[str, Sequence[float]],
    *,
    start: str = "2024-01",
    level: Mapping[str, int] | None = None,
    region: Sequence[int] | None = None,
    **arrays: object,
) -> Panel:
    """Return a panel with those net amounts a month; an order in every month that has one.

    `region` gives each dealer's place among regions named R0, R1, ...; else all share one.
    """
    amount = np.array([list(row) for row in amounts.values()], dtype=np.float64)
    ordered = (amount != 0).astype(np.float64)
    first = np.datetime64(start, "M")
    months = np.arange(first, first + np.timedelta64(amount.shape[1], "M"))
    ids = tuple(amounts)
    nothing = np.zeros(amount.shape)
    values: dict[str, object] = {
        "sell_in_quantity": amount / 10,
        "sell_in_amount": amount,
        "returns_amount": nothing,
        "order_count": ordered,
        "standing_order_count": ordered,
        "distinct_order_amounts": ordered,
        "order_days": ordered,
        "order_day_bits": np.where(amount != 0, 2, 0).astype(np.int64),
        "order_amount_squares": amount**2,
        "standing_amount": amount,
        "product_count": ordered,
        "month_end_amount": nothing,
        "launched_amount": nothing,
        "category_amount": amount[:, None, :],
        "channel_last_day": np.full(amount.shape[1], 28, dtype=np.int64),
    }
    values.update(arrays)
    where = np.zeros(len(ids), dtype=np.int64) if region is None else np.array(region)
    named = tuple(f"R{k}" for k in range(int(where.max(initial=0)) + 1))
    dealers = Dealers(
        ids=ids,
        names=ids,
        level=np.array([(level or {}).get(i, 1) for i in ids], dtype=np.int64),
        region=where,
        region_ids=("",) if region is None else named,
        salesperson_ids=("",) * len(ids),
    )
    return Panel(dealers=dealers, months=months, **values)  # type: ignore[arg-type]


def scanned_at(counts: Mapping[tuple[int, int, int], float]) -> ScanPlaces:
    """Return scans at places, drawn as {(dealer, month, region): scans}, by position."""
    keys = np.array(sorted(counts), dtype=np.int64).reshape(-1, 3)
    units = np.array([counts[key] for key in sorted(counts)], dtype=np.float64)
    return ScanPlaces(keys[:, 0], keys[:, 1], keys[:, 2], units)
