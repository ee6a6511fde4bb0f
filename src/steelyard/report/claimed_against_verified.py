"""The steelyard of one dealer: claimed against verified, stock underneath, scans by place.

It turns findings into plain figures and sentences that any page can draw; it knows nothing of
pages. A pane whose table was not brought is None, and `wanting` names that table. Quantities in
units of the product; None is a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.verified import Verified
from steelyard.facts.panel import Panel
from steelyard.report.picture import MONTHS_DRAWN
from steelyard.report.voice import Voice
from steelyard.verdicts.findings import LISTED, Findings

Array = NDArray[np.float64]
Figures = list[int | None]

PLACES_NAMED = 3
"""So many places outside the territory are named; the others are one."""


@dataclass(frozen=True)
class Steelyard:
    """Draws one dealer after another out of the same findings."""

    findings: Findings

    @property
    def _panel(self) -> Panel:
        return self.findings.channel.panel

    def draw(self, dealer: int, month: int) -> dict[str, Any]:
        """Return the panes over the last months up to `month`; later months change nothing."""
        panel = self._panel
        first = int(panel.first_month[dealer])
        start = max(0, min(first, month), month + 1 - MONTHS_DRAWN)
        at = (dealer, slice(start, month + 1))
        sold, scans = self._sold(at), self._scans(at)
        return {
            "months": [str(m) for m in panel.months[at[1]]],
            "listed": self._listed(at),
            "sold": sold,
            "stock": _stock(panel, at),
            "scans": scans,
            "wanting": self._wanting(sold),
        }

    def _listed(self, at: tuple[int, slice]) -> list[list[Any]]:
        """Return (month, verdict) of the months listed."""
        verdicts = self.findings.verdicts.verdict[at]
        return [[int(m), str(verdicts[m])] for m in np.flatnonzero(np.isin(verdicts, LISTED))]

    def _sold(self, at: tuple[int, slice]) -> dict[str, Any] | None:
        claimed = self._panel.sell_out_quantity
        if claimed is None:
            return None
        verified = self.findings.channel.balance.verified
        pans = {"in": whole(self._panel.sell_in_quantity[at]), "claimed": whole(claimed[at])}
        if verified is None:
            return {**pans, "verified": None, "apart": []}
        return {**pans, **_verified(verified, at), "apart": _apart(claimed[at], verified, at)}

    def _scans(self, at: tuple[int, slice]) -> dict[str, Any] | None:
        panel = self._panel
        known, away = panel.scans_known_region, panel.scans_away
        if panel.scans is None or known is None or away is None:
            return None
        places = self._places(at)
        named = sum((np.array(p["scans"]) for p in places), np.zeros(away[at].shape))
        others = np.maximum(np.nan_to_num(away[at]) - named, 0)
        return {
            "home": whole(np.nan_to_num(known[at] - away[at])),
            "places": places,
            "others": whole(others),
            "untold": whole(np.nan_to_num(panel.scans[at] - known[at])),
        }

    def _places(self, at: tuple[int, slice]) -> list[dict[str, Any]]:
        """Return the places outside the territory with most scans in the months drawn."""
        panel, (dealer, span) = self._panel, at
        home = int(panel.dealers.region[dealer])
        if panel.scan_places is None or panel.regions is None or not panel.regions.ids[home]:
            return []
        of = panel.scan_places
        mine = (of.dealer == dealer) & (of.month >= span.start) & (of.month < span.stop)
        mine &= of.region != home
        by_place = np.zeros((len(panel.regions), span.stop - span.start))
        np.add.at(by_place, (of.region[mine], of.month[mine] - span.start), of.count[mine])
        most = np.argsort(-by_place.sum(axis=1), kind="stable")[:PLACES_NAMED]
        called = panel.regions.called
        return [{"name": called[p], "scans": whole(by_place[p])} for p in most if by_place[p].any()]

    def _wanting(self, sold: dict[str, Any] | None) -> list[str]:
        """Return the tables that would fill the panes left out."""
        panel = self._panel
        wanting = ["sell_out"] if sold is None else []
        wanting += ["stock"] if panel.stock_quantity is None else []
        return wanting + (["scans"] if panel.scans is None else [])


def _verified(verified: Verified, at: tuple[int, slice]) -> dict[str, Figures]:
    return {
        "verified": whole(verified.quantity[at]),
        "low": whole(verified.low[at]),
        "high": whole(verified.high[at]),
    }


def _apart(claimed: Array, verified: Verified, at: tuple[int, slice]) -> list[int]:
    """Return the months whose claim lies outside the 95 % interval; a gap is in none."""
    with np.errstate(invalid="ignore"):
        outside = (claimed > verified.high[at]) | (claimed < verified.low[at])
    return [int(m) for m in np.flatnonzero(outside)]


def _stock(panel: Panel, at: tuple[int, slice]) -> dict[str, Figures] | None:
    """Return claimed stock, and audits beside the dealer's own count of the same goods."""
    if panel.stock_quantity is None:
        return None
    nothing = np.full(panel.shape, np.nan)
    seen, same, said = (
        nothing if values is None else values
        for values in (
            panel.audited_quantity,
            panel.audited_where_claimed,
            panel.claimed_where_audited,
        )
    )
    counted = panel.claimed_quantity
    return {
        "claimed": whole((panel.stock_quantity if counted is None else counted)[at]),
        "audited": whole(np.where(np.isnan(same), seen, same)[at]),
        "saidOfSame": whole(said[at]),
    }


def whole(values: Array) -> Figures:
    """Return whole units; None where not known."""
    return [round(float(v)) if np.isfinite(v) else None for v in values]


def told(drawn: dict[str, Any], t: Voice) -> str:
    """Return in words where claimed and verified part company, and what is not shown."""
    words = [_parted(drawn, t)] if drawn["sold"] else []
    if drawn["wanting"]:
        tables = t.join([t(f"table_name.{name}") for name in drawn["wanting"]])
        words.append(t("steelyard.wanting", tables=tables))
    return (" " if t.language == "en" else "").join(words)


def _parted(drawn: dict[str, Any], t: Voice) -> str:
    sold = drawn["sold"]
    if not sold["verified"] or all(v is None for v in sold["verified"]):
        return t("steelyard.unverified")
    if not sold["apart"]:
        return t("steelyard.together")
    last = sold["apart"][-1]
    return t(
        "steelyard.apart",
        count=len(sold["apart"]),
        month=t.month(np.datetime64(drawn["months"][last], "M")),
        **{name: t.number(sold[name][last]) for name in ("claimed", "verified", "low", "high")},
    )
