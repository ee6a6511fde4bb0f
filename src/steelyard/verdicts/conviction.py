"""How strongly the departures of all signals together speak for a lie, and for which one.

One signal proves little and signals are not independent. So each charge (that sales are
inflated, that a dealer is too mighty) has one score, a log odds, from the departures of the
signals that can speak for any of its causes, over all windows at once
(`statistics.monotone_trees`). More of any departure never lowers it, and a table that is not
there counts as no departure: what is not known accuses nobody.

Whether there is a lie comes first and which one after it: of a high score, other trees say how
likely each cause is, and a cause's own score is the charge's less what it is less likely than
the likeliest. These naming trees may weigh a departure against a cause, never against innocence.

Both were learned on made worlds of the family `trained`, never on a user's data, with tables
left out at random; `conviction.json` holds them with what they were learned on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reading
from steelyard.statistics.level_shift import LAGS, WITHIN_A_YEAR
from steelyard.statistics.monotone_trees import Trees, trees_from

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

_ALL = slice(None)
WORTH_SCORING = 1.5
"""Departure below which, in all signals and windows, a month is not scored: it cannot convict."""

CLEAR = 2.0
"""Departure from which a signal, by itself, stands out: it is told, and its money counts."""


LEARNED = WITHIN_A_YEAR
"""Of the windows, how many the scores were learned on, the shortest first."""

NAMED_BELOW = 3.0
"""How far below its bound a score is still parted by cause; lower ones raise nothing."""


@dataclass(frozen=True)
class Charge:
    """What was learned for one charge."""

    signals: tuple[str, ...]
    trees: Trees
    alert: float
    """Score from which the month is an alert."""
    causes: Mapping[str, Trees | None]
    """By cause: the trees of its likelihood once there is a lie; None where it is the only one."""

    def less_likely(self, rows: Array) -> dict[str, Array]:
        """Return by cause, (rows,): the log of its chance over the likeliest cause's, 0 or less."""
        said = {
            c: np.zeros(len(rows)) if t is None else t.score(rows) for c, t in self.causes.items()
        }
        most = np.max(np.stack(list(said.values())), axis=0)
        return {cause: one - most for cause, one in said.items()}


@dataclass(frozen=True)
class Conviction:
    """Scores of one cause, (dealers, months); NaN where nothing stands out."""

    model: Charge
    score: Array
    departures: Array
    """(windows, signals, dealers, months): what was joined; 0 where it is not known."""

    @property
    def margin(self) -> Array:
        """(dealers, months): how far the score lies above its bound; -inf where not scored."""
        return np.asarray(np.nan_to_num(self.score - self.model.alert, nan=-np.inf))

    def margin_at(self, dealer: int, month: int) -> float:
        """Return the same of one dealer's month."""
        score = float(self.score[dealer, month])
        return -np.inf if np.isnan(score) else score - self.model.alert

    def clear(self) -> dict[str, NDArray[np.bool_]]:
        """Return by signal, (dealers, months), where it stands out in some window."""
        return {n: self._most[column] >= CLEAR for column, n in enumerate(self.model.signals)}

    @cached_property
    def _most(self) -> Array:
        return np.asarray(self.departures.max(axis=0))

    def contributions(self, dealer: int, month: int) -> dict[str, float]:
        """Return by signal what it added to the score of one dealer's month."""
        added = self.added(np.array([dealer]), np.array([month]))[0]
        return dict(zip(self.model.signals, added.tolist(), strict=True))

    def added(self, dealer: Indices, month: Indices) -> Array:
        """Return (cells, signals): the same of many dealers' months."""
        rows = _rows(self.departures[:, :, dealer, month])
        by_window = self.model.trees.contributions(rows).reshape(
            len(rows), LEARNED, len(self.model.signals)
        )
        return np.asarray(by_window.sum(axis=1))


def convictions(
    readings: Mapping[str, Reading], learned: Mapping[str, Charge] | None = None
) -> dict[str, Conviction]:
    """Return the conviction of each cause of which some signal read over windows.

    `learned` stands in for what the package has learned.
    """
    out: dict[str, Conviction] = {}
    for charge in (models() if learned is None else learned).values():
        known = [n for n in charge.signals if n in readings and readings[n].departure is not None]
        if known:
            out |= convict(charge, joined_departures(charge.signals, readings)[:LEARNED])
    return out


@cache
def models() -> Mapping[str, Charge]:
    """Return what was learned, by charge."""
    text = (files(__package__) / "conviction.json").read_text("utf-8")
    return {name: _charge(plain) for name, plain in json.loads(text)["charges"].items()}


def _charge(plain: Mapping[str, Any]) -> Charge:
    return Charge(
        signals=tuple(plain["signals"]),
        trees=trees_from(plain),
        alert=float(plain["alert"]),
        causes={c: trees_from(one) if one else None for c, one in plain["causes"].items()},
    )


def joined_departures(
    signals: tuple[str, ...],
    readings: Mapping[str, Reading],
    dealers: NDArray[np.bool_] | slice = _ALL,
) -> Array:
    """Return (windows, signals, dealers, months) of those dealers; 0 for what is not known."""
    shape = next(iter(readings.values())).p_value[dealers].shape
    out = np.zeros((len(LAGS), len(signals), *shape), dtype=np.float32)
    for column, name in enumerate(signals):
        departure = readings[name].departure if name in readings else None
        if departure is not None:
            theirs = departure[:, dealers]
            out[:, column] = np.where(np.isfinite(theirs), theirs, 0.0)
    return out


def convict(charge: Charge, departures: Array) -> dict[str, Conviction]:
    """Return the conviction of each cause of the charge, by joined departures."""
    most = departures.max(axis=(0, 1))
    asked = np.flatnonzero(most > WORTH_SCORING)
    score = np.full(most.shape, np.nan)
    score.flat[asked] = charge.trees.score(_rows(_cells(departures, asked)))
    high = np.nan_to_num(score, nan=-np.inf) >= charge.alert - NAMED_BELOW
    less = charge.less_likely(_rows(_cells(departures, np.flatnonzero(high))))
    return {
        cause: Conviction(charge, _lowered(score, high, less[cause]), departures)
        for cause in charge.causes
    }


def _lowered(score: Array, where: NDArray[np.bool_], by: Array) -> Array:
    out = score.copy()
    out[where] += by
    return out


def _cells(departures: Array, cells: Indices) -> Array:
    """Return (windows, signals, cells): of those dealers' months, numbered row by row."""
    windows, signals = departures.shape[:2]
    return departures.reshape(windows, signals, -1).take(cells, axis=2)


def _rows(departures: Array) -> Array:
    """Return (rows, windows x signals) of (windows, signals, rows): one feature a column."""
    windows, signals, rows = departures.shape
    return departures.reshape(windows * signals, rows).T
