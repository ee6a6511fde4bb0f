"""Print the table: a row a family of worlds and a set of tables."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import product, repeat

import numpy as np

from benchmarks.unseen.judged import Case, Judged, judge
from benchmarks.unseen.table_sets import TABLE_SETS
from steelyard.statistics.wilson import proportion

FAMILIES = ("usual", "evasive")
HEAD = (
    "family",
    "tables",
    "honest ever alerted",
    "recall",
    "of traceable",
    "cause",
    "cause as far as any table parts it",
    "delay",
    "lies called genuine",
)


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


def row(judged: Sequence[Judged]) -> list[str]:
    """Return the figures of one row, each share with its 95 % interval."""
    cases = [case for one in judged for case in one.cases]
    found = [case for case in cases if case.named]
    delays = [case.delay for case in found]
    cleared, months = (sum(one.cleared[k] for one in judged) for k in (0, 1))
    return [
        share(np.concatenate([one.accused for one in judged]).tolist()),
        share([bool(case.named) for case in cases]),
        share([bool(case.named) for case in cases if not case.traceless]),
        share([case.named == case.cause for case in found]),
        share([case.named in (case.cause, case.mistakable_for) for case in found]),
        f"{np.median(delays):.0f}" if delays else "none",
        share([True] * cleared + [False] * (months - cleared)),
    ]


def share(flags: Sequence[bool]) -> str:
    """Return a share in per cent with its Wilson interval and count."""
    if not flags:
        return "none"
    one = proportion(sum(flags), len(flags))
    return f"{one.share:.1%} ({one.low:.1%}–{one.high:.1%}, n={len(flags)})"


def by_cause(judged: Sequence[Judged]) -> str:
    """Return recall by cause, the partners alerted, and what was taken for what."""
    cases = [case for one in judged for case in one.cases]
    causes = sorted({case.cause for case in cases})
    told = [f"{cause} {share([bool(c.named) for c in cases if c.cause == cause])}"
            for cause in causes]  # fmt: skip
    partners = np.concatenate([one.partners for one in judged]).tolist()
    return "; ".join([*told, f"partners alerted {share(partners)}", *confused(cases)])


def confused(cases: Sequence[Case]) -> list[str]:
    """Return the pairs of true and named cause that differ, with counts."""
    pairs = [(c.cause, c.named) for c in cases if c.named not in ("", c.cause)]
    return [f"{true} taken for {named} {pairs.count((true, named))}"
            for true, named in sorted(set(pairs))]  # fmt: skip


if __name__ == "__main__":
    main()
