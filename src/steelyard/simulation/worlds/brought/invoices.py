"""Invoices: one a document, a return as a negative one."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World


def rows(world: World) -> pa.Table:
    """Return one row an invoice."""
    bills = world.bills
    return pa.table(
        {
            "invoice_id": columns.numbered("FP", np.arange(1, len(bills.invoice_fen) + 1), 8),
            "dealer_id": columns.texts(world.setting.dealer_ids, bills.invoice_dealer),
            "issued_on": columns.dates(bills.issued_on),
            "due_on": columns.dates(bills.due_on),
            "amount": columns.money(bills.invoice_fen),
        }
    )
