"""Verified sell-out against what was really sold: `python -m benchmarks.verified`.

It makes worlds of the families that are published, weighs them by the facts of the product, and
prints one Markdown table. Nothing is learned here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from benchmarks.conviction.weighed import channel_over
from steelyard.facts import Panel
from steelyard.simulation.worlds import FAMILIES, make_world
from steelyard.simulation.worlds.brought import tables
from steelyard.simulation.worlds.truth import latent, truth

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

BROUGHT: dict[str, tuple[str, ...]] = {
    "all tables": (),
    "no scans": ("scans",),
    "no audits": ("audits",),
}
OVERSTATED = 0.15
"""Of the real sales: reports beyond it count as overstated."""
HEADS = (
    "tables", "family", "dealers", "months", "with a figure", "in the interval",
    "error", "error of the reports", "width", "claim in the interval",
)  # fmt: skip


def main() -> None:
    """Print the table."""
    given = _arguments()
    print(f"{given.dealers} dealers × {given.months} months, seeds {given.seeds}\n")
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
    for name, without in BROUGHT.items():
        for family in given.families:
            parts = [_measured(family, seed, given, without) for seed in given.seeds]
            for group in parts[0]:
                rows = np.concatenate([part[group] for part in parts], axis=1)
                print(f"| {name} | {family} | {group} | {' | '.join(_figures(rows))} |")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.verified", description=__doc__)
    parser.add_argument("--families", nargs="+", default=["usual", "evasive"])
    parser.add_argument("--seeds", nargs="+", type=int, default=[100, 101, 102, 103])
    parser.add_argument("--dealers", type=int, default=150)
    parser.add_argument("--months", type=int, default=36)
    return parser.parse_args()


def _measured(
    family: str, seed: int, given: argparse.Namespace, without: tuple[str, ...]
) -> dict[str, Array]:
    """Return by group (real, claimed, verified, low, high) of its dealer-months."""
    world = make_world(FAMILIES[family], given.dealers, given.months, seed)
    brought = {name: table for name, table in tables(world).items() if name not in without}
    if "audits" in without:
        brought["stock"] = brought["stock"].filter(
            pc.equal(brought["stock"]["counted_by"], "dealer")
        )
    channel = channel_over(brought)
    panel, found = channel.panel, channel.balance.verified
    assert found is not None
    assert panel.sell_out_quantity is not None
    real = _laid(latent(world), "real_sell_out", panel)
    columns = np.stack([real, panel.sell_out_quantity, found.quantity, found.low, found.high])
    return {
        name: columns[:, mask & (real > 0)]
        for name, mask in _groups(truth(world), panel, columns[1] / np.maximum(real, 1.0))
    }


def _laid(table: pa.Table, column: str, panel: Panel) -> Array:
    rows = {dealer: row for row, dealer in enumerate(panel.dealers.ids)}
    out = np.full(panel.shape, np.nan)
    begins = panel.months[0].astype(int)
    for dealer, month, value in zip(
        table["dealer_id"].to_pylist(), table["month"].to_pylist(), table[column].to_pylist(),
        strict=True,
    ):  # fmt: skip
        if dealer in rows:
            out[rows[dealer], np.datetime64(month, "M").astype(int) - begins] = value
    return out


def _groups(told: pa.Table, panel: Panel, claimed: Array) -> Iterator[tuple[str, Flags]]:
    """Yield names of groups and their dealer-months; who lies counts in the months of the lie."""
    lies = {row["dealer_id"]: row for row in told.to_pylist() if row["cause"]}
    partners = {row["partner_dealer_id"] for row in lies.values()}
    cause = np.array([lies.get(d, {}).get("cause", "") for d in panel.dealers.ids])
    partner = np.isin(panel.dealers.ids, [p for p in partners if p])
    during = np.zeros(panel.shape, dtype=bool)
    for row, dealer in enumerate(panel.dealers.ids):
        if dealer in lies:
            first, last = (np.datetime64(lies[dealer][e], "M") for e in ("starts", "ends"))
            during[row] = (panel.months >= first) & (panel.months <= last)
    everywhere = np.ones(panel.shape, dtype=bool)
    yield "honest", everywhere & ((cause == "") & ~partner)[:, None]
    makes_up = np.isin(cause, ["stuffing", "fabricated_sell_out"])[:, None]
    yield f"lying by more than {OVERSTATED:.0%}", during & makes_up & (claimed > 1 + OVERSTATED)
    for one in ("fabricated_sell_out", "stuffing", "stock_transfer", "diversion"):
        yield f"`{one}`", during & (cause == one)[:, None]
    yield "took a liar's goods", everywhere & ((cause == "") & partner)[:, None]


def _figures(rows: Array) -> list[str]:
    known = rows[:, np.isfinite(rows[2])]
    real, claimed, verified, low, high = known
    both = np.isfinite(claimed)
    return [
        f"{rows.shape[1]:,}",
        f"{known.shape[1] / max(rows.shape[1], 1):.0%}",
        f"{np.mean((low <= real) & (real <= high)):.1%}",
        f"{np.median(np.abs(verified / real - 1)):.1%}",
        f"{np.median(np.abs(claimed / real - 1)[both]):.1%}",
        f"{np.median((high - low) / real):.0%}",
        f"{np.mean(((low <= claimed) & (claimed <= high))[both]):.0%}",
    ]


if __name__ == "__main__":
    main()
