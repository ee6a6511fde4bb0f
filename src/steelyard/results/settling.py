"""What would settle a case, the cheapest first: a report from outside the books, or a paper.

Signals say what answers their question; a case follows its rarest raised signal. After a
rise a stock count tells loaded goods from sold ones at one visit; after a silence there may
be nothing to count, so sell-out lines come first. A question of timing no count can answer:
the manufacturer's own papers lead there, because they show when the goods really moved. Where
reports contradict one another, somebody has to go and see: a check leads there. The sentences
in `verdicts` and the steps in the report both come from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from steelyard.signals import SIGNALS, Reader
from steelyard.verdicts import Findings

OUTSIDE = ("sell_out", "stock", "scans")
"""The reports that see what became of the goods, in the order in which they are named."""

PAPERS = ("receipts", "quarter_receipts", "step_orders", "requests")
"""What the manufacturer holds itself; no table of the contract, so it is never brought."""

CHECKS = ("audit", "mystery_scan", "partner_count", "statement", "claim_papers")
"""What the manufacturer can go and see; no table either."""

SAID_TOO_LITTLE = {"unreported": ("sell_out", "scans"), "thin": ("scans",)}
"""By reason why a month stays unjudged: tables that were brought and say too little of it."""


def missing(tables_present: Sequence[str]) -> list[str]:
    """Return the tables of OUTSIDE that were not brought."""
    return [table for table in OUTSIDE if table not in tables_present]


def brought(tables_present: Sequence[str]) -> list[str]:
    """Return the tables of OUTSIDE that were brought."""
    return [table for table in OUTSIDE if table in tables_present]


def needed(reason: str, tables_present: Sequence[str]) -> list[str]:
    """Return the tables that would let months be judged that stayed unjudged for that reason."""
    if reason in ("quiet", "unwitnessed"):
        return missing(tables_present)
    return list(SAID_TOO_LITTLE.get(reason, ()))


def raised_at(findings: Findings, dealer: int, at: int) -> list[str]:
    """Return the signals raised there, the rarest reading first."""
    raised = [n for n, flags in findings.verdicts.raised.items() if flags[dealer, at]]
    return sorted(raised, key=lambda n: (float(findings.readings[n].p_value[dealer, at]), n))


def steps(
    findings: Findings, dealer: int, at: int, readers: Mapping[str, Reader] = SIGNALS
) -> list[str]:
    """Return what was not brought and would settle the case, the cheapest first."""
    raised = raised_at(findings, dealer, at)
    ranked = readers[raised[0]].signal.settled_by if raised else OUTSIDE
    return [step for step in ranked if step not in findings.tables_present]
