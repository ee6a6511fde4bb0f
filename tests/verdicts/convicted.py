"""A small learned model made by hand, and readings over windows, for tests of alerts.

Each signal that departs by more than three in some window adds to the score of its causes; the
bound of an alert is 0, so that one clear signal is enough and a doubtful one is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Figure, Reader, Reading, Signal
from steelyard.signals.signal import Anchor, Cause, Kind
from steelyard.statistics.boosted_trees import trees_from
from steelyard.statistics.level_shift import LAGS
from steelyard.verdicts.conviction import LEARNED, Charge

Array = NDArray[np.float64]

BASE = -1.0
DOUBTFUL, CLEAR_ENOUGH = 2.2, 3.0
"""Departures from which a signal adds half a point, and a whole and a half more."""


def learned(**signals: tuple[str, ...]) -> dict[str, Charge]:
    """Return a charge for each cause, of those signals."""
    return {
        cause: Charge(names, _trees(len(names)), 0.0, {cause: None})
        for cause, names in signals.items()
    }


def _trees(signals: int):  # type: ignore[no-untyped-def]
    features = range(LEARNED * signals)
    steps = [(f, bound, add) for f in features for bound, add in
             ((DOUBTFUL, 0.5), (CLEAR_ENOUGH, 1.5))]  # fmt: skip
    grown = [
        [[feature, bound, 1, 2, 0.0], [-1, 0, 1, 1, 0.0], [-1, 0, 2, 2, add]]
        for feature, bound, add in steps
    ]
    return trees_from({"base": BASE, "depth": 1, "trees": grown})


def reader(
    name: str,
    *causes: Cause,
    anchor: Anchor = "market",
    look: str = "",
    absence: bool = False,
    amount_kind: Kind = "unsupported",
) -> dict[str, Reader]:
    """Return a signal over windows that speaks for those causes; its words are its name."""
    words = {"zh": f"{name}说{{month}}。", "en": f"{name} speaks of {{month}}."}
    signal = Signal(
        name,
        words,  # type: ignore[arg-type]
        words,  # type: ignore[arg-type]
        words,  # type: ignore[arg-type]
        {"months": Figure("count")},
        words,  # type: ignore[arg-type]
        anchor,
        dict.fromkeys(causes, 1.0),
        months="months",
        absence=absence,
        amount_kind=amount_kind,
        look=look or name,
        amount_is=words,  # type: ignore[arg-type]
    )
    return {name: Reader(signal, lambda _: still((1, 1)))}


def still(shape: tuple[int, int], amount: float = 0.0) -> Reading:
    """Return a reading in which nothing departs and that amount is in question everywhere."""
    return Reading(
        np.full(shape, 0.5),
        np.zeros(shape),
        np.full(shape, amount),
        {"months": np.ones(shape, dtype=np.int64)},
        departure=np.zeros((len(LAGS), *shape)),
    )


def departing(
    reading: Reading, departures: Mapping[tuple[int, int, int], float], p_value: float = 1e-9
) -> Reading:
    """Return the reading with departures at (window, dealer, month); its months follow."""
    assert reading.departure is not None
    departure, p = reading.departure.copy(), reading.p_value.copy()
    for (window, dealer, month), size in departures.items():
        departure[window, dealer, month] = size
        p[dealer, month] = p_value
    months = np.asarray(LAGS)[departure.argmax(axis=0)]
    return replace(reading, p_value=p, figures={"months": months}, departure=departure)
