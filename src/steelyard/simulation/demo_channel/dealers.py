"""Who buys in the demo: 180 invented level-1 dealers, of very different size and rhythm.

The names are a region, one of the heavenly stems or earthly branches, and a trade:
nobody's firm. Sizes fall with rank as a power law, so that a few carry the channel.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from steelyard.simulation.demo_channel.products import CATEGORIES, LAUNCHED, PRODUCTS
from steelyard.simulation.demo_channel.seasons import DAYS

Array = NDArray[np.float64]
Rhythm = Literal["weekly", "fortnightly", "monthly", "quarterly"]

SEED = 20260105
CHANNEL_A_MONTH = 62_000_000.0
"""What all dealers together order in an ordinary month, in yuan."""

_REGIONS = {
    "川东": 19, "川南": 18, "川北": 15, "川西": 11, "渝东": 16, "渝西": 20, "黔北": 14, "黔南": 12,
    "滇中": 18, "滇西": 10, "陕南": 13, "关中": 14,
}  # fmt: skip
REGIONS = tuple(_REGIONS)
_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
_TRADES = ("商贸", "酒业", "贸易", "副食", "食品", "商行")
_SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕施张孔曹"


@dataclass(frozen=True)
class Dealer:
    """One dealer as the example makes it; money in yuan an ordinary month."""

    code: str
    name: str
    region: str
    salesperson: str
    rank: int
    """1 orders most."""
    monthly_amount: float
    rhythm: Rhythm
    phase: int
    """Weekday, or day of the month, or day of the quarter on which it orders."""
    joined_day: int
    """Number of the day of its first order; negative: it was there before."""
    left_day: int
    price_factor: float
    assortment: Array
    """(products,): weights that add up to 1 within each category; 0 where not bought."""
    mix: Array
    """(categories,): shares of its orders, adding up to 1."""
    growth_a_month: float = 0.0

    @property
    def terms(self) -> int:
        """Days to pay."""
        return 60 if self.rank <= 20 else 45 if self.rank <= 70 else 30

    @property
    def credit_limit(self) -> int:
        """The most it may owe, in yuan, rounded to ten thousand."""
        return max(50_000, round(self.monthly_amount * self.terms / 30 * 1.3 / 10_000) * 10_000)


# Ranks of those who join late (month of the first order) or leave (last month ordered).
_JOINS = {24: 14, 33: 5, 47: 20, 58: 9, 66: 25, 79: 3, 91: 17, 104: 23, 118: 7, 133: 27, 149: 12}
_LEAVES = {88: 19, 112: 24, 141: 10, 163: 26}
# Honest growth that lasts: a reader must not take it for a jump.
_GROWTH = {10: 0.022, 24: 0.03, 36: 0.018, 61: 0.025}


@cache
def dealers() -> tuple[Dealer, ...]:
    """Return all dealers in the order of their codes."""
    rng = np.random.default_rng([SEED, 1])
    places = [(region, i) for region, count in _REGIONS.items() for i in range(count)]
    ranks = 1 + rng.permutation(len(places))
    sizes = _sizes(len(places))
    return tuple(
        _dealer(number, region, place, int(rank), sizes[rank - 1])
        for number, ((region, place), rank) in enumerate(zip(places, ranks, strict=True), start=1)
    )


def _sizes(count: int) -> Array:
    """Return (dealers,): yuan a month by rank; shares fall as (rank + 1) to the -1.15."""
    shares = (np.arange(count) + 2.0) ** -1.15
    return np.asarray(CHANNEL_A_MONTH * shares / shares.sum(), dtype=np.float64)


def _dealer(number: int, region: str, place: int, rank: int, amount: float) -> Dealer:
    rng = np.random.default_rng([SEED, 2, number])
    team = REGIONS.index(region) * 2 + place % 2
    rhythm = _rhythm(rank, rng)
    return Dealer(
        code=f"D{number:04d}",
        name=f"{region}{_STEMS[place]}{_TRADES[int(rng.integers(len(_TRADES)))]}",
        region=region,
        salesperson=f"{_SURNAMES[team]}经理",
        rank=rank,
        monthly_amount=amount,
        rhythm=rhythm,
        phase=int(rng.integers({"weekly": 5, "fortnightly": 12, "monthly": 26}.get(rhythm, 85))),
        joined_day=_JOINS[rank] * 30 + int(rng.integers(12)) if rank in _JOINS else -1,
        left_day=_LEAVES[rank] * 30 if rank in _LEAVES else DAYS,
        price_factor=round(1 - 0.06 / np.sqrt(rank) - 0.02 * float(rng.random()), 3),
        assortment=_assortment(rank, rng),
        mix=_mix(rank, rng),
        growth_a_month=_GROWTH.get(rank, float(rng.normal(0, 0.003))),
    )


def _rhythm(rank: int, rng: np.random.Generator) -> Rhythm:
    if rank <= 38:
        return "weekly"
    if rank <= 85:
        return "fortnightly"
    return "quarterly" if rng.random() < 0.22 else "monthly"


def _mix(rank: int, rng: np.random.Generator) -> Array:
    """Return (categories,): shares; only large dealers carry all categories."""
    likely = np.array([9.0, 7.0, 2.0, 4.0, 2.0])
    carried = 5 if rank <= 9 else 4 if rank <= 38 else 3 if rank <= 85 else 2
    kept = rng.choice(len(likely), size=carried, replace=False, p=likely / likely.sum())
    mix = np.zeros(len(likely))
    mix[kept] = rng.dirichlet(likely[kept])
    return mix


def _assortment(rank: int, rng: np.random.Generator) -> Array:
    """Return (products,): what it stocks, broader for the large; each category has some."""
    breadth = 6 if rank <= 38 else 4 if rank <= 85 else 3
    weights = np.zeros(len(PRODUCTS))
    for category in range(len(CATEGORIES)):
        mine = [i for i, p in enumerate(PRODUCTS) if p.category == category and i != LAUNCHED]
        kept = rng.choice(mine, size=min(breadth, len(mine)), replace=False)
        weights[kept] = rng.dirichlet(np.full(len(kept), 2.0))
    return weights
