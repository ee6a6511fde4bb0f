"""More scans outside the territory than the dealer's own past and season foretell.

Goods that are sold into another territory are scanned there. A border dealer always has many
such scans and a tourist town has them every summer, so that only a rise above the dealer's own
level, and above the same months a year before, is news. Consumers also buy here and open
there: a rise is a lead to look where the goods surfaced, and convicts nobody by itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from steelyard.balance.windows import over_chosen, over_each
from steelyard.baselines import Channel
from steelyard.signals.named import place_names
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.signals.windowed import Window, largest, silent, unit_price

SIGNAL = Signal(
    name="away_scans",
    title={"zh": "区外扫码增多", "en": "More scans away from home"},
    question={
        "zh": "区外扫码的占比是否高于自身以往与去年同期？",
        "en": "Is the share of scans outside its territory above its own past and season?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：扫码 {scans} 次，其中区外 {away} 次，占 {share}，"
        "按自身以往应约占 {before}{at_place}；本月多出的扫码相当于约 {units} 件卖到了区外，"
        "约 {amount}（平常月份出现的概率 {p}）。",
        "en": "Over {months:month|months} to {month}: {scans:scan|scans}, {away} of them outside "
        "its territory, {share} where its own past foretells about {before}{at_place}. The "
        "month's excess stands for about {units:unit|units} sold elsewhere, {amount} (chance in "
        "an ordinary month {p}).",
    },
    figures={
        "months": Figure("count"),
        "scans": Figure("count"),
        "away": Figure("count"),
        "share": Figure("percent"),
        "before": Figure("percent"),
        "at_place": Figure("count"),
        "place": Figure("text"),
        "units": Figure("count"),
    },
    clauses={
        "at_place": {
            "zh": "，超出最多的是 {place}（{at_place} 次）",
            "en": "; the excess is largest in {place} (scans there: {at_place})",
        },
    },
    effect={
        "zh": "区外扫码机会比（odds）与自身以往之比的对数",
        "en": "log of the odds of a scan being away over those of the dealer's own past",
    },
    amount_is={
        "zh": "本月多出的区外扫码所代表的货",
        "en": "the goods that the month's excess of scans away stands for",
    },
    anchor="market",
    speaks_for={"diversion": 1.0, "stock_transfer": 0.5},
    needs=("sell_in", "scans", "dealers"),
    amount_kind="unsupported",
    months="months",
    settled_by=("mystery_scan", "stock", "sell_out", "scans"),
    look="away",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN where its territory is in question."""
    balance, panel = channel.balance, channel.panel
    shift, worth = balance.away, balance.units_for_each_scan
    if shift is None or worth is None:
        return silent(channel, SIGNAL)
    window = largest(channel, shift.departure)
    scans, away = (over_chosen(v, window.months) for v in (panel.scans, panel.scans_away))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = away / scans
    before = _share_before(share, window.of(shift.size))
    month, month_away = over_each(panel.scans, (1,))[0], over_each(panel.scans_away, (1,))[0]
    units = np.nan_to_num(np.maximum(month_away - before * month, 0.0) * worth)
    place, at_place = _where(channel, window)
    return Reading(
        p_value=window.p_value,
        effect=window.of(shift.size),
        amount_in_question=units * unit_price(channel),
        figures={
            "months": window.months,
            "scans": scans,
            "away": away,
            "share": share,
            "before": before,
            "at_place": at_place,
            "place": place,
            "units": units,
        },
        departure=shift.departure,
    )


def _share_before(share: Array, size: Array) -> Array:
    """Return the share whose odds lie `size` logs below; never more than the share itself."""
    with np.errstate(invalid="ignore", divide="ignore"):
        before = special.expit(special.logit(share) - np.maximum(size, 0.0))
    return np.asarray(before, dtype=np.float64)


def _where(channel: Channel, window: Window) -> tuple[NDArray[np.str_], Array]:
    """Return the place with most of the excess and the scans there; "" and 0 where not known."""
    found = channel.balance.destinations
    if found is None:
        return np.full(channel.panel.shape, ""), np.zeros(channel.panel.shape)
    return place_names(channel, window.of(found.place)), np.nan_to_num(window.of(found.scans))
