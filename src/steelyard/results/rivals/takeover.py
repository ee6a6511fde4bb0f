"""The business of a dealer that closed: told by the table of successors, or assumed."""

from __future__ import annotations

from steelyard.baselines.takeover import Takeover, used_to_buy
from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import ENOUGH, Rival

OF = ("watch", "stuffing", "fabricated_sell_out", "stock_transfer", "diversion")


def weigh(case: Case) -> Rival | None:
    """Return how it stands; None where it bought too little, and for who is nobody's heir."""
    channel, count = case.expected.findings.channel, case.panel.shape[1]
    running = [
        one
        for one in channel.takeovers_by.get(case.dealer, ())
        if case.month in range(count)[one.months(count)]
    ]
    fell = not case.cause and not case.found.by_months and case.gap < 0
    if fell or not running:
        return None
    largest = max(running, key=lambda one: one.share * used_to_buy(case.panel, one))
    if channel.takeovers_told is None:
        return _rival(case, largest, "open", "guessed", 0.0)
    amount = float(channel.taken_over[case.dealer, case.month])
    if amount >= ENOUGH * case.size:
        return _rival(case, largest, "open", "told", amount)
    return _rival(case, largest, "excluded", "beyond", amount)


def _rival(case: Case, one: Takeover, standing: str, why: str, amount: float) -> Rival:
    dealers = case.panel.dealers
    return Rival(
        "takeover",
        standing,
        amounts={"amount": amount},
        names={"closed": dealers.names[one.closed] or dealers.ids[one.closed]},
        months={"since": case.panel.months[0] + one.since},
        why=why,
    )
