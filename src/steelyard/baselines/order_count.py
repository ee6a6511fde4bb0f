"""The ordinary number of orders: the dealer's usual share of its peers' orders this month.

The same shift-share as for money, on standing orders (an order cancelled by an equal
document is none), summed over the spell.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.peers import Peers
from steelyard.baselines.shift_share import foretold, past_span
from steelyard.baselines.spells import over_spell
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]


def expected_order_count(panel: Panel, peers: Peers, spell_start: NDArray[np.int64]) -> Array:
    """Return (dealers, months): orders foretold for the spell; NaN without a past."""
    count = np.nan_to_num(panel.standing_order_count, nan=0.0)
    monthly = foretold(count, peers, past_span(panel, spell_start))
    return over_spell(monthly, spell_start)
