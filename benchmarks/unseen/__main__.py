"""Print the table: a row a family of worlds and a set of tables."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import product, repeat

from benchmarks.unseen.figures import HEAD, by_cause, row
from benchmarks.unseen.judged import Judged, judge
from benchmarks.unseen.table_sets import TABLE_SETS

FAMILIES = ("usual", "evasive")


def main() -> None:
    """Judge the worlds and print."""
    asked = _asked()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}: {len(asked.seeds)} worlds a row (seeds "
        f"{asked.seeds[0]} to {asked.seeds[-1]}), {asked.dealers} dealers"
    )
    print("| " + " | ".join(HEAD) + " |\n|" + "---|" * len(HEAD))
    detail = []
    for family, name in product(asked.families, asked.tables):
        judged = _judged(family, name, asked.dealers, asked.seeds)
        print(f"| {family} | {name} | " + " | ".join(row(judged)) + " |", flush=True)
        detail.append(f"{family}, {name}: {by_cause(judged)}")
    print("\n" + "\n".join(detail))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.unseen", description=__doc__)
    parser.add_argument("--dealers", type=int, default=300)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(600, 610)))
    parser.add_argument("--families", nargs="+", default=list(FAMILIES))
    parser.add_argument("--tables", nargs="+", default=list(TABLE_SETS), choices=TABLE_SETS)
    return parser.parse_args()


def _judged(family: str, name: str, dealers: int, seeds: Sequence[int]) -> list[Judged]:
    given = TABLE_SETS[name]
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(judge, repeat(family), repeat(dealers), seeds, repeat(given)))


if __name__ == "__main__":
    main()
