"""`tiers`: one row a dealer, with the reasons in words and as short codes."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.facts.panel import Panel
from steelyard.tiers import Tiers
from steelyard.words import Language, say


def tiers_table(panel: Panel, tiers: Tiers) -> pa.Table:
    """Return the table. `reasons` are codes; `reasons_zh` and `reasons_en` say them."""
    known = np.isfinite(tiers.stability)
    return pa.table(
        {
            "dealer_id": pa.array(panel.dealers.ids, pa.string()),
            "tier": pa.array(tiers.tier.tolist(), pa.string()),
            "paper_rank": pa.array(tiers.paper_rank, pa.int64()),
            "true_rank": pa.array(tiers.true_rank, pa.int64(), mask=tiers.true_rank == 0),
            "amount": pa.array(tiers.amount, pa.float64()),
            "profit": pa.array(tiers.profit, pa.float64(), mask=np.isnan(tiers.profit)),
            "stability": pa.array(tiers.stability, pa.float64(), mask=~known),
            "reasons": [";".join(_codes(tiers, row)) for row in range(len(panel.dealers))],
            "reasons_zh": [_reasons(tiers, row, "zh") for row in range(len(panel.dealers))],
            "reasons_en": [_reasons(tiers, row, "en") for row in range(len(panel.dealers))],
        }
    )


def _codes(tiers: Tiers, row: int) -> list[str]:
    if not tiers.active[row]:
        return ["inactive:12"]
    codes = [f"rank:{tiers.paper_rank[row]}/{tiers.of_dealers[row]}"]
    codes.append("by:profit" if tiers.ranked_by_profit[row] else "by:sell_in")
    if np.isfinite(tiers.stability[row]):
        codes.append(f"cv:{tiers.stability[row]:.2f}")
    if tiers.unsteady[row]:
        codes.append("unsteady")
    if tiers.true_rank[row]:
        codes.append(f"verified:{tiers.true_rank[row]}/{tiers.of_verified[row]}")
    return codes


def _reasons(tiers: Tiers, row: int, language: Language) -> str:
    if not tiers.active[row]:
        return say("results.inactive", language)
    cv = tiers.stability[row]
    figures = {"rank": int(tiers.paper_rank[row]), "dealers": int(tiers.of_dealers[row])}
    parts = [
        say("results.rank", language, **figures),
        say("results.by_profit" if tiers.ranked_by_profit[row] else "results.by_sell_in", language),
        say("results.cv", language, cv=f"{cv:.2f}")
        if np.isfinite(cv)
        else say("results.too_short", language),
    ]
    if tiers.unsteady[row]:
        parts.append(say("results.unsteady", language))
    if tiers.true_rank[row]:
        places = {"rank": int(tiers.true_rank[row]), "dealers": int(tiers.of_verified[row])}
        parts.append(say("results.verified_rank", language, **places))
    return say("results.joiner", language).join(parts)
