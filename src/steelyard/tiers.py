"""The four kinds of dealer: key, major, ordinary, small, by rank AND steady earning.

Tiers are shares of the dealers that are active: those with net sell-in in the last twelve
months, which is also the base of the concentration card. Who bought nothing for a year is
small; counted in, the dead would widen every tier of a channel that changes its dealers.

Ranks are taken within a level, over those twelve months, by profit where costs are known
for every line, else by sell-in. A dealer that ranks among the key ones but whose months
swing widely is major, and the next steady one takes its place: a key account ranks high and
earns steadily. Beside the rank on paper stands the true one, by verified sell-out over the same
months, among those whose sell-out could be verified.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.verified import Verified
from steelyard.facts.panel import Panel
from steelyard.settings import Settings
from steelyard.statistics.trailing import net_of

Array = NDArray[np.float64]

TIERS = ("key", "major", "ordinary", "small")
YEAR = 12
_VERIFIED_MONTHS = 0.75
"""Share of a dealer's months of the year that must be verified to sum them up."""


@dataclass(frozen=True)
class Tiers:
    """Per dealer, in the panel's order; ranks start at 1, amounts are of twelve months."""

    tier: NDArray[np.str_]
    active: NDArray[np.bool_]
    """Whether the dealer has net sell-in in the twelve months; the others are small."""
    paper_rank: NDArray[np.int64]
    """By sell-in on its level; dealers that are not active come last."""
    of_dealers: NDArray[np.int64]
    """Active dealers on its level."""
    amount: Array
    profit: Array
    """NaN where a product's cost is not known."""
    stability: Array
    """Small-sample coefficient of variation of the months, CV (1 + 1/4n); less is steadier."""
    ranked_by_profit: NDArray[np.bool_]
    unsteady: NDArray[np.bool_]
    """Ranked among the key dealers but too unsteady to be one."""
    verified: Array
    """Verified sell-out, units; NaN where too little of it is known."""
    true_rank: NDArray[np.int64]
    """By verified sell-out on its level; 0 where that is not known."""
    of_verified: NDArray[np.int64]
    """Dealers on its level that have a true rank."""


def tiers(panel: Panel, settings: Settings, verified: Verified | None = None) -> Tiers:
    """Return the tiers at the panel's last month."""
    recent = np.nan_to_num(panel.sell_in_amount[:, -YEAR:])
    amount = net_of(recent.sum(axis=1), np.abs(recent).sum(axis=1))
    active = amount > 0
    profit = _profit(panel)
    stability = np.where(active, _stability(recent, panel), np.inf)
    sold = np.where(active, _verified(panel, verified), np.nan)
    count = len(panel.dealers)
    tier = np.full(count, "small", dtype="<U8")
    rank, size = np.zeros(count, np.int64), np.zeros(count, np.int64)
    by_profit, unsteady = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    for level in np.unique(panel.dealers.level):
        of_level = panel.dealers.level == level
        rank[of_level] = _ranks(amount[of_level])
        rows = np.flatnonzero(of_level & active)
        size[of_level] = rows.size
        by_profit[rows] = not np.isnan(profit[rows]).any()
        worth = profit[rows] if by_profit[rows].all() else amount[rows]
        steady = stability[rows] <= settings.key_stability_cv
        tier[rows], unsteady[rows] = _assign(_ranks(worth), steady, settings)
    return Tiers(
        tier, active, rank, size, amount, profit, stability, by_profit, unsteady, sold,
        *_true_ranks(sold, panel.dealers.level),
    )  # fmt: skip


def _verified(panel: Panel, verified: Verified | None) -> Array:
    """Return the year's verified sell-out; a month in between without a figure counts as a mean.

    NaN where too many of the dealer's months have none.
    """
    if verified is None:
        return np.full(len(panel.dealers), np.nan)
    recent, there = verified.quantity[:, -YEAR:], panel.begun[:, -YEAR:].sum(axis=1)
    known = np.count_nonzero(~np.isnan(recent), axis=1)
    enough = (known > 0) & (known >= _VERIFIED_MONTHS * there)
    total = np.nansum(recent, axis=1) * there / np.maximum(known, 1)
    return np.where(enough, total, np.nan)


def _true_ranks(
    sold: Array, level: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ranks by verified sell-out, and among how many; 0 where it is not known."""
    rank, size = np.zeros(sold.size, np.int64), np.zeros(sold.size, np.int64)
    for one in np.unique(level):
        rows = np.flatnonzero((level == one) & ~np.isnan(sold))
        rank[rows], size[rows] = _ranks(sold[rows]), rows.size
    return rank, size


def _profit(panel: Panel) -> Array:
    """Return gross margin less trade spend over the year; NaN where a cost is missing."""
    if panel.cost_amount is None or not np.nan_to_num(panel.cost_amount).any():
        return np.full(len(panel.dealers), np.nan)
    margin = (panel.sell_in_amount - panel.cost_amount)[:, -YEAR:].sum(axis=1)
    spent = 0.0 if panel.claims_paid is None else panel.claims_paid[:, -YEAR:].sum(axis=1)
    return np.asarray(margin - spent, dtype=np.float64)


def _stability(recent: Array, panel: Panel) -> Array:
    """Return CV (1 + 1/4n) over the months since the dealer's first order; inf under 3."""
    first = np.maximum(panel.first_month - (panel.shape[1] - recent.shape[1]), 0)
    since = np.arange(recent.shape[1]) >= first[:, None]
    n = since.sum(axis=1)
    safe = np.maximum(n, 2)
    mean = np.where(since, recent, 0).sum(axis=1) / safe
    spread = np.sqrt(np.where(since, (recent - mean[:, None]) ** 2, 0).sum(axis=1) / (safe - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        cv = spread / mean * (1 + 1 / (4 * safe))
    return np.where((n >= 3) & (mean > 0), cv, np.inf)


def _ranks(worth: Array) -> NDArray[np.int64]:
    """Return 1 for the largest; ties by the panel's order, which is by id."""
    ranks = np.empty(worth.size, dtype=np.int64)
    ranks[np.argsort(-worth, kind="stable")] = np.arange(1, worth.size + 1)
    return ranks


def _assign(
    rank: NDArray[np.int64], steady: NDArray[np.bool_], settings: Settings
) -> tuple[NDArray[np.str_], NDArray[np.bool_]]:
    """Return tiers by rank; an unsteady dealer leaves its key place to the next steady one.

    Only dealers ranked key or major can move up. Where none of them is steady the first in
    rank stays key: a channel has at least one.
    """
    key_share, major_share, ordinary_share, _ = settings.tier_shares
    key = max(1, round(key_share * rank.size))
    major = key + max(1, round(major_share * rank.size))
    ordinary = major + max(1, round(ordinary_share * rank.size))
    steady_candidates = np.sort(rank[steady & (rank <= major)])[:key]
    is_key = np.isin(rank, steady_candidates if steady_candidates.size else [1])
    by_rank = np.select([is_key, rank <= major, rank <= ordinary], TIERS[:3], TIERS[3])
    return by_rank, (rank <= key) & ~steady
