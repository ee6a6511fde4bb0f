"""How strongly the departures of all signals together speak for each cause.

One signal proves little and signals are not independent. So each cause has one score, a log
odds, from the departures of the signals that can speak for it, over all windows at once
(`statistics.monotone_trees`). The scores were learned on made worlds of the family `trained`,
never on a user's data, with tables left out at random; `conviction.json` holds them with what
they were learned on. More of any departure never lowers a score, and a table that is not there
counts as no departure: what is not known accuses nobody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reading
from steelyard.statistics.level_shift import LAGS
from steelyard.statistics.monotone_trees import Trees, trees_from

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

WORTH_SCORING = 1.5
"""Departure below which, in all signals and windows, a month is not scored: it cannot convict."""

CLEAR = 2.0
"""Departure from which a signal, by itself, stands out: it is told, and its money counts."""


@dataclass(frozen=True)
class CauseModel:
    """What was learned for one cause."""

    signals: tuple[str, ...]
    trees: Trees
    alert: float
    """Score from which the month is an alert."""


@dataclass(frozen=True)
class Conviction:
    """Scores of one cause, (dealers, months); NaN where nothing stands out."""

    model: CauseModel
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
        most = self.departures.max(axis=0)
        return {name: most[column] >= CLEAR for column, name in enumerate(self.model.signals)}

    def contributions(self, dealer: int, month: int) -> dict[str, float]:
        """Return by signal what it added to the score of one dealer's month."""
        added = self.added(np.array([dealer]), np.array([month]))[0]
        return dict(zip(self.model.signals, added.tolist(), strict=True))

    def added(self, dealer: Indices, month: Indices) -> Array:
        """Return (cells, signals): the same of many dealers' months."""
        rows = _rows(self.departures[:, :, dealer, month])
        by_window = self.model.trees.contributions(rows).reshape(
            len(rows), len(LAGS), len(self.model.signals)
        )
        return np.asarray(by_window.sum(axis=1))

    def windows(self) -> Indices:
        """Return (dealers, months): the window over which the signals together stand out most."""
        together = np.maximum(self.departures, 0.0).sum(axis=1)
        # Longer windows hold the shorter ones: the shortest of nearly equal ones is taken.
        worth = together * np.linspace(1.0, 0.95, len(LAGS))[:, None, None]
        return np.asarray(worth.argmax(axis=0))


def convictions(
    readings: Mapping[str, Reading], learned: Mapping[str, CauseModel] | None = None
) -> dict[str, Conviction]:
    """Return the conviction of each cause for which some signal read over windows.

    `learned` stands in for what the package has learned.
    """
    out = {}
    for cause, model in (models() if learned is None else learned).items():
        known = [n for n in model.signals if n in readings and readings[n].departure is not None]
        if known:
            out[cause] = _convict(model, readings)
    return out


@cache
def models() -> Mapping[str, CauseModel]:
    """Return what was learned, by cause."""
    text = (files(__package__) / "conviction.json").read_text("utf-8")
    return {
        cause: CauseModel(tuple(one["signals"]), trees_from(one), float(one["alert"]))
        for cause, one in json.loads(text)["causes"].items()
    }


def joined_departures(signals: tuple[str, ...], readings: Mapping[str, Reading]) -> Array:
    """Return (windows, signals, dealers, months); 0 for what is not known."""
    shape = next(iter(readings.values())).p_value.shape
    out = np.zeros((len(LAGS), len(signals), *shape), dtype=np.float32)
    for column, name in enumerate(signals):
        departure = readings[name].departure if name in readings else None
        if departure is not None:
            out[:, column] = np.nan_to_num(departure, nan=0.0, posinf=0.0, neginf=0.0)
    return out


def _convict(model: CauseModel, readings: Mapping[str, Reading]) -> Conviction:
    departures = joined_departures(model.signals, readings)
    asked = (departures > WORTH_SCORING).any(axis=(0, 1))
    score = np.full(asked.shape, np.nan)
    score[asked] = model.trees.score(_rows(departures[:, :, asked]))
    return Conviction(model, score, departures)


def _rows(departures: Array) -> Array:
    """Return (rows, windows x signals) of (windows, signals, rows): one feature a column."""
    windows, signals, rows = departures.shape
    return np.ascontiguousarray(departures.reshape(windows * signals, rows).T)
