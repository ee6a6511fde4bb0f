"""From the table `rebate_steps` to arrays on the panel's dealers and months."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa

from steelyard.baselines.rebate_steps import RebateSteps
from steelyard.facts.panel import Dealers, Months

_PERIODS = {"month": 1, "quarter": 3, "year": 12}


def rebate_schedule(table: pa.Table, dealers: Dealers, months: Months) -> RebateSteps:
    """Return the steps that count sell-in and concern a dealer of the panel.

    A step without a period counts a month, without a basis sell-in, without a dealer
    everybody, and without dates it is in force throughout.
    """
    place = {identity: row for row, identity in enumerate(dealers.ids)}
    rows = [
        row
        for row in table.to_pylist()
        if (row["basis"] or "sell_in") == "sell_in"
        and (row["dealer_id"] is None or row["dealer_id"] in place)
    ]
    rows.sort(key=lambda row: (row["scheme_id"], row["dealer_id"] or "", row["threshold"]))
    return RebateSteps(
        threshold=np.array([float(row["threshold"]) for row in rows]),
        period_months=np.array([_PERIODS[row["period"] or "month"] for row in rows], np.int64),
        dealer=np.array([place.get(row["dealer_id"] or "", -1) for row in rows], np.int64),
        in_force=np.array(
            [_in_force(row["starts_on"], row["ends_on"], months) for row in rows], np.bool_
        ).reshape(len(rows), len(months)),
    )


def _in_force(starts: dt.date | None, ends: dt.date | None, months: Months) -> np.ndarray:
    begun = True if starts is None else months >= np.datetime64(starts, "M")
    not_over = True if ends is None else months <= np.datetime64(ends, "M")
    return np.broadcast_to(np.logical_and(begun, not_over), months.shape)
