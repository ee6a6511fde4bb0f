"""What each dealer is like before anything happens to it: size, range, rhythm, bookkeeping.

All arrays have one entry a dealer. A dealer's habits do not change; what changes is the course.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Counts, Flags
from steelyard.simulation.worlds.constants import Constants
from steelyard.simulation.worlds.places import Places
from steelyard.simulation.worlds.products import Products

_IN_PACKS = 0.15
_LARGEST = 60_000.0
_SMALLEST = 0.06
"""Of the usual size."""


@dataclass(frozen=True)
class Habits:
    """The dealers of a world."""

    region: Counts
    size: Array
    """Units a month at the start."""
    mix: Array
    """(dealers, products): shares of its demand, adding up to 1; 0 where not carried."""
    growth: Array
    """A month, in logarithms."""
    restless: Array
    """How much its demand varies, 1 is as the channel."""
    cover: Array
    """Months of demand it wants in stock."""
    rhythm: Counts
    """Orders every so many months."""
    phase: Counts
    orders_a_month: Counts
    late_in_month: Array
    """Share of its orders that fall in the last days of a month."""
    price: Array
    """Of the list price."""
    credit_days: Counts
    late_days: Array
    trade_spend: Array
    scanning: Array
    """How readily its consumers scan; median 1."""
    away: Array
    """Share of its sales consumed outside its territory."""
    report_noise: Array
    count_noise: Array
    slip: Array
    by_the_books: Flags
    in_packs: Flags
    """Reports its sales in whole packs."""
    latitude: Array
    longitude: Array

    def __len__(self) -> int:
        return len(self.size)


def draw_habits(
    dealers: int, known: Constants, places: Places, products: Products, rng: np.random.Generator
) -> Habits:
    """Draw the dealers of a world."""
    region = _regions(dealers, places, rng)
    size = _sizes(dealers, known, rng)
    relative = size / np.median(size)

    def around(median: float, spread: float) -> Array:
        return np.exp(rng.normal(np.log(median), spread, dealers))

    return Habits(
        region=region,
        size=size,
        mix=_mixes(relative, products, rng),
        growth=rng.normal(0.0, known.growth_sd, dealers),
        restless=around(1.0, 0.3),
        cover=np.clip(around(known.cover, 0.25), 0.6, 2.2),
        rhythm=np.where(relative > 2, 1, rng.choice([1, 1, 1, 1, 2, 3], dealers)),
        phase=rng.integers(0, 6, dealers),
        orders_a_month=np.clip(rng.poisson(0.6 + 1.2 * relative**0.4) + 1, 1, 8),
        late_in_month=rng.beta(1.2, 6.0, dealers),
        price=np.round(1 - 0.04 * relative**0.2 * rng.random(dealers), 3),
        credit_days=np.where(relative > 4, 60, rng.choice([30, 30, 45, 60], dealers)),
        late_days=around(known.late_days, 0.5),
        trade_spend=np.clip(around(known.trade_spend, 0.25), 0.01, 0.3),
        scanning=around(1.0, float(np.sqrt(np.log1p(known.habit_cv**2)))),
        away=np.clip(
            rng.beta(1.5, 1.5 / known.away - 1.5, dealers) * places.open[region], 0.0, 0.35
        ),
        report_noise=around(known.report_noise, 0.4),
        count_noise=around(known.count_noise, 0.4),
        slip=np.clip(rng.gamma(1.5, known.slip / 1.5, dealers), 0.0, 0.2),
        by_the_books=rng.random(dealers) < known.by_the_books,
        in_packs=rng.random(dealers) < _IN_PACKS,
        latitude=np.round(places.latitude[region] + rng.normal(0.0, 0.3, dealers), 4),
        longitude=np.round(places.longitude[region] + rng.normal(0.0, 0.3, dealers), 4),
    )


def _regions(dealers: int, places: Places, rng: np.random.Generator) -> Counts:
    """Return each dealer's territory; every territory has one dealer at least."""
    more = rng.choice(len(places), max(0, dealers - len(places)), p=places.weight)
    return rng.permutation(np.concatenate([np.arange(len(places)), more])[:dealers])


def _sizes(dealers: int, known: Constants, rng: np.random.Generator) -> Array:
    """Return units a month: log-normal, with one dealer in forty several times larger still."""
    size = np.exp(rng.normal(np.log(known.usual_size), known.size_sd, dealers))
    size *= np.where(rng.random(dealers) < 1 / 40, rng.uniform(2.0, 5.0, dealers), 1.0)
    return np.clip(size, _SMALLEST * known.usual_size, _LARGEST)


def _mixes(relative: Array, products: Products, rng: np.random.Generator) -> Array:
    """Return (dealers, products): the large carry more of the range than the small."""
    shape = (len(relative), len(products))
    breadth = rng.uniform(0.5, 0.9, len(relative)) * relative**0.12 * len(products)
    carried = np.clip(np.rint(breadth), 3, len(products))
    liked = rng.exponential(size=shape) / products.share
    within = liked.argsort(axis=1).argsort(axis=1) < carried[:, None]
    weight = (
        rng.gamma(np.broadcast_to(8 * len(products) * products.share, shape)) * within
        + 1e-9 * within
    )
    return np.asarray(weight / weight.sum(axis=1, keepdims=True), dtype=np.float64)
