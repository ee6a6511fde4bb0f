"""What some dealers of the demo do besides business, and which honest ones look like it.

Every deed changes a dealer's orders only; the files never name it. `planted()` is for
tests: a run on the example should find the deeds and leave the honest alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from steelyard.simulation.demo_channel.dealers import Dealer, dealers
from steelyard.simulation.demo_channel.orders import Orders
from steelyard.simulation.demo_channel.seasons import FIRST_DAY, day_of

REBATE_STEP = 8_000_000.0
"""The quarter's step, in yuan, that one dealer always just reaches in 2025."""


@dataclass(frozen=True)
class Planted:
    """One planted case: who, what, when; `honest` cases look odd and are not."""

    dealer_id: str
    name: str
    deed: str
    honest: bool
    starts: dt.date
    ends: dt.date


@cache
def planted() -> tuple[Planted, ...]:
    """Return the planted cases in the order of the dealers' codes."""
    by_rank = {dealer.rank: dealer for dealer in dealers()}
    cases = [
        Planted(by_rank[rank].code, by_rank[rank].name, deed, honest, starts, ends)
        for rank, (deed, honest, starts, ends) in _CASES.items()
    ]
    return tuple(sorted(cases, key=lambda case: case.dealer_id))


def _since(year: int, month: int) -> dt.date:
    return dt.date(year, month, 1)


_END = dt.date(2025, 12, 1)
_CASES: Mapping[int, tuple[str, bool, dt.date, dt.date]] = {
    3: ("share_ramp", False, _since(2025, 3), _END),
    5: ("key_silence", False, _since(2025, 11), _END),
    7: ("rebate_step", False, _since(2025, 3), _END),
    9: ("pull_forward", False, _since(2025, 9), _since(2025, 11)),
    12: ("month_end_loading", False, _since(2025, 4), _END),
    15: ("mechanical_orders", False, _since(2025, 5), _END),
    10: ("honest_growth", True, _since(2023, 7), _END),
    24: ("honest_newcomer", True, _since(2024, 8), _END),
    36: ("honest_growth", True, _since(2023, 7), _END),
}


def do_deed(dealer: Dealer, orders: Orders) -> Orders:
    """Return the dealer's orders after its deed, or as they were."""
    deed = _DEEDS.get(dealer.rank)
    return orders if deed is None else deed(orders)


def _within(orders: Orders, first: dt.date, last: dt.date) -> NDArray[np.bool_]:
    return (orders.day >= day_of(first)) & (orders.day <= day_of(last))


def _share_ramp(orders: Orders) -> Orders:
    """Order seven and a half per cent more each month, with no more orders and no more articles."""
    months = np.maximum(0, (orders.day - day_of(dt.date(2025, 3, 1))) / 30.4)
    return orders.scaled(1.075**months)


def _key_silence(orders: Orders) -> Orders:
    return orders.keep(orders.day < day_of(dt.date(2025, 11, 1)))


def _rebate_step(orders: Orders) -> Orders:
    """Top up each quarter of 2025 to just above the step, and order less afterwards."""
    orders = orders.scaled(np.full(len(orders.day), 6_900_000 / _usual_quarter(orders)))
    for quarter, above in enumerate((1.004, 1.007, 1.003, 1.006)):
        first = dt.date(2025, 3 * quarter + 1, 1)
        last = _last_day(2025, 3 * quarter + 3)
        inside = _within(orders, first, last)
        room = min(1.0, 0.9 * REBATE_STEP / orders.amount[inside].sum())
        orders = orders.scaled(np.where(inside, room, 1.0))
        short = REBATE_STEP * above - orders.amount[inside].sum()
        orders = _with_order(orders, day_of(last) - 1, short)
        after = (orders.day > day_of(last)) & (orders.day <= day_of(last) + 35)
        due = orders.amount[after].sum()
        back = max(0.3, 1 - 0.5 * short / due) if due > 0 else 1.0
        orders = orders.scaled(np.where(after, back, 1.0))
    return orders


def _usual_quarter(orders: Orders) -> float:
    inside = _within(orders, dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    return float(orders.amount[inside].sum()) / 4


def _pull_forward(orders: Orders) -> Orders:
    """Double September, paid back by two thin months and returns."""
    rise = _within(orders, dt.date(2025, 9, 12), dt.date(2025, 9, 30))
    thin = _within(orders, dt.date(2025, 10, 1), dt.date(2025, 11, 20))
    factor = np.where(rise, 2.7, np.where(thin, 0.4, 1.0))
    return replace(orders.scaled(factor), sent_back=np.where(rise, 0.16, 0.0))


def _month_end_loading(orders: Orders) -> Orders:
    """Move four fifths of each month's orders into its last four days, one order a day."""
    dates = [FIRST_DAY + dt.timedelta(days=int(day)) for day in orders.day]
    ends = np.array([day_of(_last_day(date.year, date.month)) for date in dates])
    late = orders.day >= day_of(dt.date(2025, 4, 1))
    moved = orders.scaled(np.where(late, 0.2, 1.0))
    for end in np.unique(ends[late]):
        taken = orders.amount[late & (ends == end)].sum() * 0.8
        for days_before, share in ((3, 0.22), (2, 0.24), (1, 0.28), (0, 0.26)):
            moved = _with_order(moved, int(end) - days_before, taken * share)
    return moved


def _mechanical_orders(orders: Orders) -> Orders:
    """Place the very same order every Tuesday from May on."""
    before = orders.keep(orders.day < day_of(dt.date(2025, 5, 1)))
    days = np.arange(day_of(dt.date(2025, 5, 6)), day_of(dt.date(2025, 12, 31)), 7)
    usual = before.amount[-52:].mean(axis=0)
    return Orders(
        day=np.concatenate([before.day, days]),
        amount=np.concatenate([before.amount, np.tile(usual, (len(days), 1))]),
        copied=np.concatenate([before.copied, np.arange(len(days)) > 0]),
        sent_back=np.concatenate([before.sent_back, np.zeros(len(days))]),
    )


def _with_order(orders: Orders, day: int, amount: float) -> Orders:
    """Return the orders with one more, of that amount, mixed as the eight before it."""
    place = int(np.searchsorted(orders.day, day, side="right"))
    recent = orders.amount[max(0, place - 8) : place].sum(axis=0)
    mix = recent / recent.sum()
    return Orders(
        day=np.insert(orders.day, place, day),
        amount=np.insert(orders.amount, place, mix * amount, axis=0),
        copied=np.insert(orders.copied, place, False),
        sent_back=np.insert(orders.sent_back, place, 0.0),
    )


def _last_day(year: int, month: int) -> dt.date:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


_DEEDS: Mapping[int, Callable[[Orders], Orders]] = {
    3: _share_ramp,
    5: _key_silence,
    7: _rebate_step,
    9: _pull_forward,
    12: _month_end_loading,
    15: _mechanical_orders,
}
