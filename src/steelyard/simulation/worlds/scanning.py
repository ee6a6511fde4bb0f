"""Scanning: which units sold to consumers were scanned, where, and in which month.

A unit is scanned with the chance of its product, the place where it is consumed, the habit of
the dealer that sold it and the month; some months late; sometimes its place stays unknown. The
code names the dealer to whom the unit was shipped, whoever sold it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.simulation.worlds.arrays import Array, Counts
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.goods import Goods

Scans = NDArray[np.int32]
_AT_MOST = 0.9


def scan_units(course: Course, goods: Goods) -> Scans:
    """Return (dealers, products, regions + 1, months) scans; the last region is unknown."""
    rng = course.setting.stream("scans")
    chances = chances_by_place(course)
    dealers, products, months = goods.sold.shape
    links = goods.links
    own = goods.sold - links.sold_from(dealers)
    scans = np.zeros((dealers, products, len(course.setting.places) + 1, months), dtype=np.int32)
    away = _chances_away(course)
    for product, likes in enumerate(course.setting.products.scanning):
        units = _scanned(own[:, product], likes * chances, rng)
        units += _scanned(goods.diverted[:, product], likes * away, rng)
        theirs = _scanned(links.sold[:, product], likes * chances[links.receiver], rng)
        np.add.at(units, links.origin, theirs)
        scans[:, product] = _noticed(course, units, rng)
    return scans


def chances_by_place(course: Course) -> Array:
    """Return (dealers, months, regions): chance that a unit is consumed there and scanned."""
    places, known = course.setting.places, course.setting.known
    home = np.eye(len(places))[course.region]
    share = (1 - course.away)[:, :, None] * home + course.away[:, :, None] * places.spill[
        course.region
    ]
    rate = known.scan_rate * course.scanning[:, :, None] * places.scanning
    return np.asarray(share * rate, dtype=np.float64)


def _chances_away(course: Course) -> Array:
    """Return the same of diverted units: others sell them, by the habit of the channel."""
    rate = course.setting.known.scan_rate * course.setting.places.scanning
    months = np.ones(course.shape[1])
    return np.asarray((course.destinations * rate)[:, None, :] * months[:, None], dtype=np.float64)


def _scanned(units: Counts, chances: Array, rng: np.random.Generator) -> Counts:
    """Return (rows, months, regions): scanned units of (rows, months), by place of consumption."""
    total = chances.sum(axis=2)
    scanned = rng.binomial(units, np.minimum(total, _AT_MOST))
    share = chances / np.where(total > 0, total, 1.0)[:, :, None]
    share[total <= 0, 0] = 1.0
    return rng.multinomial(scanned, share)


def _noticed(course: Course, units: Counts, rng: np.random.Generator) -> Counts:
    """Return (dealers, regions + 1, months): by the month of the scan; some lose their place."""
    known, left = course.setting.known, 1.0
    noticed = np.zeros_like(units)
    months = units.shape[1]
    for lag, share in enumerate(known.scan_lags):
        late = rng.binomial(units, min(1.0, share / left))
        noticed[:, lag:] += late[:, : max(0, months - lag)]
        units = units - late
        left -= share
    unknown = rng.binomial(noticed, known.unknown_region)
    known_places = (noticed - unknown).transpose(0, 2, 1)
    return np.concatenate([known_places, unknown.sum(axis=2)[:, None, :]], axis=1)
