"""Findings of a small market with every table, in which one dealer a cause is alerted.

The signals are made by hand (`tests.verdicts.convicted`), so that what is told can be checked
without what is learned; the facts beneath are those of an ordinary market.
"""

from __future__ import annotations

from dataclasses import replace

from steelyard.signals import Reading
from steelyard.signals.signal import Cause
from steelyard.verdicts import Findings
from steelyard.verdicts.decide import decide
from tests.markets import Market, market
from tests.verdicts.convicted import departing, learned, reader, still

BROUGHT = ("claims", "invoices", "payments", "scans", "sell_in", "sell_out", "stock")
CAUSES: tuple[Cause, ...] = (
    "stuffing", "fabricated_sell_out", "stock_transfer", "diversion", "power",
)  # fmt: skip
FIRST, LAST = 30, 35
"""First and last month of every alert."""
WINDOW = 2
"""Which of the windows stands out: three months."""
READERS = {
    **{k: v for c in CAUSES for k, v in reader(f"sees_{c}", c, anchor="market").items()},
    **reader("also", *CAUSES, anchor="books"),
}
MODEL = learned(**{cause: (f"sees_{cause}", "also") for cause in CAUSES})


def row_of(cause: str) -> int:
    """Return the row of the dealer that is alerted for the cause."""
    return 10 + CAUSES.index(cause)  # type: ignore[arg-type]


def readings(shape: tuple[int, int]) -> dict[str, Reading]:
    """Return a reading a signal: each cause's own stands out at its dealer, and one for all."""
    quiet = still(shape, 30_000.0)
    months = range(FIRST, LAST + 1)
    own = {
        f"sees_{c}": departing(quiet, {(WINDOW, row_of(c), m): 6.0 for m in months}, 1e-4)
        for c in CAUSES
    }
    both = {(WINDOW, row_of(c), m): 2.4 for c in CAUSES for m in months}
    return {**own, "also": departing(quiet, both, 1e-3)}


def findings(
    made: Market | None = None,
    present: tuple[str, ...] = BROUGHT,
    without: tuple[str, ...] = (),
) -> Findings:
    """Return the findings, `without` the facts of some tables."""
    channel = (made or _ordinary()).channel(*without)
    read = readings(channel.panel.shape)
    return Findings(channel, read, decide(channel, read, READERS, present, MODEL), present)


def _ordinary() -> Market:
    """Return an ordinary market, but for some scans elsewhere of whom diversion is said."""
    made, dealer = market(seed=3), row_of("diversion")
    elsewhere = (int(made.region[dealer]) + 1) % made.scans.shape[1]
    made.is_scanned(dealer, made.more(dealer, FIRST, 0.3), elsewhere)
    return made


def with_another(found: Findings, cause: Cause, dealer: int) -> Findings:
    """Return findings in which that cause scores at an alerted dealer as high as its own."""
    marks = {(WINDOW, dealer, m): 6.0 for m in range(FIRST, LAST + 1)}
    name = f"sees_{cause}"
    read = {**found.readings, name: departing(found.readings[name], marks, 1e-4)}
    present = found.tables_present
    return replace(
        found, readings=read, verdicts=decide(found.channel, read, READERS, present, MODEL)
    )
