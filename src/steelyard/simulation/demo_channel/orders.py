"""How an honest dealer of the demo orders: on its days, as much as lasts until the next order.

An order is a day and an amount for each category; which articles it lists comes later.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.simulation.demo_channel.dealers import SEED, Dealer
from steelyard.simulation.demo_channel.products import CATEGORIES
from steelyard.simulation.demo_channel.seasons import (
    DAYS,
    FIRST_DAY,
    HORIZON,
    closed_days,
    day_of,
    intensity,
)

Array = NDArray[np.float64]
LAUNCH_DAY = day_of(dt.date(2025, 4, 8))
_LAUNCH_SHARE = 0.08
_MONTH_DAYS = 30.4
_EVERY = {"weekly": 7, "fortnightly": 14, "monthly": 30.4, "quarterly": 91.25}
_SPREAD = {"weekly": 0.12, "fortnightly": 0.16, "monthly": 0.18, "quarterly": 0.22}


@dataclass(frozen=True)
class Orders:
    """One dealer's orders in time's order."""

    day: NDArray[np.int64]
    amount: Array
    """(orders, categories + 1), yuan; the last column is the article that is launched."""
    copied: NDArray[np.bool_]
    """Where an order repeats the one before it, line by line."""
    sent_back: Array
    """Share of the order that comes back some weeks later."""

    def scaled(self, factor: Array) -> Orders:
        """Return the orders with each multiplied by its factor, (orders,)."""
        return replace(self, amount=self.amount * factor[:, None])

    def keep(self, where: NDArray[np.bool_]) -> Orders:
        """Return only the orders marked."""
        return Orders(
            self.day[where], self.amount[where], self.copied[where], self.sent_back[where]
        )


def honest_orders(dealer: Dealer) -> Orders:
    """Return what the dealer orders when it does nothing but business."""
    rng = np.random.default_rng([SEED, 3, int(dealer.code[1:])])
    day = _order_days(dealer, rng)
    until = np.append(day[1:], day[-1:] + round(_EVERY[dealer.rhythm]))
    amount = _with_launch(day, _demand_between(day, np.minimum(until, HORIZON), dealer))
    wander = _wander(day, rng)
    noise = rng.lognormal(0, _SPREAD[dealer.rhythm], size=len(day))
    ramp = np.where(
        dealer.joined_day < 0, 1.0, np.clip(0.6 + (day - dealer.joined_day) / 400, 0.6, 1)
    )
    none = np.zeros(len(day))
    orders = Orders(day, amount, none.astype(bool), none)
    return orders.scaled(wander * noise * ramp)


def _order_days(dealer: Dealer, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the days it orders on: its rhythm with slips, never on a closed day."""
    every = _EVERY[dealer.rhythm]
    start = dealer.phase if dealer.rhythm != "weekly" else (dealer.phase - FIRST_DAY.weekday()) % 7
    days = np.arange(start, DAYS, every)
    slip = rng.integers(-1, 3, size=len(days)) * (rng.random(len(days)) < 0.45)
    days = np.clip(np.round(days + slip), 0, DAYS - 1).astype(np.int64)
    days = days[rng.random(len(days)) > (0.04 if every < 20 else 0)]
    days = np.unique(_next_open_day()[days])
    there = (days >= dealer.joined_day) & (days < dealer.left_day)
    return np.asarray(days[there], dtype=np.int64)


def _next_open_day() -> NDArray[np.int64]:
    """Return (horizon,): the day itself, or the first working day after the festival."""
    following = np.where(closed_days(), HORIZON - 1, np.arange(HORIZON))
    return np.asarray(np.minimum.accumulate(following[::-1])[::-1], dtype=np.int64)


def _demand_between(day: NDArray[np.int64], until: NDArray[np.int64], dealer: Dealer) -> Array:
    """Return (orders, categories): what is sold from an order to the next, in yuan."""
    growth = (1 + dealer.growth_a_month) ** (np.arange(HORIZON) / _MONTH_DAYS - 15)
    daily = intensity() * growth * dealer.monthly_amount / _MONTH_DAYS
    upto = np.concatenate([np.zeros((len(CATEGORIES), 1)), np.cumsum(daily, axis=1)], axis=1)
    covered = upto[:, until] - upto[:, day]
    return np.asarray((covered * dealer.mix[:, None]).T, dtype=np.float64)


def _with_launch(day: NDArray[np.int64], amount: Array) -> Array:
    """Return the amounts with the launched article's; shelves are filled for two months."""
    since = day - LAUNCH_DAY
    share = np.where(since < 0, 0.0, np.where(since < 60, 2.5, 1.0)) * _LAUNCH_SHARE
    return np.column_stack([amount, share * amount.sum(axis=1)])


def _wander(day: NDArray[np.int64], rng: np.random.Generator) -> Array:
    """Return (orders,): slow luck, a factor near 1 that remembers the month before."""
    luck = np.zeros(DAYS // 30 + 2)
    for month in range(1, len(luck)):
        luck[month] = 0.7 * luck[month - 1] + rng.normal(0, 0.05)
    return np.asarray(np.exp(luck[day // 30]), dtype=np.float64)
