"""The dealers called genuine in the report's month, those first whom help would serve most.

A genuine key account deserves more help than anyone else, so it has a place of its own: how much
more it sells, why it is believed, and how small a lie could still hide behind the word. Without
reports and scans nobody can be called so, and then there is no such place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.report.case import CaseTeller
from steelyard.results.standing_words import standing_sentences
from steelyard.verdicts.findings import Findings

SHOWN = 20
"""So many stand on the page; the workbook has all."""
GLANCED = 5
"""So many stand in the month at a glance."""
WITNESSES = ("scans", "sell_out")
"""Tables without which nobody is called genuine."""
QUARTER, YEAR = 3, 12
DRAWN = 24
"""Months of the small picture."""
WIDE, HIGH = 144, 28
"""Size of the small picture, in its own units."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Spark:
    """The small picture: reported sell-out as bars, verified as a line."""

    bars: list[tuple[float, float]]
    """Place and height of each month's bar; no bar where nothing is known."""
    line: str
    """Points of the line; "" where nothing is verified."""
    step: float


@dataclass(frozen=True)
class Genuine:
    """One dealer of whom the word is said."""

    place: int
    dealer: int
    bought: float
    """Sell-in of the last twelve months."""
    rise: float
    """Reported sell-out of the last quarter on the same months a year before; NaN if unknown."""
    months: int
    """In how many of the last twelve months the word was said."""
    said: str
    spark: Spark

    @property
    def rises(self) -> bool:
        """Whether it sells more than a year before."""
        return self.rise > 0


def can_be_said(findings: Findings) -> bool:
    """Whether the tables were brought without which nobody is called genuine."""
    return set(WITNESSES) <= set(findings.tables_present)


def genuine(teller: CaseTeller, month: int) -> list[Genuine]:
    """Return them, the largest rise in money first."""
    findings, panel = teller.findings, teller.findings.channel.panel
    if not can_be_said(findings) or panel.sell_out_quantity is None:
        return []
    called = findings.verdicts.verdict == "genuine"
    rows = np.flatnonzero(called[:, month])
    year = slice(max(0, month + 1 - YEAR), month + 1)
    bought = panel.sell_in_amount[:, year].sum(axis=1)[rows]
    rise = _rise(panel.sell_out_quantity, month)[rows]
    texts, which = standing_sentences(findings, rows, np.full(rows.size, month))
    order = np.lexsort((rows, -bought, -np.nan_to_num(rise) * bought))
    return [
        Genuine(
            place=place,
            dealer=int(rows[at]),
            bought=float(bought[at]),
            rise=float(rise[at]),
            months=int(called[rows[at], year].sum()),
            said=texts[teller.voice.language][int(which[at])],
            spark=_spark(findings, int(rows[at]), month),
        )
        for place, at in enumerate(order.tolist(), 1)
    ]


def _rise(sold: Array, month: int) -> Array:
    """Return (dealers,): the quarter on the same months a year before; NaN without those."""
    if month + 1 < YEAR + QUARTER:
        return np.full(sold.shape[0], np.nan)
    now = sold[:, month + 1 - QUARTER : month + 1].sum(axis=1)
    then = sold[:, month + 1 - QUARTER - YEAR : month + 1 - YEAR].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(then > 0, now / then - 1, np.nan)


def _spark(findings: Findings, dealer: int, month: int) -> Spark:
    panel, verified = findings.channel.panel, findings.channel.balance.verified
    span = slice(max(0, month + 1 - DRAWN), month + 1)
    sold = np.zeros(panel.shape) if panel.sell_out_quantity is None else panel.sell_out_quantity
    reported = np.maximum(np.nan_to_num(sold[dealer, span]), 0.0)
    real = np.full(reported.shape, np.nan) if verified is None else verified.quantity[dealer, span]
    most = max(float(reported.max(initial=0.0)), float(np.nan_to_num(real).max(initial=0.0)), 1.0)
    step = WIDE / len(reported)
    return Spark(
        bars=[(round(i * step, 1), round(one / most * HIGH, 1)) for i, one in enumerate(reported)],
        line=" ".join(
            f"{(i + 0.5) * step:.1f},{HIGH - max(one, 0.0) / most * HIGH:.1f}"
            for i, one in enumerate(real.tolist())
            if np.isfinite(one)
        ),
        step=round(step, 1),
    )
