"""Learn the joining step and write it beside the verdicts; minutes, on a quiet machine."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.conviction.grow import FIRST_JUDGED, cells, grown
from benchmarks.conviction.weighed import Weighed, weigh
from steelyard.signals import SIGNALS
from steelyard.statistics.monotone_trees import trees_from

FAMILY, DEALERS, MONTHS = "trained", 300, 36
LEARNED_FROM, BOUND_FROM = 1000, 2000
"""First seeds; published tables use others, of other families."""
HONEST_ALERTED = 0.01
"""Share of honest dealers that may ever be alerted, by all charges, in the worlds of the bound."""
CHARGES: Mapping[str, tuple[str, ...]] = {
    "inflated": ("stuffing", "fabricated_sell_out", "stock_transfer", "diversion"),
    "overmighty": ("power",),
}
LEFT_OUT: tuple[tuple[str, ...], ...] = (
    (), (), (), (), (), ("scans",), (), ("stock",),
)  # fmt: skip
"""Tables left out of every eighth world, in turn."""
WROTE = Path("src/steelyard/verdicts/conviction.json")


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=160)
    parser.add_argument("--bound-worlds", type=int, default=32)
    asked = parser.parse_args()
    learned = worlds(LEARNED_FROM, asked.worlds)
    bounding = worlds(BOUND_FROM, asked.bound_worlds, whole=True)
    charges = {
        charge: grown(charge, causes, speaking(causes, learned), learned)
        for charge, causes in CHARGES.items()
    }
    alert = round(bound(charges, bounding), 3)
    for charge, causes in CHARGES.items():
        charges[charge]["alert"] = alert
        shares = {cause: found(charges[charge], cause, alert, bounding) for cause in causes}
        print(f"{charge}: bound {alert}, found {shares}", flush=True)
    said = (
        f"{asked.worlds} worlds of the family {FAMILY}, seeds from {LEARNED_FROM}; bounds from "
        f"{asked.bound_worlds} more, seeds from {BOUND_FROM}"
    )
    WROTE.write_text(json.dumps({"learned_on": said, "charges": charges}) + "\n", encoding="utf-8")


def worlds(first: int, count: int, *, whole: bool = False) -> list[Weighed]:
    """Return worlds of consecutive seeds; some lack the tables of LEFT_OUT unless `whole`."""
    seeds = range(first, first + count)
    left_out = [() if whole else LEFT_OUT[seed % len(LEFT_OUT)] for seed in seeds]
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(_world, seeds, left_out))


def _world(seed: int, left_out: tuple[str, ...]) -> Weighed:
    return weigh(FAMILY, DEALERS, MONTHS, seed, left_out)


def speaking(causes: Sequence[str], worlds: list[Weighed]) -> tuple[str, ...]:
    """Return the signals over windows that speak for any of the causes."""
    windowed = {name for world in worlds for name in world.departures}
    return tuple(sorted(n for n in windowed if set(causes) & set(SIGNALS[n].signal.speaks_for)))


def bound(charges: Mapping[str, Mapping[str, Any]], bounding: list[Weighed]) -> float:
    """Return the score that no more than HONEST_ALERTED honest dealers ever reach.

    Only months count in which enough money is in question: in others nobody is alerted.
    """
    honest = []
    for world in bounding:
        most = np.max([scored(plain, world) for plain in charges.values()], axis=0)
        most = np.where(world.worth_it[:, FIRST_JUDGED:], most, -np.inf).max(axis=1)
        honest.append(most[world.cause == ""])
    return float(np.quantile(np.concatenate(honest), 1 - HONEST_ALERTED, method="higher"))


def scored(plain: Mapping[str, Any], world: Weighed) -> NDArray[np.float64]:
    """Return the score of a charge in each month judged, (dealers, months)."""
    cell = cells(world, tuple(plain["signals"]))[:, FIRST_JUDGED:]
    rows = cell.reshape(-1, cell.shape[-1])
    return np.asarray(trees_from(plain).score(rows).reshape(cell.shape[:2]))


def found(plain: Mapping[str, Any], cause: str, alert: float, bounding: list[Weighed]) -> float:
    """Return the share of a cause's cases that reach the bound in time."""
    most = []
    for world in bounding:
        score = scored(plain, world)
        most += [during(score, world, int(d)) for d in np.flatnonzero(world.cause == cause)]
    return float(np.mean(np.array(most) >= alert))


def during(score: NDArray[np.float64], world: Weighed, dealer: int) -> float:
    """Return the highest score of a case from its first month to two after its last."""
    first = max(int(world.first[dealer]) - FIRST_JUDGED, 0)
    last = max(int(world.last[dealer]) - FIRST_JUDGED + 3, first + 1)
    return float(score[dealer, first:last].max(initial=-np.inf))


if __name__ == "__main__":
    main()
