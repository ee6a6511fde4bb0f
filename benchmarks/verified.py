"""Verified sell-out against what was really sold: `python -m benchmarks.verified`.

It makes worlds of the families that are published, weighs them by the facts of the product, and
prints one Markdown table. Nothing is learned here.
"""

from __future__ import annotations

import argparse

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from benchmarks.conviction.weighed import channel_over
from steelyard.facts import Panel
from steelyard.simulation.worlds import FAMILIES, World, make_world
from steelyard.simulation.worlds.brought import tables
from steelyard.simulation.worlds.truth import latent, truth

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

BROUGHT: dict[str, tuple[str, ...]] = {
    "all tables": (),
    "no scans": ("scans",),
    "no audits": ("audits",),
}
SHORT = 2
"""Groups shown where a table is left out."""
OVERSTATED = 0.15
"""Of the real sales: reports beyond it count as overstated."""
CAUSES = ("fabricated_sell_out", "stuffing", "stock_transfer", "diversion")
TAKER = "took a liar's goods"
MOVED = ("`stock_transfer`", TAKER)
"""Whose goods others sold, or who sold others': measured by the goods' codes as well."""
HEADS = (
    "tables", "family", "dealers", "months", "with a figure", "in the interval",
    "error", "error of the reports", "width", "claim in the interval",
)  # fmt: skip


def main() -> None:
    """Print the table."""
    given = _arguments()
    print(f"{given.dealers} dealers × {given.months} months, seeds {given.seeds}\n")
    print(f"| {' | '.join(HEADS)} |\n|{' --- |' * len(HEADS)}")
    for name, without in BROUGHT.items():
        for family in given.families:
            parts = [_measured(family, seed, given, without) for seed in given.seeds]
            for group in list(parts[0])[: SHORT if without else None]:
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
    real = _laid(world, np.array(latent(world)["real_sell_out"]), panel)
    own = real + _laid(world, _sold_by_others(world).ravel(), panel)
    told = np.stack([panel.sell_out_quantity, found.quantity, found.low, found.high])
    groups = _groups(truth(world), panel, told[0] / np.maximum(real, 1.0))
    out = {name: _of(real, told, mask) for name, mask in groups.items()}
    out |= {f"{name}, own goods": _of(own, told, groups[name]) for name in MOVED}
    return out


def _of(real: Array, told: Array, mask: Flags) -> Array:
    return np.concatenate([real[None], told])[:, mask & (real > 0)]


def _sold_by_others(world: World) -> Array:
    """Return units of a dealer's own that others sold, less those of others that it sold."""
    links, out = world.goods.links, np.zeros(world.shape)
    np.add.at(out, links.origin, links.sold.sum(axis=1))
    np.add.at(out, links.receiver, -links.sold.sum(axis=1))
    return out


def _laid(world: World, values: Array, panel: Panel) -> Array:
    """Return the world's figures by the dealers and months of the panel."""
    rows = {dealer: row for row, dealer in enumerate(world.setting.dealer_ids)}
    of = [rows[dealer] for dealer in panel.dealers.ids]
    first = int(np.flatnonzero(world.setting.months == panel.months[0])[0])
    return values.reshape(world.shape)[of, first : first + panel.shape[1]].astype(np.float64)


def _groups(told: pa.Table, panel: Panel, claimed: Array) -> dict[str, Flags]:
    """Return groups and their dealer-months; who lies counts in the months of the lie."""
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
    makes_up = np.isin(cause, ["stuffing", "fabricated_sell_out"])[:, None]
    return {
        "honest": everywhere & ((cause == "") & ~partner)[:, None],
        f"lying by more than {OVERSTATED:.0%}": during & makes_up & (claimed > 1 + OVERSTATED),
        **{f"`{one}`": during & (cause == one)[:, None] for one in CAUSES},
        TAKER: everywhere & ((cause == "") & partner)[:, None],
    }


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
