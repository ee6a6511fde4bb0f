"""What the two signals of mirrors share: rise, excess and the partner of the chosen window."""

from __future__ import annotations

import numpy as np

from steelyard.balance.counterparty import Counterparty
from steelyard.balance.mirror import Mirror
from steelyard.baselines import Channel
from steelyard.signals.named import dealer_names
from steelyard.signals.signal import Reading
from steelyard.signals.windowed import largest, unit_price


def read_mirror(channel: Channel, found: Counterparty, mirror: Mirror) -> Reading:
    """Return the reading of one mirror; no more is in question than both sides show."""
    window = largest(channel, mirror.departure)
    partner = window.of(mirror.partner)
    month = np.arange(partner.shape[1])
    excess = np.where(partner >= 0, found.excess[window.row, partner, month], np.nan)
    rise = np.where(partner >= 0, window.of(found.rise), np.nan)
    both = np.fmin(rise, excess)
    return Reading(
        p_value=window.p_value,
        effect=excess / rise,
        amount_in_question=np.nan_to_num(both) * unit_price(channel) / window.months,
        figures={
            "months": window.months,
            "rise": rise,
            "partner": dealer_names(channel, partner),
            "excess": excess,
        },
        departure=mirror.departure,
    )
