"""Who looks after which dealer in which month: a few people a region, some dealers reassigned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.names import salesperson_ids

_DEALERS_EACH = 12
_REASSIGNED = 0.12


@dataclass(frozen=True)
class Salespeople:
    """The manufacturer's people."""

    ids: tuple[str, ...]
    serving: Counts
    """(dealers, months): index of the person."""


def draw_salespeople(region: Counts, months: int, rng: np.random.Generator) -> Salespeople:
    """Draw one person for about twelve dealers of a region; one dealer in eight changes hands."""
    first = np.zeros(len(region), dtype=np.int64)
    teams: list[Counts] = []
    for place in range(int(region.max()) + 1):
        members = rng.permutation(np.flatnonzero(region == place))
        size = max(1, round(len(members) / _DEALERS_EACH))
        start = sum(map(len, teams))
        teams.append(np.arange(start, start + size))
        first[members] = start + np.arange(len(members)) % size
    serving = np.repeat(first[:, None], months, axis=1)
    for dealer in np.flatnonzero(rng.random(len(region)) < _REASSIGNED):
        # Within the region where there is somebody else, else by a neighbour's person.
        team = teams[region[dealer]]
        others = team if len(team) > 1 else np.concatenate(teams)
        others = others[others != first[dealer]]
        if len(others):
            since = int(rng.integers(months // 3, max(months // 3 + 1, 2 * months // 3)))
            serving[dealer, since:] = rng.choice(others)
    return Salespeople(salesperson_ids(sum(map(len, teams))), serving)
