"""The whole monthly table as the page embeds it: packed columns and short dictionaries."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from steelyard.report.case import CaseTeller
from steelyard.report.columns import present_columns
from steelyard.report.packing import pack, rounded
from steelyard.report.shown_months import row_keys, shown_months
from steelyard.verdicts.findings import VERDICTS

LOSSLESS = ("money", "quantity", "count")
"""Kinds that keep every digit; ratios keep six decimals, which is more than is read."""
TIER_NAMES = ("key", "major", "ordinary", "small", "none")


def monthly_view(teller: CaseTeller) -> dict[str, Any]:
    """Return what `page/table.js` draws: dealers, months, regions, and packed columns."""
    panel = teller.findings.channel.panel
    table = shown_months(teller.inputs.monthly, teller.findings)
    months = [str(m) for m in panel.months]
    regions = [teller.inputs.region_names.get(r, r) for r in panel.dealers.region_ids]
    dealer, month = row_keys(table, panel.dealers.ids, panel.months)
    return {
        "rows": table.num_rows,
        "months": months,
        "asOf": f"{teller.inputs.as_of:%Y-%m}",
        "regions": regions,
        "dealers": {
            "id": list(panel.dealers.ids),
            "name": [teller.name(d) for d in range(len(panel.dealers))],
            "tier": [TIER_NAMES.index(teller.tier(d)) for d in range(len(panel.dealers))],
            "region": panel.dealers.region.tolist(),
            "level": panel.dealers.level.tolist(),
        },
        "dealer": pack(dealer.astype(np.float64)),
        "month": pack(month.astype(np.float64)),
        "verdict": pack(_verdict_codes(teller, dealer, month)),
        "columns": [
            {"name": c.name, "kind": c.kind, "packed": pack(_values(table[c.name], c.kind))}
            for c in present_columns(table)
        ],
    }


def _verdict_codes(
    teller: CaseTeller, dealer: NDArray[np.int64], month: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return 0 for no verdict, else 1 + the verdict's place in VERDICTS."""
    named = teller.findings.verdicts.verdict[dealer, month]
    codes = np.zeros(named.shape)
    for place, verdict in enumerate(VERDICTS, 1):
        codes[named == verdict] = place
    return codes


def _values(column: pa.ChunkedArray, kind: str) -> NDArray[np.float64]:
    values = column.cast(pa.float64()).to_numpy(zero_copy_only=False).astype(np.float64)
    return values if kind in LOSSLESS else rounded(values)
