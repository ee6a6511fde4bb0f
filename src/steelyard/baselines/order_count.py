"""The ordinary number of orders: the dealer's usual share of its peers' orders this month.

The same shift-share as for money, on standing orders (an order cancelled by an equal
document is none), summed over the spell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.shift_share import foretold, past_year
from steelyard.baselines.spells import over_spell

if TYPE_CHECKING:
    from steelyard.baselines.channel import Channel

Array = NDArray[np.float64]


def expected_order_count(channel: Channel) -> Array:
    """Return (dealers, months): orders foretold for the spell; NaN without a past."""
    count = np.nan_to_num(channel.panel.standing_order_count, nan=0.0)
    monthly = foretold(count, channel.peers, past_year(channel.panel, channel.spell_start))
    return over_spell(monthly, channel.spell_start)
