"""Volume that keeps landing just above a rebate step.

A dealer that needs a little more for the next step orders a little more. One landing is
chance; so the chance of landing this close, given that a step was reached at all, is taken
from the dealer's own foretold volume and spread, and pooled over its earlier periods. Only
steps that count sell-in are read; without a schedule the signal is silent.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from steelyard.baselines import Channel
from steelyard.baselines.periods import closes_period, over_period
from steelyard.baselines.rebate_steps import PERIOD_MONTHS, RebateSteps
from steelyard.baselines.sell_in import log_ratio
from steelyard.signals.signal import Array, Figure, Reading, Signal

SIGNAL = Signal(
    name="rebate_step_landing",
    title={"zh": "踩线拿返利", "en": "Landing just above a rebate step"},
    question={
        "zh": "考核期进货是否总是刚好越过返利门槛？",
        "en": "Does its volume keep landing just above a rebate step?",
    },
    explanation={
        "zh": "截至{month}的 {months} 个月考核期进货 {total}，越过门槛 {threshold}{overshoot}，"
        "按自身规律应约 {expected}；连同此前共 {periods} 期越过门槛，其中 {close} 期紧贴门槛；"
        "本期多出约 {amount}（平常概率 {p}）。",
        "en": "The {months}-month period to {month} closed at {total}, above the step of "
        "{threshold}{overshoot}, where its own habit foretells about {expected}. Periods "
        "that reached a step: {periods}, of these close above it: {close}. About {amount} lies "
        "above the expected (chance in ordinary periods {p}).",
    },
    figures={
        "months": Figure("count"),
        "total": Figure("money"),
        "threshold": Figure("money"),
        "overshoot": Figure("percent"),
        "expected": Figure("money"),
        "periods": Figure("count"),
        "close": Figure("count"),
    },
    clauses={
        "overshoot": {"zh": "（高出 {overshoot}）", "en": " (by {overshoot})"},
    },
    apart={"total": "threshold"},
    months="months",
    amount_is={
        "zh": "考核期多进的部分，以期末当月多进的为限",
        "en": "the period's part above the expected, at most the closing month's part",
    },
    settled_by=("step_orders", "stock", "sell_out", "scans"),
    effect={
        "zh": "考核期进货高出门槛的比例",
        "en": "how far the period's amount lies above the step, as a share of the step",
    },
    anchor="books",
    speaks_for={"stuffing": 0.6, "fabricated_sell_out": 0.3},
    look="timing",
    needs=("sell_in", "rebate_steps"),
    judges_partial_month=False,
)

_DEGREES = 4.0
_CLOSE = 0.2
"""A landing that near or nearer has this chance; farther ones are no landing at all."""
_POOLED = {1: 24, 3: 8, 12: 5}
"""Earlier periods that are pooled, by the period's length in months."""
_FIGURES = ("months", "total", "threshold", "overshoot", "expected", "periods", "close")


def read(channel: Channel) -> Reading:
    """Return the reading in months that close a period; NaN where no step was reached."""
    shape = channel.panel.shape
    p, amount = np.full(shape, np.nan), np.zeros(shape)
    figures = {name: np.full(shape, np.nan) for name in _FIGURES}
    asked = np.zeros(shape)
    steps = channel.rebate_steps
    for months in PERIOD_MONTHS:
        if steps is None or not (steps.period_months == months).any():
            continue
        found, more, known = _one_length(channel, steps, months)
        asked += ~np.isnan(found)
        nearer = np.fmin(found, 2.0) < np.where(np.isnan(p), 2.0, p)
        p, amount = np.where(nearer, found, p), np.where(nearer, more, amount)
        figures = {n: np.where(nearer, known[n], figures[n]) for n in _FIGURES}
    p = np.minimum(p * np.maximum(asked, 1.0), 1.0)
    return Reading(p, figures["overshoot"], amount, figures, figures["expected"])


def _one_length(
    channel: Channel, steps: RebateSteps, months: int
) -> tuple[Array, Array, dict[str, Array]]:
    """Return p-value, amount in question and figures for periods of one length."""
    panel, base = channel.panel, channel.sell_in
    closes = closes_period(panel, months) & ~channel.partial_months
    total = over_period(panel.sell_in_amount, months)
    plain = over_period(channel.expected_sell_in, months)
    known = closes & channel.enough_past & (plain > 0)
    figure = np.where(known, log_ratio(total, plain, channel.half_order), np.nan)
    departures = channel.departures(figure, window=36, seasonal=False)
    spread = np.where(np.isnan(departures.spread), base.spread / np.sqrt(months), departures.spread)
    expected = np.where(known, (plain + channel.half_order) * np.exp(departures.foretold), np.nan)
    threshold, chance = _landing(channel, steps, months, total, expected, spread)
    p, periods, close = _pooled(chance, closes, _POOLED[months])
    # What tips a period over its step is bought at its end: a dealer that grew all year and
    # bought no more than usual in the closing month has nothing in question there.
    more = np.clip(np.nan_to_num(total - expected), 0.0, np.maximum(base.excess, 0.0))
    figures = {
        "months": np.full(total.shape, float(months)),
        "total": total,
        "threshold": threshold,
        "overshoot": total / threshold - 1,
        "expected": expected,
        "periods": periods,
        "close": close,
    }
    return p, np.where(np.isnan(p), 0.0, more), figures


def _landing(
    channel: Channel,
    steps: RebateSteps,
    months: int,
    total: Array,
    expected: Array,
    spread: Array,
) -> tuple[Array, Array]:
    """Return the highest step reached and the chance to land that close above any step.

    P(within the same overshoot of some step | the lowest step was reached), under a Student
    t of the logs about the foretold. NaN where no step was reached or nothing foretold.
    """
    floor = channel.half_order
    reached, lowest = np.full(total.shape, np.nan), np.full(total.shape, np.nan)
    layers = [_layer(layer, steps, total.shape) for layer in _layers(steps, months, total.shape[0])]
    for step in layers:
        reached = np.fmax(reached, np.where(total >= step, step, np.nan))
        lowest = np.fmin(lowest, step)

    def at_least(amount: Array) -> Array:
        with np.errstate(invalid="ignore", divide="ignore"):
            z = (np.log(np.maximum(amount, 0.0) + floor) - np.log(expected)) / spread
        return np.asarray(special.stdtr(_DEGREES, -z), dtype=np.float64)

    near = np.zeros(total.shape)
    for step in layers:
        near += np.nan_to_num(at_least(step) - at_least(step * total / reached), nan=0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        chance = np.clip(near / at_least(lowest), 1e-12, 1.0)
    return reached, np.where(np.isnan(reached) | np.isnan(expected), np.nan, chance)


def _layers(steps: RebateSteps, months: int, dealers: int) -> list[NDArray[np.int64]]:
    """Return the steps of that period in layers: one step a dealer in each, -1 for none."""
    mine = np.flatnonzero(steps.period_months == months)
    general = mine[steps.dealer[mine] < 0]
    layers = [np.full(dealers, step, dtype=np.int64) for step in general]
    own = mine[steps.dealer[mine] >= 0]
    own = own[np.argsort(steps.dealer[own], kind="stable")]
    _, first, count = np.unique(steps.dealer[own], return_index=True, return_counts=True)
    place = np.arange(own.size) - np.repeat(first, count)
    for layer in range(int(place.max(initial=-1)) + 1):
        chosen = np.full(dealers, -1, dtype=np.int64)
        chosen[steps.dealer[own[place == layer]]] = own[place == layer]
        layers.append(chosen)
    return layers


def _layer(chosen: NDArray[np.int64], steps: RebateSteps, shape: tuple[int, int]) -> Array:
    """Return (dealers, months): the layer's threshold where it is in force, else NaN."""
    there = np.maximum(chosen, 0)
    valid = (chosen >= 0)[:, None] & steps.in_force[there] & (steps.threshold[there] > 0)[:, None]
    return np.where(valid, np.broadcast_to(steps.threshold[there][:, None], shape), np.nan)


def _pooled(chance: Array, closes: NDArray[np.bool_], most: int) -> tuple[Array, Array, Array]:
    """Return the joint chance, the periods that reached a step and those close above it.

    Fisher's method over this period and up to `most` earlier ones: each is foretold from
    months before it, so that they are independent enough (Fisher 1932). A period that does
    not land close is never made suspicious by those before it.
    """
    p, periods, close = (np.full(chance.shape, np.nan) for _ in range(3))
    when = np.flatnonzero(closes)
    for place, month in enumerate(when):
        window = chance[:, when[max(0, place - most) : place + 1]]
        count = np.count_nonzero(~np.isnan(window), axis=1)
        score = -2 * np.nansum(np.log(window), axis=1)
        joint = special.chdtrc(2.0 * np.maximum(count, 1), score)
        now = chance[:, month]
        p[:, month] = np.where(now > _CLOSE, np.maximum(joint, now), joint)
        periods[:, month] = count
        close[:, month] = np.count_nonzero(window <= _CLOSE, axis=1)
    return np.where(np.isnan(chance), np.nan, p), periods, close
