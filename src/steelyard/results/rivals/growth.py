"""Real growth: consumers' scans rose as much as what the dealer bought or says it sold."""

from __future__ import annotations

import numpy as np

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import ENOUGH, Rival

OF = ("watch", "stuffing", "fabricated_sell_out", "stock_transfer", "diversion", "power")
SLIGHT = 0.05
"""A rise below it is none that growth would have to explain."""
_REPORTED = ("fabricated_sell_out", "stock_transfer")


def weigh(case: Case) -> Rival | None:
    """Return how it stands.

    None for a watch without scans, where it is the open question itself, and for a silence.
    """
    if not case.cause and case.found.lies == "missing":
        return None
    scans, goods = case.panel.scans, case.panel.sell_in_quantity
    if case.cause in _REPORTED and case.panel.sell_out_quantity is not None:
        goods = case.panel.sell_out_quantity
    if scans is None:
        return Rival("growth", "unknown") if case.cause else None
    rose, seen = case.rise(goods), case.rise(scans)
    if not np.isfinite([rose, seen]).all():
        return Rival("growth", "unknown", why="past")
    if rose < SLIGHT:
        return Rival("growth", "excluded", changes={"goods": rose}, why="none")
    standing = "open" if seen >= ENOUGH * rose else "excluded"
    return Rival("growth", standing, changes={"goods": rose, "scans": seen})
