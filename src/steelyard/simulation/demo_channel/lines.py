"""The demo's order lines: articles and cases, promotions, the launch, returns, cancellations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
from numpy.typing import NDArray

from steelyard.simulation.demo_channel.dealers import SEED, Dealer, dealers
from steelyard.simulation.demo_channel.deeds import do_deed, planted
from steelyard.simulation.demo_channel.orders import Orders, honest_orders
from steelyard.simulation.demo_channel.products import CATEGORIES, LAUNCHED, PRODUCTS
from steelyard.simulation.demo_channel.promotions import PROMOTIONS
from steelyard.simulation.demo_channel.seasons import DAYS, FIRST_DAY, day_of

Array = NDArray[np.float64]
Integers = NDArray[np.int64]
SALE, RETURN, CANCELLATION = 0, 1, 2

_LISTED = 0.25
"""Chance that an order lists an article of the dealer's assortment."""
_CATEGORY = np.array([product.category for product in PRODUCTS])
_PRICE = np.array([product.price_fen for product in PRODUCTS])


@dataclass(frozen=True)
class Lines:
    """Order lines as columns; negative quantity and amount on returns and cancellations."""

    day: Integers
    dealer: Integers
    """Index into `dealers()`."""
    order: Integers
    """Number of the document; its lines share it."""
    kind: Integers
    """SALE, RETURN or CANCELLATION."""
    product: Integers
    """Index into `PRODUCTS`."""
    cases: Integers
    amount_fen: Integers

    def __len__(self) -> int:
        return len(self.day)

    def take(self, where: Integers | NDArray[np.bool_]) -> Lines:
        """Return the lines at those places."""
        return Lines(*(getattr(self, field.name)[where] for field in fields(self)))


def join(parts: Sequence[Lines]) -> Lines:
    """Return the parts one after the other."""
    names = [field.name for field in fields(Lines)]
    return Lines(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


@cache
def channel() -> Lines:
    """Return all lines of the example, by day, dealer and document."""
    parts = [_dealer_lines(i, dealer) for i, dealer in enumerate(dealers())]
    lines = join(parts)
    lines = join([lines, _returns_by_chance(lines), _entered_twice(lines)])
    return _numbered(lines.take(lines.day < DAYS))


def _dealer_lines(index: int, dealer: Dealer) -> Lines:
    orders = do_deed(dealer, honest_orders(dealer))
    rng = np.random.default_rng([SEED, 4, index])
    cases = _cases(orders, dealer, rng)
    row, product = np.nonzero(cases)
    sold = _lines(orders.day[row], index, row, SALE, product, cases[row, product], dealer)
    back = np.round(cases * orders.sent_back[:, None]).astype(np.int64)
    row, product = np.nonzero(back)
    later = orders.day[row] + 22 + 7 * (product % 6)
    sent = _lines(
        later, index, 1_000 + 10 * row + product % 6, RETURN, product, -back[row, product], dealer
    )
    return join([sold, sent])


def _lines(
    day: Integers,
    dealer: int,
    order: Integers,
    kind: int,
    product: Integers,
    cases: Integers,
    buyer: Dealer,
) -> Lines:
    price = np.round(_PRICE * buyer.price_factor).astype(np.int64)
    every = np.full(len(day), dealer)
    document = dealer * 100_000 + order
    kinds = np.full(len(day), kind)
    return Lines(day, every, document, kinds, product, cases, cases * price[product])


def _cases(orders: Orders, dealer: Dealer, rng: np.random.Generator) -> Integers:
    """Return (orders, products): how many cases each order lists."""
    shape = (len(orders.day), len(PRODUCTS))
    listed = (rng.random(shape) < _LISTED) * rng.lognormal(0, 0.35, shape) * dealer.assortment
    money = np.zeros(shape)
    for category in range(len(CATEGORIES)):
        mine = category == _CATEGORY
        weight = listed[:, mine]
        empty = weight.sum(axis=1) == 0
        weight[empty] = dealer.assortment[mine] == dealer.assortment[mine].max()
        money[:, mine] = orders.amount[:, [category]] * weight / weight.sum(axis=1, keepdims=True)
    money[:, LAUNCHED] = orders.amount[:, -1]
    money *= _promoted(orders.day, dealer)
    for row in np.flatnonzero(orders.copied):
        money[row] = money[row - 1]
    return np.asarray(np.round(money * 100 / (_PRICE * dealer.price_factor)), dtype=np.int64)


def _promoted(day: Integers, dealer: Dealer) -> Array:
    """Return (orders, products): the factor by which planned promotions lift an order."""
    factor = np.ones((len(day), len(PRODUCTS)))
    for promotion in PROMOTIONS:
        if promotion.region in (None, dealer.region):
            running = (day >= day_of(promotion.starts)) & (day <= day_of(promotion.ends))
            factor[np.ix_(np.flatnonzero(running), np.array(promotion.products))] *= promotion.lift
    return factor


def _returns_by_chance(lines: Lines) -> Lines:
    """Damaged and unsold goods: one line in two hundred comes back in part, as everywhere."""
    rng = np.random.default_rng([SEED, 5])
    schemers = [i for i, d in enumerate(dealers()) if d.code in {p.dealer_id for p in planted()}]
    chosen = (rng.random(len(lines)) < 0.005) & (lines.cases > 3) & (lines.kind == SALE)
    back = lines.take(chosen & ~np.isin(lines.dealer, schemers))
    cases = np.maximum(1, (back.cases * rng.uniform(0.1, 0.6, len(back))).astype(np.int64))
    return Lines(
        day=back.day + rng.integers(7, 40, len(back)),
        dealer=back.dealer,
        order=10_000_000_000 + np.arange(len(back)),
        kind=np.full(len(back), RETURN),
        product=back.product,
        cases=-cases,
        amount_fen=-cases * (back.amount_fen // back.cases),
    )


def _entered_twice(lines: Lines) -> Lines:
    """Orders keyed in twice by mistake and cancelled within days: they must not make a peak."""
    rng = np.random.default_rng([SEED, 6])
    early = lines.take((_day_of_month(lines.day) < 24) & (lines.kind == SALE))
    documents = rng.choice(np.unique(early.order), size=40, replace=False)
    doubled = early.take(np.isin(early.order, documents))
    again = _renumbered(doubled, 20_000_000_000, SALE, 1, days=0)
    cancelled = _renumbered(doubled, 30_000_000_000, CANCELLATION, -1, days=2)
    return join([again, cancelled])


def _renumbered(lines: Lines, above: int, kind: int, sign: int, days: int) -> Lines:
    return Lines(
        day=lines.day + days,
        dealer=lines.dealer,
        order=lines.order + above,
        kind=np.full(len(lines), kind),
        product=lines.product,
        cases=sign * lines.cases,
        amount_fen=sign * lines.amount_fen,
    )


def _day_of_month(day: Integers) -> Integers:
    dates = np.datetime64(FIRST_DAY) + day
    return np.asarray((dates - dates.astype("datetime64[M]")).astype(np.int64) + 1)


def _numbered(lines: Lines) -> Lines:
    """Return the lines in time's order, documents numbered in that order from 1."""
    lines = lines.take(np.lexsort((lines.product, lines.order, lines.dealer, lines.day)))
    _, first, document = np.unique(lines.order, return_index=True, return_inverse=True)
    number = np.empty(len(first), dtype=np.int64)
    number[np.argsort(first, kind="stable")] = np.arange(1, len(first) + 1)
    return Lines(
        lines.day,
        lines.dealer,
        number[document],
        lines.kind,
        lines.product,
        lines.cases,
        lines.amount_fen,
    )
