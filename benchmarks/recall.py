"""How much planted stuffing is seen, how many honest months are: `python -m benchmarks.recall`.

Simulated channels only: no labelled channel-stuffing data is public. Dealers of a seeded
honest channel are made to buy too much for one month or three, half of them with a hole
afterwards; everything then goes through the signals and the verdicts as in an assessment.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from tests.channels import World, ordinary

from steelyard.baselines import Channel
from steelyard.verdicts.decide import decide, read_signals

MONTHS = 36
SETTLED = 18
"""Months before the first planted case: a year to learn from and half a year of scores."""
GRACE = 2
"""Months after the last stuffed one in which a watch still counts: the hole tells, too."""
HOLE = 0.3
"""What is left of an ordinary month's orders in the months that follow, where there is a hole."""
FACTORS, LENGTHS = (2.0, 3.0, 4.0), (1, 3)
TIERS = {"key": (0.0, 0.01), "major": (0.01, 0.05), "ordinary": (0.05, 0.20)}
"""Ranks by size, as shares of the channel."""
PLANTED_SHARE = 0.06
KINDS: dict[str, dict[str, float | bool]] = {
    "usual": {"orders_a_month": 8.0, "order_spread": 0.5, "steadiness": 25.0},
    "wild": {"orders_a_month": 8.0, "order_spread": 0.6, "heavy": True},
}
"""`usual`: large dealers vary by about 0.35 in logs from month to month, as on the real sales of
three vendors. `wild`: twice that, and three orders in a hundred are fifteen times as large."""


@dataclass(frozen=True)
class Case:
    """One planted case: which dealer, from which month, and what it did."""

    dealer: int
    month: int
    tier: str
    factor: float
    length: int
    hole: bool


@dataclass
class Counts:
    """What became of the planted cases and of the honest dealer-months."""

    planted: Counter[tuple[object, ...]]
    seen: Counter[tuple[object, ...]]
    honest: int = 0
    honest_watched: int = 0
    true_watched: int = 0
    months: int = 0
    months_with_false: int = 0


def main() -> None:
    """Print recall by size and kind of stuffing, and the share of honest months watched."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recall", description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[901, 902, 903])
    parser.add_argument("--dealers", type=int, nargs="+", default=[150, 1500])
    parser.add_argument("--worlds", type=int, default=3000, help="dealers in all, a seed and size")
    given = parser.parse_args()
    for dealers, kind in product(given.dealers, KINDS):
        counts = Counts(Counter(), Counter())
        for seed in given.seeds:
            for world in range(max(1, given.worlds // dealers)):
                weigh(counts, dealers, kind, 1000 * seed + world)
        print("\n".join(lines(counts, f"{dealers} dealers, {kind}")), flush=True)


def weigh(counts: Counts, dealers: int, kind: str, seed: int) -> None:
    """Plant cases in one world, assess it, and add what was seen to the counts."""
    made = {"rate_spread": 0.6, "busy": 1.0, "size_spread": 1.0, **KINDS[kind]}
    world = ordinary(dealers, MONTHS, seed, **made)  # type: ignore[arg-type]
    cases = planted(world, seed)
    watched = watch(stuffed(world, cases).channel())
    guilty = np.zeros(watched.shape, dtype=np.bool_)
    for case in cases:
        guilty[case.dealer] = True
        span = watched[case.dealer, case.month : case.month + case.length + GRACE]
        for key in keys(case):
            counts.planted[key] += 1
            counts.seen[key] += bool(span.any())
        counts.true_watched += int(span.sum())
    honest = (watched & ~guilty)[:, SETTLED:]
    counts.honest += int((~guilty)[:, SETTLED:].sum())
    counts.honest_watched += int(honest.sum())
    counts.months += MONTHS - SETTLED
    counts.months_with_false += int(honest.any(axis=0).sum())


def watch(channel: Channel) -> NDArray[np.bool_]:
    """Return (dealers, months): which are to be verified."""
    return np.asarray(decide(channel, read_signals(channel, ("sell_in",))).verdict == "watch")


def planted(world: World, seed: int) -> list[Case]:
    """Return the cases: dealers of every size, deeds dealt out in turn, months spread."""
    rng = np.random.default_rng([seed, 7])
    amount = np.bincount(world.orders.dealer, world.orders.amount, minlength=world.dealers)
    ranked = np.argsort(-amount, kind="stable")
    deeds = list(product(FACTORS, LENGTHS, (False, True)))
    place = int(rng.integers(len(deeds)))
    cases = []
    for tier, (first, last) in TIERS.items():
        mates = ranked[round(first * world.dealers) : max(1, round(last * world.dealers))]
        many = max(1, min(mates.size // 2, round(PLANTED_SHARE * world.dealers / len(TIERS))))
        for dealer in rng.choice(mates, size=min(many, mates.size), replace=False):
            month = int(rng.integers(SETTLED, MONTHS - 5))
            cases.append(Case(int(dealer), month, tier, *deeds[place % len(deeds)]))
            place += 5
    return cases


def stuffed(world: World, cases: list[Case]) -> World:
    """Return the world with the deeds done: larger orders, then, for some, hardly any."""
    orders = world.orders
    factor = np.ones((world.dealers, world.months))
    for case in cases:
        end = case.month + case.length
        factor[case.dealer, case.month : end] = case.factor
        if case.hole:
            factor[case.dealer, end : end + case.length] = HOLE
    amount = np.round(orders.amount * factor[orders.dealer, orders.month], 2)
    return world.with_orders(type(orders)(**{**vars(orders), "amount": amount}))


def keys(case: Case) -> Iterator[tuple[object, ...]]:
    """Return the rows of the table in which a case counts."""
    yield ("all",)
    yield (case.tier,)
    yield (f"x{case.factor:g}",)
    yield (f"{case.length} month" + "s" * (case.length > 1),)
    yield ("hole after" if case.hole else "no hole",)
    if case.tier != "ordinary":
        yield ("key and major", f"x{case.factor:g}")


def lines(counts: Counts, title: str) -> list[str]:
    """Return the table's lines."""
    rows = []
    for key, many in sorted(counts.planted.items(), key=str):
        seen = counts.seen[key]
        rows.append(f"{' '.join(map(str, key))}: {seen} of {many} ({seen / many:.0%})")
    false, found = counts.honest_watched, counts.honest_watched + counts.true_watched
    return [
        f"## {title}",
        *rows,
        f"honest dealer-months watched: {false} of {counts.honest} ({false / counts.honest:.3%}); "
        f"{false / max(found, 1):.0%} of all watched; "
        f"in {counts.months_with_false / counts.months:.1%} of months",
    ]


if __name__ == "__main__":
    main()
