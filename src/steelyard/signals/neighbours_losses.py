"""A dealer that buys more while the dealers around its territory buy less, by about as much.

Where there are no codes to scan, goods that are sold into other territories can be seen only in
what the dealers there no longer sell. It is a lead and no more: a better shop takes trade from
its neighbours honestly, a road that was closed moves it, and a poor harvest next door comes in
anybody's good year. Where there are scans they see it better, and this is silent.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.flows import whole_months
from steelyard.balance.neighbours import Neighbours
from steelyard.balance.windows import over_each
from steelyard.baselines import Channel
from steelyard.baselines.history import newcomer
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.signals.windowed import largest, part_above, silent, unit_price

SIGNAL = Signal(
    name="neighbours_losses",
    title={"zh": "此涨彼跌", "en": "Neighbours' losses"},
    question={
        "zh": "进货走高的同时，周边区域的进货是否少了差不多一样多？",
        "en": "Do the regions around it buy less, by about as much as it buys more?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：净进货比以往多约 {rise} 件；"
        "同期周边区域（{around}）合计少进约 {loss} 件。可能有货卖进了周边，"
        "平均每月约 {amount}（平常月份出现的概率 {p}）；这只是线索，有追溯码才能核实。",
        "en": "Over {months:month|months} to {month} it bought about {rise:unit|units} more than "
        "before; the regions around it ({around}) together bought about {loss} fewer. Goods may "
        "have been sold there, {amount} a month (chance in an ordinary month {p}). This is a "
        "lead; only trace codes can settle it.",
    },
    figures={
        "months": Figure("count"),
        "rise": Figure("count"),
        "around": Figure("text"),
        "loss": Figure("count"),
    },
    effect={
        "zh": "周边少进的与本家多进的之比",
        "en": "ratio of the neighbours' loss to the dealer's rise",
    },
    amount_is={
        "zh": "可能卖进周边区域的货",
        "en": "the goods that may have been sold into the regions around it",
    },
    anchor="books",
    speaks_for={"diversion": 0.3},
    needs=("sell_in", "dealers", "regions"),
    amount_kind="unsupported",
    months="months",
    settled_by=("mystery_scan", "scans", "sell_out", "stock"),
    look="neighbours",
)

_UNLIKE = 0.7
"""Difference of the logs of rise and loss at which likeness falls to 1/e."""
_SETTLED_AFTER = 12
"""Months in which a new dealer may take its place among its neighbours."""


def read(channel: Channel) -> Reading:
    """Return the reading of first-level dealers; NaN where places are unknown or scans are there.

    The departure is the smaller of rise and loss, times how well their sizes agree.
    """
    panel, balance = channel.panel, channel.balance
    around = balance.neighbours if panel.scans is None else None
    if around is None:
        return silent(channel, SIGNAL)
    own = panel.dealers.region
    bought = over_each(balance.received, whole_months())
    rise = bought * part_above(balance.sell_in.size)
    loss = around.loss[:, own]
    with np.errstate(invalid="ignore", divide="ignore"):
        alike = np.exp(-np.abs(np.log(loss / rise)) / _UNLIKE)
        both = np.minimum(balance.sell_in.departure, around.departure[:, own])
        departure = np.maximum(both, 0.0) * np.where((rise > 0) & (loss > 0), alike, 0.0)
    departure[:, newcomer(panel, channel.ordered, _SETTLED_AFTER)] = np.nan
    departure[:, panel.dealers.level != 1] = np.nan
    return _told(channel, around, departure, rise, loss)


def _told(
    channel: Channel, around: Neighbours, departure: Array, rise: Array, loss: Array
) -> Reading:
    window = largest(channel, departure)
    more, fewer = window.of(rise), window.of(loss)
    held = np.asarray(whole_months())[window.row]
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = fewer / more
    units = np.where(window.departure > 0, np.fmin(more, fewer), 0.0)
    return Reading(
        p_value=window.p_value,
        effect=ratio,
        amount_in_question=np.nan_to_num(units) * unit_price(channel) / held,
        figures={
            "months": held,
            "rise": more,
            "around": _names(channel, around),
            "loss": fewer,
        },
        departure=departure,
    )


def _names(channel: Channel, around: Neighbours) -> NDArray[np.str_]:
    """Return what the neighbours are called of each dealer's region, the same in every month."""
    dealers, regions = channel.panel.dealers, channel.panel.regions
    granted = dealers.region_ids if regions is None else regions.called
    called = np.array(granted[: len(dealers.region_ids)])
    told = np.array([", ".join(called[near]) for near in around.near])
    return np.repeat(told[dealers.region][:, None], channel.panel.shape[1], axis=1)
