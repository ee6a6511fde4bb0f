"""What the demo's manufacturer itself planned: promotions and the rebate schedule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from steelyard.simulation.demo_channel.products import PRODUCTS


@dataclass(frozen=True)
class Promotion:
    """A planned promotion; `region` None means everywhere, `lift` is what it does to orders."""

    code: str
    name: str
    starts: dt.date
    ends: dt.date
    region: str | None
    products: tuple[int, ...]
    lift: float


@dataclass(frozen=True)
class RebateStep:
    """From `threshold` yuan a quarter on, `rate` is paid on all of the quarter's sell-in."""

    code: str
    threshold: int
    rate: float


def _of(category: int, count: int) -> tuple[int, ...]:
    return tuple(i for i, p in enumerate(PRODUCTS) if p.category == category)[:count]


PROMOTIONS = (
    Promotion("CX2024-01", "啤酒开季", dt.date(2024, 5, 6), dt.date(2024, 5, 31), None,
              _of(3, 6), 1.7),
    Promotion("CX2025-01", "中秋备货（关中）", dt.date(2025, 8, 25), dt.date(2025, 9, 20), "关中",
              _of(0, 12), 2.2),
    Promotion("CX2025-02", "年末回馈（滇中）", dt.date(2025, 12, 1), dt.date(2025, 12, 31), "滇中",
              (*_of(0, 12), *_of(1, 12)), 1.9),
)  # fmt: skip
REBATE_STEPS = (
    RebateStep("FL2025-A", 500_000, 0.005),
    RebateStep("FL2025-B", 1_000_000, 0.010),
    RebateStep("FL2025-C", 3_000_000, 0.015),
    RebateStep("FL2025-D", 8_000_000, 0.025),
    RebateStep("FL2025-E", 20_000_000, 0.030),
)
