"""Claims: trade spend asked for and granted."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.bills import KINDS
from steelyard.simulation.worlds.made import World


def rows(world: World) -> pa.Table:
    """Return one row a claim."""
    bills = world.bills
    return pa.table(
        {
            "claim_id": columns.numbered("HX", np.arange(1, len(bills.claim_dealer) + 1), 8),
            "dealer_id": columns.texts(world.setting.dealer_ids, bills.claim_dealer),
            "claimed_on": columns.dates(bills.claimed_on),
            "kind": columns.texts(KINDS, bills.claim_kind),
            "amount_claimed": columns.money(bills.claimed_fen),
            "amount_paid": columns.money(bills.granted_fen),
        }
    )
