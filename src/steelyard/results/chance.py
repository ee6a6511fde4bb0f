"""How a small chance is said, so that a reader neither shrugs nor trusts it too far."""

from __future__ import annotations

import math

RARE = 1e-6
"""Below this a p-value is not said in times: no model of a channel is that exact."""


def one_in(p_value: float) -> str:
    """Return 1 ÷ p as people say it, with two leading digits; p at least RARE."""
    times = 1 / p_value
    digits = max(0, math.floor(math.log10(times)) - 1)
    return f"{round(times, -digits):,.0f}"
