"""The doubt that is left, and the one step that would settle a case at the least cost.

The step is one report that was not brought. After a rise a stock count comes first: one
visit tells loaded goods from sold ones. After a silence there may be nothing to count, so
sell-out lines come first.
"""

from __future__ import annotations

import math

ANCHORS = ("stock", "sell_out", "scans")
"""Tables that see what became of the goods."""


def missing_anchors(tables_present: tuple[str, ...]) -> list[str]:
    """Return the tables of ANCHORS that were not brought, the cheapest first."""
    return [table for table in ANCHORS if table not in tables_present]


def present_anchors(tables_present: tuple[str, ...]) -> list[str]:
    """Return the tables of ANCHORS that were brought."""
    return [table for table in ANCHORS if table in tables_present]


def least_step(tables_present: tuple[str, ...], fell: bool) -> str:
    """Return the key of the step, `settle.*` in the catalogue."""
    missing = missing_anchors(tables_present)
    if fell and "sell_out" in missing:
        return "sell_out"
    return missing[0] if missing else "visit"


RARE = 1e-6
"""Below this a p-value is not said in times: no model of a channel is that exact."""


def one_in(p_value: float) -> str:
    """Return 1 ÷ p as people say it, with two leading digits; p at least RARE."""
    times = 1 / p_value
    digits = max(0, math.floor(math.log10(times)) - 1)
    return f"{round(times, -digits):,.0f}"
