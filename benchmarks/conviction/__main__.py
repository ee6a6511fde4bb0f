"""Learn the joining step and write it beside the verdicts; minutes, on a quiet machine."""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.conviction.grow import FIRST_JUDGED, cells, grow, plain, rows_of
from benchmarks.conviction.weighed import Weighed, weigh
from steelyard.signals import SIGNALS
from steelyard.signals.signal import Cause
from steelyard.statistics.monotone_trees import trees_from
from steelyard.verdicts.join import CAUSES

FAMILY, DEALERS, MONTHS = "trained", 300, 36
LEARNED_FROM, BOUND_FROM = 1000, 2000
"""First seeds; published tables use others, of other families."""
HONEST_ALERTED = 0.002
"""Share of honest dealers that a cause may ever alert, in the worlds of the bound."""
LEFT_OUT: tuple[tuple[str, ...], ...] = (
    (), (), (), (), (), ("scans",), (), ("stock",),
)  # fmt: skip
"""Tables left out of every eighth world, in turn."""
WROTE = Path("src/steelyard/verdicts/conviction.json")


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--bound-worlds", type=int, default=16)
    asked = parser.parse_args()
    learned = worlds(LEARNED_FROM, asked.worlds)
    bounding = worlds(BOUND_FROM, asked.bound_worlds, whole=True)
    causes = {cause: learn(cause, learned, bounding) for cause in CAUSES}
    said = (
        f"{asked.worlds} worlds of the family {FAMILY}, seeds from {LEARNED_FROM}; bounds from "
        f"{asked.bound_worlds} more, seeds from {BOUND_FROM}"
    )
    WROTE.write_text(json.dumps({"learned_on": said, "causes": causes}) + "\n", encoding="utf-8")


def worlds(first: int, count: int, *, whole: bool = False) -> list[Weighed]:
    """Return worlds of consecutive seeds; some lack the tables of LEFT_OUT unless `whole`."""
    seeds = range(first, first + count)
    left_out = [() if whole else LEFT_OUT[seed % len(LEFT_OUT)] for seed in seeds]
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(_world, seeds, left_out))


def _world(seed: int, left_out: tuple[str, ...]) -> Weighed:
    return weigh(FAMILY, DEALERS, MONTHS, seed, left_out)


def speaking(cause: Cause, worlds: list[Weighed]) -> tuple[str, ...]:
    """Return the signals over windows that speak for the cause."""
    windowed = {name for world in worlds for name in world.departures}
    return tuple(sorted(name for name in windowed if cause in SIGNALS[name].signal.speaks_for))


def learn(cause: Cause, learned: list[Weighed], bounding: list[Weighed]) -> dict[str, object]:
    """Return the model of one cause as plain lists, with its bound."""
    signals = speaking(cause, learned)
    out = plain(grow(*rows_of(learned, cause, signals)), signals)
    trees = trees_from(out)
    honest, caught = [], []
    for world in bounding:
        cell = cells(world, signals)[:, FIRST_JUDGED:]
        score = trees.score(cell.reshape(-1, cell.shape[-1])).reshape(cell.shape[:2])
        honest.append(score[(world.cause == "") & world.material].max(axis=1))
        caught += [during(score, world, d) for d in np.flatnonzero(world.cause == cause)]
    bound = float(np.quantile(np.concatenate(honest), 1 - HONEST_ALERTED))
    out["alert"] = round(bound, 3)
    print(f"{cause}: bound {bound:.2f}, found {np.mean(np.array(caught) >= bound):.3f}", flush=True)
    return out


def during(score: NDArray[np.float64], world: Weighed, dealer: int) -> float:
    """Return the highest score of a case from its first month to two after its last."""
    first = max(int(world.first[dealer]) - FIRST_JUDGED, 0)
    last = max(int(world.last[dealer]) - FIRST_JUDGED + 3, first + 1)
    return float(score[dealer, first:last].max(initial=-np.inf))


if __name__ == "__main__":
    main()
