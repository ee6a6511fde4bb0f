"""The month at a glance: totals, the tier pyramid, how concentrated the channel is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
from steelyard.report.flagged import Flagged
from steelyard.results.queue import sums_by_kind
from steelyard.statistics.trailing import net_of
from steelyard.verdicts.findings import LISTED, Findings

Array = NDArray[np.float64]
TIERS = ("key", "major", "ordinary", "small")
POINTS_DRAWN = 120
MONTHS_DRAWN = 36


@dataclass(frozen=True)
class Totals:
    """The month's headline figures; a change is NaN where there is nothing to compare with."""

    count: int
    alerts: int
    new: int
    by_kind: Mapping[str, float]
    """What is in question, each kind of money by itself; a kind that is nothing is left out."""
    by_kind_before: Mapping[str, float]
    """The same of the month before."""
    sell_in: float
    change: float
    change_yoy: float


def totals(findings: Findings, cases: list[Flagged], month: int) -> Totals:
    """Return the headline figures; sell-in is that of level-1 dealers."""
    verdicts, channel = findings.verdicts, _channel(findings.channel.panel).sum(axis=0)
    return Totals(
        count=len(cases),
        alerts=sum(case.is_alert for case in cases),
        new=sum(case.is_new for case in cases),
        by_kind=sums_by_kind(verdicts, month),
        by_kind_before=sums_by_kind(verdicts, month - 1) if month else {},
        sell_in=float(channel[month]),
        change=_against(channel, month, 1),
        change_yoy=_against(channel, month, 12),
    )


def _channel(panel: Panel) -> Array:
    amounts: Array = np.nan_to_num(panel.sell_in_amount[panel.dealers.level == 1])
    return amounts


def channel_picture(findings: Findings, month: int) -> dict[str, Any]:
    """Return level-1 sell-in and the number of listed dealers of the last three years."""
    panel, start = findings.channel.panel, max(0, month + 1 - MONTHS_DRAWN)
    span = slice(start, month + 1)
    return {
        "months": [str(m) for m in panel.months[span]],
        "amount": _channel(panel).sum(axis=0)[span].round(2).tolist(),
        "listed": np.isin(findings.verdicts.verdict[:, span], LISTED).sum(axis=0).tolist(),
    }


def _against(series: Array, month: int, back: int) -> float:
    if month < back or not series[month - back] > 0:
        return float("nan")
    return float(series[month] / series[month - back] - 1)


@dataclass(frozen=True)
class Step:
    """One step of the tier pyramid."""

    tier: str
    dealers: int
    dealer_share: float
    amount: float
    amount_share: float


@dataclass(frozen=True)
class Pyramid:
    """The tiers of the level-1 dealers that have net sell-in in the year."""

    steps: list[Step]
    """Key dealers first; empty without tiers."""
    inactive: int
    """Level-1 dealers without: they are small and stand outside the pyramid."""

    @property
    def dealers(self) -> int:
        """How many dealers stand in it: the same as in `Concentration`."""
        return sum(step.dealers for step in self.steps)


def pyramid(tiers: pa.Table, panel: Panel) -> Pyramid:
    """Return the pyramid on the dealers that `concentration` counts."""
    first = pa.array(np.array(panel.dealers.ids)[panel.dealers.level == 1].tolist(), pa.string())
    of_level = tiers.filter(pc.is_in(tiers["dealer_id"].cast(pa.string()), value_set=first))
    active = of_level.filter(pc.greater(pc.fill_null(of_level["amount"], 0.0), 0.0))
    names = np.array(active["tier"].to_pylist(), dtype=object)
    amounts = np.array(active["amount"].to_pylist(), dtype=np.float64)
    steps = [_step(tier, names, amounts) for tier in TIERS] if tiers.num_rows else []
    return Pyramid(steps, of_level.num_rows - active.num_rows)


def _step(tier: str, names: NDArray[np.object_], amounts: Array) -> Step:
    of_tier, whole = names == tier, float(amounts.sum())
    amount, dealers = float(amounts[of_tier].sum()), int(of_tier.sum())
    share = amount / whole if whole > 0 else 0.0
    return Step(tier, dealers, dealers / max(len(names), 1), amount, share)


@dataclass(frozen=True)
class Concentration:
    """How much of a rolling year's sell-in the largest dealers hold."""

    dealers: int
    curve: list[tuple[float, float]]
    """(share of dealers, share of sell-in), largest first."""
    top_one: Array
    """(months,): share of the top 1 %; NaN where there was no sell-in."""
    top_ten: Array

    @property
    def one(self) -> int:
        """How many dealers the top 1 % are."""
        return _top(self.dealers, 0.01)

    @property
    def ten(self) -> int:
        """How many dealers the top 10 % are."""
        return _top(self.dealers, 0.10)

    @property
    def marks(self) -> list[tuple[float, float]]:
        """Places of the top 1 % and the top 10 % on the curve; empty without dealers."""
        if not self.dealers:
            return []
        ends = ((self.one, self.top_one), (self.ten, self.top_ten))
        return [(count / self.dealers, float(share[-1])) for count, share in ends]


def concentration(panel: Panel, month: int) -> Concentration:
    """Return the curve for the year up to the month and the trend of its top shares.

    Only level-1 dealers with positive sell-in in the year count.
    """
    amounts = _channel(panel)[:, : month + 1]
    running = np.concatenate([np.zeros((len(amounts), 1)), np.cumsum(amounts, axis=1)], axis=1)
    starts = np.maximum(np.arange(month + 1) - 11, 0)
    years = net_of(running[:, 1:] - running[:, starts], np.cumsum(np.abs(amounts), axis=1))
    ordered = -np.sort(-np.maximum(years, 0), axis=0)
    counts = (ordered > 0).sum(axis=0)
    cumulative = np.cumsum(ordered, axis=0)
    return Concentration(
        dealers=int(counts[-1]) if counts.size else 0,
        curve=_curve(cumulative[:, -1], int(counts[-1])) if counts.size else [],
        top_one=_shares(cumulative, counts, 0.01),
        top_ten=_shares(cumulative, counts, 0.10),
    )


def _top(dealers: int, share: float) -> int:
    return max(1, round(dealers * share))


def _shares(cumulative: Array, counts: NDArray[np.int64], share: float) -> Array:
    out = np.full(counts.shape, np.nan)
    for month, count in enumerate(counts.tolist()):
        if count:
            out[month] = cumulative[_top(count, share) - 1, month] / cumulative[-1, month]
    return out


def _curve(cumulative: Array, dealers: int) -> list[tuple[float, float]]:
    """Return the curve at no more than POINTS_DRAWN places, closer together at the top."""
    if dealers == 0:
        return []
    ranks = np.unique(np.ceil(np.geomspace(1, dealers, POINTS_DRAWN)).astype(int))
    even = np.unique(np.linspace(1, dealers, POINTS_DRAWN).astype(int))
    at = np.union1d(ranks, even)
    whole = cumulative[-1]
    points = [(float(k / dealers), float(cumulative[k - 1] / whole)) for k in at.tolist()]
    return [(0.0, 0.0), *points]
