"""Payments: what came before the world ended; returns are set off on their day."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World


def rows(world: World) -> pa.Table:
    """Return one row a payment, in the order of days."""
    bills = world.bills
    order = np.argsort(bills.paid_on, kind="stable")
    invoice = bills.paid_invoice[order]
    return pa.table(
        {
            "payment_id": columns.numbered("SK", np.arange(1, len(order) + 1), 8),
            "dealer_id": columns.texts(world.setting.dealer_ids, bills.invoice_dealer[invoice]),
            "paid_on": columns.dates(bills.paid_on[order]),
            "amount": columns.money(bills.paid_fen[order]),
            "invoice_id": columns.numbered("FP", invoice + 1, 8),
        }
    )
