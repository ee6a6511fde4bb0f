"""Learn the joining step and write it beside the verdicts; minutes, on a quiet machine."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.conviction.bound import bound, calibrated, found
from benchmarks.conviction.grow import grown
from benchmarks.conviction.weighed import Weighed, weigh
from steelyard.signals import SIGNALS

FAMILY, DEALERS, MONTHS = "trained", 300, 36
LEARNED_FROM, BOUND_FROM = 1000, 2000
"""First seeds; published tables use others, of other families."""
CHARGES: Mapping[str, tuple[str, ...]] = {
    "inflated": ("stuffing", "fabricated_sell_out", "stock_transfer", "diversion"),
    "overmighty": ("power",),
}
LEFT_OUT: tuple[tuple[str, ...], ...] = (
    (), (), (), (), (), ("scans",), (), ("stock",), (), ("invoices", "payments", "claims"), (),
    ("transfers",),
)  # fmt: skip
"""Tables left out of worlds, in turn."""
POORER = ("scans", "stock")
"""Tables without which a channel has a bound of its own."""
WROTE = Path("src/steelyard/verdicts/conviction.json")


def main() -> None:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=160)
    parser.add_argument("--bound-worlds", type=int, default=64)
    asked = parser.parse_args()
    learned = worlds(LEARNED_FROM, asked.worlds, LEFT_OUT)
    bounding = worlds(BOUND_FROM, asked.bound_worlds, [()])
    charges = {
        charge: calibrated(
            grown(charge, causes, speaking(causes, learned), learned), causes, bounding
        )
        for charge, causes in CHARGES.items()
    }
    alert = round(bound(charges, bounding), 3)
    without = {
        table: round(bound(charges, worlds(BOUND_FROM, asked.bound_worlds, [(table,)])), 3)
        for table in POORER
    }
    for charge, causes in CHARGES.items():
        charges[charge] |= {"alert": alert, "alert_without": without}
        shares = {cause: found(charges[charge], cause, alert, bounding) for cause in causes}
        print(f"{charge}: bound {alert}, {without}, found {shares}", flush=True)
    said = (
        f"{asked.worlds} worlds of the family {FAMILY}, seeds from {LEARNED_FROM}; bounds from "
        f"{asked.bound_worlds} more, seeds from {BOUND_FROM}"
    )
    WROTE.write_text(json.dumps({"learned_on": said, "charges": charges}) + "\n", encoding="utf-8")


def worlds(first: int, count: int, left_out: Sequence[tuple[str, ...]]) -> list[Weighed]:
    """Return worlds of consecutive seeds, each without the tables that are its turn."""
    seeds = range(first, first + count)
    without = [left_out[seed % len(left_out)] for seed in seeds]
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(_world, seeds, without))


def _world(seed: int, left_out: tuple[str, ...]) -> Weighed:
    return weigh(FAMILY, DEALERS, MONTHS, seed, left_out)


def speaking(causes: Sequence[str], worlds: list[Weighed]) -> tuple[str, ...]:
    """Return the signals over windows that speak for any of the causes."""
    windowed = {name for world in worlds for name in world.departures}
    return tuple(sorted(n for n in windowed if set(causes) & set(SIGNALS[n].signal.speaks_for)))


if __name__ == "__main__":
    main()
