"""Territories: where they lie, how far apart, and where consumers of one also buy.

Natural spill-over falls with distance (a gravity model with an exponential deterrence).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Array

NAMES = (
    "川东", "川南", "川北", "川西", "渝东", "渝西", "黔北", "黔南", "滇中", "滇西", "陕南", "关中",
)  # fmt: skip
MOST = len(NAMES)
_FEWEST = 4
_DEALERS_EACH = 15
_KM_A_DEGREE = 111.2


@dataclass(frozen=True)
class Places:
    """The territories, one entry a region."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    latitude: Array
    longitude: Array
    km: Array
    """(regions, regions): distance between centres."""
    spill: Array
    """(regions, regions): where sales that leave a territory by nature go; rows add up to 1."""
    open: Array
    """(regions,): how much of its sales leaves by nature, 1 on average; near neighbours draw."""
    weight: Array
    """(regions,): share of dealers."""
    scanning: Array
    """(regions,): how readily consumers scan there, 1 on average."""

    def __len__(self) -> int:
        return len(self.ids)


def draw_places(dealers: int, spill_km: float, scan_sd: float, rng: np.random.Generator) -> Places:
    """Draw as many territories as the dealers need, twelve at most."""
    count = int(np.clip(dealers // _DEALERS_EACH, _FEWEST, MOST))
    latitude = np.round(rng.uniform(25.0, 32.0, count), 4)
    longitude = np.round(rng.uniform(101.0, 110.0, count), 4)
    km = _distances(latitude, longitude)
    pull = np.exp(-km / spill_km)
    np.fill_diagonal(pull, 0.0)
    return Places(
        ids=tuple(f"R{number:02d}" for number in range(1, count + 1)),
        names=NAMES[:count],
        latitude=latitude,
        longitude=longitude,
        km=km,
        spill=pull / pull.sum(axis=1, keepdims=True),
        open=np.sqrt(pull.sum(axis=1) / pull.sum(axis=1).mean()),
        weight=rng.dirichlet(np.full(count, 8.0)),
        scanning=np.exp(rng.normal(0.0, scan_sd, count)),
    )


def _distances(latitude: Array, longitude: Array) -> Array:
    """Return (regions, regions) kilometres on a plane, near enough for a few provinces."""
    north = (latitude[:, None] - latitude) * _KM_A_DEGREE
    east = (longitude[:, None] - longitude) * _KM_A_DEGREE * np.cos(np.radians(latitude.mean()))
    return np.asarray(np.hypot(north, east), dtype=np.float64)
