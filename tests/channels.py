"""Small channels for tests: drawn as a table in the test, or grown from a seed.

Everything starts from order lines (dealer, day, amount, category), so that all arrays of the
panel agree with each other as they do when the facts are computed from a real export.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.facts.panel import Dealers, Panel
from steelyard.settings import Settings
from steelyard.signals import Reading

Array = NDArray[np.float64]
Index = NDArray[np.int64]
START = np.datetime64("2021-01", "M")


@dataclass(frozen=True)
class Orders:
    """Order lines as parallel arrays; one order a line. Day is the day of the month, from 1."""

    dealer: Index
    month: Index
    day: Index
    amount: Array
    category: Index

    def __add__(self, other: Orders) -> Orders:
        """Return both together."""
        names = ("dealer", "month", "day", "amount", "category")
        return Orders(*(np.concatenate([getattr(self, n), getattr(other, n)]) for n in names))

    def at(self, dealer: int, months: range | list[int]) -> NDArray[np.bool_]:
        """Return which lines belong to that dealer in those months."""
        return (self.dealer == dealer) & np.isin(self.month, list(months))

    def without(self, dealer: int, months: range | list[int]) -> Orders:
        """Return the orders less that dealer's in those months."""
        keep = ~self.at(dealer, months)
        return Orders(
            self.dealer[keep], self.month[keep], self.day[keep], self.amount[keep],
            self.category[keep],
        )  # fmt: skip

    def scaled(self, dealer: int, months: range | list[int], factor: float) -> Orders:
        """Return the orders with that dealer's amounts multiplied in those months."""
        where = self.at(dealer, months)
        return replace(self, amount=np.where(where, self.amount * factor, self.amount))


@dataclass(frozen=True)
class World:
    """Orders with the size of the channel, before they become a panel."""

    orders: Orders
    dealers: int
    months: int
    region: Index
    level: Index
    start: np.datetime64 = START
    extra: dict[str, Array] = field(default_factory=dict)

    def with_orders(self, orders: Orders) -> World:
        """Return the same world with other orders."""
        return replace(self, orders=orders)

    def channel(self, **settings: object) -> Channel:
        """Return the channel of these orders; `extra` overrides arrays of the panel."""
        return Channel(panel_of(self), replace(Settings(), **settings))  # type: ignore[arg-type]


def order(dealer: int, month: int, amount: float, day: int = 10, category: int = 0) -> Orders:
    """Return one order."""
    one = [np.array([v]) for v in (dealer, month, day)]
    return Orders(*one, np.array([float(amount)]), np.array([category]))


def drawn(
    table: list[list[float]],
    *,
    orders_a_month: int = 4,
    region: list[int] | None = None,
    start: np.datetime64 = START,
) -> World:
    """Return the world drawn as a table, one row a dealer, one column a month, in money.

    Each month's amount comes in `orders_a_month` equal orders spread over the month.
    """  # fmt: skip
    amounts = np.array(table, dtype=float)
    dealers, months = amounts.shape
    dealer, month = np.nonzero(amounts)
    days = 3 + (np.arange(orders_a_month) * 25) // max(orders_a_month - 1, 1)
    orders = Orders(
        np.repeat(dealer, orders_a_month), np.repeat(month, orders_a_month),
        np.tile(days, dealer.size),
        np.repeat(amounts[dealer, month] / orders_a_month, orders_a_month),
        np.zeros(dealer.size * orders_a_month, dtype=np.int64),
    )  # fmt: skip
    where = np.zeros(dealers, dtype=np.int64) if region is None else np.array(region)
    return World(orders, dealers, months, where, np.ones(dealers, dtype=np.int64), start)


def ordinary(
    dealers: int = 200,
    months: int = 36,
    seed: int = 1,
    *,
    orders_a_month: float = 5.0,
    rate_spread: float = 0.4,
    busy: float = 0.0,
    steadiness: float = 8.0,
    season: float = 0.3,
    size_spread: float = 1.2,
    order_spread: float = 0.6,
    heavy: bool = False,
    intermittent: float = 0.0,
    regions: int = 1,
    categories: int = 3,
    start: np.datetime64 = START,
) -> World:
    """Return an ordinary world: nobody does anything that calls for a check.

    `season` is the channel's swing (0.3: +-30 %), `intermittent` the share of dealers that
    buy only every second to fourth month, `heavy` makes three orders in a hundred fifteen
    times their size. `rate_spread` is how much dealers differ in how often they order, `busy`
    the power of that by which those who order often also order more at a time; a dealer's own
    luck from month to month varies by 1 / sqrt(`steadiness`).
    """  # fmt: skip
    rng = np.random.default_rng(seed)
    rate = orders_a_month * rng.lognormal(0, rate_spread, dealers)
    swing = 1 + season * np.sin(2 * np.pi * (np.arange(months) + 3) / 12)
    mean = rate[:, None] * swing * rng.lognormal(0, 0.05, months)
    count = rng.poisson(mean * rng.gamma(steadiness, 1 / steadiness, (dealers, months)))
    rare = rng.random(dealers) < intermittent
    every = rng.integers(2, 5, dealers)
    phase = rng.integers(0, 4, dealers)
    off = rare[:, None] & ((np.arange(months)[None, :] + phase[:, None]) % every[:, None] != 0)
    count[off] = 0
    dealer, month = np.nonzero(count)
    dealer, month = np.repeat(dealer, count[dealer, month]), np.repeat(month, count[dealer, month])
    size = 1000 * rng.lognormal(0, size_spread, dealers) * (rate / orders_a_month) ** busy
    wild = np.where(heavy & (rng.random(dealer.size) < 0.03), 15.0, 1.0)
    noise = rng.normal(0, order_spread, dealer.size)
    amount = np.round(size[dealer] * np.exp(noise) * wild, 2)
    orders = Orders(
        dealer, month, rng.integers(1, 29, dealer.size), amount,
        rng.integers(0, categories, dealer.size),
    )  # fmt: skip
    region = rng.integers(0, regions, dealers)
    return World(orders, dealers, months, region, np.ones(dealers, dtype=np.int64), start)


WORLDS: dict[str, dict[str, object]] = {
    "plain": {},
    "intermittent buyers": {"intermittent": 0.6},
    "seasonal": {"season": 0.8},
    "heavy order sizes": {"heavy": True},
    "regions": {"dealers": 150, "regions": 6},
    "few orders": {"orders_a_month": 1.5},
    "steady": {"orders_a_month": 20.0, "order_spread": 0.3, "season": 0.1},
    "twelve dealers": {"dealers": 12},
    "fourteen months": {"dealers": 60, "months": 14},
}
"""Ordinary worlds in which no signal may speak more often than its p-values say."""


def assert_honest(read: Callable[[Channel], Reading], *, level: float = 0.01) -> None:
    """Assert that in every ordinary world p <= level in at most twice that share of months."""
    for name, world in WORLDS.items():
        judged: list[Array] = []
        for seed in range(1, 9 if world.get("dealers") == 12 else 3):
            p = read(ordinary(seed=seed, **world).channel()).p_value  # type: ignore[arg-type]
            judged.append(p[~np.isnan(p)])
        p = np.concatenate(judged)
        assert ((p > 0) & (p <= 1)).all(), name
        share = np.mean(p <= level) if p.size else 0.0
        assert share <= 2 * level, f"{name}: {share:.2%} of {p.size} at or below {level}"


def channel(dealers: int = 200, months: int = 36, seed: int = 1, **world: object) -> Channel:
    """Return the channel of an ordinary world."""
    return ordinary(dealers, months, seed, **world).channel()  # type: ignore[arg-type]


def panel_of(world: World, month_end_days: int = 5) -> Panel:
    """Return the panel that the facts would give for these orders."""
    o, shape = world.orders, (world.dealers, world.months)
    months = world.start + np.arange(world.months)
    length = ((months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")).astype(int)
    standing = o.amount > 0
    late = o.day > length[o.month] - month_end_days
    panel = Panel(
        dealers=_dealers(world),
        months=months,
        sell_in_quantity=_sum(o, shape, o.amount / 10),
        sell_in_amount=_sum(o, shape, o.amount),
        returns_amount=_sum(o, shape, np.maximum(-o.amount, 0)),
        order_count=_sum(o, shape, np.ones(o.amount.size)),
        standing_order_count=_sum(o, shape, standing),
        distinct_order_amounts=_distinct(o, shape, np.round(o.amount * 100), standing),
        order_days=_distinct(o, shape, o.day, standing),
        order_day_bits=_bits(o, shape, standing),
        order_amount_squares=_sum(o, shape, np.where(standing, o.amount, 0) ** 2),
        standing_amount=_sum(o, shape, np.where(standing, o.amount, 0)),
        product_count=_distinct(o, shape, o.category, standing),
        month_end_amount=_sum(o, shape, np.where(late, o.amount, 0)),
        launched_amount=np.zeros(shape),
        category_amount=_by_category(o, shape),
        channel_last_day=np.array(
            [o.day[o.month == m].max(initial=0) for m in range(world.months)], dtype=np.int64
        ),
    )
    return replace(panel, **world.extra)  # type: ignore[arg-type]


def _dealers(world: World) -> Dealers:
    ids = tuple(f"D{k:03d}" for k in range(world.dealers))
    regions = tuple(f"R{k}" for k in range(int(world.region.max()) + 1))
    return Dealers(ids, ids, world.level, world.region, regions, ("",) * world.dealers)


def _sum(o: Orders, shape: tuple[int, int], weights: NDArray[np.generic]) -> Array:
    cell = o.dealer * shape[1] + o.month
    total = np.bincount(cell, weights.astype(float), minlength=shape[0] * shape[1])
    return total.reshape(shape)


def _distinct(
    o: Orders, shape: tuple[int, int], values: NDArray[np.generic], keep: NDArray[np.bool_]
) -> Array:
    cell = (o.dealer * shape[1] + o.month)[keep]
    _, value = np.unique(values[keep], return_inverse=True)
    unique = np.unique(cell * (int(value.max(initial=0)) + 1) + value)
    cell = unique // (int(value.max(initial=0)) + 1)
    return np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape).astype(float)


def _bits(o: Orders, shape: tuple[int, int], keep: NDArray[np.bool_]) -> Index:
    out = np.zeros(shape, dtype=np.int64)
    np.bitwise_or.at(out, (o.dealer[keep], o.month[keep]), 1 << o.day[keep])
    return out


def _by_category(o: Orders, shape: tuple[int, int]) -> Array:
    out = np.zeros((shape[0], int(o.category.max(initial=0)) + 1, shape[1]))
    np.add.at(out, (o.dealer, o.category, o.month), o.amount)
    return out
