"""Which tables are brought, and what else is poorer than in a whole world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

WHOLE = 36


@dataclass(frozen=True)
class Given:
    """What a channel hands over."""

    without: tuple[str, ...] = ()
    """Tables that are not brought."""
    months: int = WHOLE
    scan_rate: float | None = None
    """Every dealer's mean scan rate, where it is not the family's."""


ONLY_SELL_IN = (
    "sell_out", "stock", "scans", "transfers", "invoices", "payments", "claims", "outlets",
    "promotions",
)  # fmt: skip

TABLE_SETS: Mapping[str, Given] = MappingProxyType(
    {
        "all tables": Given(),
        "12 months": Given(months=12),
        "scan rate 3 %": Given(scan_rate=0.03),
        "without scans": Given(without=("scans",)),
        "without stock": Given(without=("stock",)),
        "sell-in only": Given(without=ONLY_SELL_IN),
    }
)
