"""How strongly the departures of all signals together speak for a lie, and for which one.

One signal proves little and signals are not independent. So each charge (that sales are
inflated, that a dealer is too mighty) has one score, a log odds, from the departures of the
signals that can speak for any of its causes, over all windows at once
(`statistics.boosted_trees`). What the market showed may only accuse more as it departs further;
what dealer and manufacturer wrote is weighed either way, since a rise in the books is growth or
a lie by what stands beside it; and all is weighed against how steady such figures are
(`steadiness`). A table that is not there counts as no departure.

A lie lasts and an accident passes: two thirds of the score are the month's own, a third the mean
of the last six (`recent_months`). Whether there is a lie comes first, which one after it: of a high
score, other trees say how likely each cause is, and a cause's own score is the charge's less what
it is less likely than the likeliest.

All was learned on made worlds of the family `trained`, never on a user's data, with tables left
out at random; `conviction.json` holds it with what it was learned on.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reading
from steelyard.statistics.boosted_trees import Trees, trees_from
from steelyard.statistics.level_shift import LAGS, WITHIN_A_YEAR
from steelyard.verdicts.recent_months import parts, with_recent
from steelyard.verdicts.steadiness import unknown

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
    recent: float = 0.0
    """Which part of the score the last months have together; the month itself has the rest."""
    alert_without: Mapping[str, float] = field(default_factory=dict)
    """By table, the score from which a month is an alert where that table was not brought: with
    less to see, honest dealers come closer to a lie."""

    def brought(self, present: Collection[str]) -> Charge:
        """Return the charge with the bound that those tables ask for."""
        missing = [bound for table, bound in self.alert_without.items() if table not in present]
        return replace(self, alert=max([self.alert, *missing]))

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
    steady: Array
    """(figures, dealers, months): what it was weighed against."""

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
        return {n: self.most[column] >= CLEAR for column, n in enumerate(self.model.signals)}

    @cached_property
    def most(self) -> Array:
        """(signals, dealers, months): each signal's largest departure over the windows."""
        return np.asarray(self.departures.max(axis=0))

    def contributions(self, dealer: int, month: int) -> dict[str, float]:
        """Return by signal what it added to the score of one dealer's month."""
        added = self.added(np.array([dealer]), np.array([month]))[0]
        return dict(zip(self.model.signals, added.tolist(), strict=True))

    def added(self, dealer: Indices, month: Indices, together: Indices | None = None) -> Array:
        """Return (cells, signals): the same of many dealers' months.

        `together`, (signals,), numbers the groups of signals whose sums are wanted instead. A
        month adds in the part that it has in the score, and so do those before it.
        """
        of_signal = np.arange(len(self.model.signals)) if together is None else together
        before, part = parts(month, self.model.recent)
        # Months that follow each other are made of the same ones: each is walked once.
        cells = np.ravel_multi_index((dealer[:, None], before), self.score.shape)
        once, place = np.unique(cells, return_inverse=True)
        of_dealer, of_month = np.unravel_index(once, self.score.shape)
        added = self._added_by(of_dealer, of_month, of_signal)
        return np.asarray((part[..., None] * added[place.reshape(cells.shape)]).sum(axis=1))

    def _added_by(self, dealer: Indices, month: Indices, of_signal: Indices) -> Array:
        """Return (cells, groups): what signals of those months add to the months' own scores."""
        rows = _rows(self.departures[:, :, dealer, month], self.steady[:, dealer, month])
        groups = int(of_signal.max()) + 1
        # What the steadiness of the figures adds is no signal's, and part of the base.
        nobodys = np.full(len(self.steady), groups)
        of_feature = np.concatenate([np.tile(of_signal, LEARNED), nobodys])
        return self.model.trees.contributions(rows, of_feature)[:, :groups]


def convictions(
    readings: Mapping[str, Reading],
    learned: Mapping[str, Charge] | None = None,
    steady: Array | None = None,
    present: Collection[str] = (),
) -> dict[str, Conviction]:
    """Return the conviction of each cause of which some signal read over windows.

    `learned` stands in for what the package has learned. `steady` tells how steady the figures
    are (`steadiness`); not known without it. `present` names the tables that were brought.
    """
    out: dict[str, Conviction] = {}
    for charge in (models() if learned is None else learned).values():
        known = [n for n in charge.signals if n in readings and readings[n].departure is not None]
        if known:
            departures = joined_departures(charge.signals, readings, windows=LEARNED)
            beside = unknown(departures.shape[2:]) if steady is None else steady
            out |= convict(charge.brought(present), departures, beside)
    return out


@cache
def models() -> Mapping[str, Charge]:
    """Return what was learned, by charge."""
    text = (files(__package__) / "conviction.json").read_text("utf-8")
    return {name: charge_from(plain) for name, plain in json.loads(text)["charges"].items()}


def charge_from(plain: Mapping[str, Any]) -> Charge:
    """Return a charge as `conviction.json` has it."""
    return Charge(
        signals=tuple(plain["signals"]),
        trees=trees_from(plain),
        alert=float(plain["alert"]),
        causes={c: trees_from(one) if one else None for c, one in plain["causes"].items()},
        recent=float(plain["recent"]),
        alert_without=plain.get("alert_without", {}),
    )


def joined_departures(
    signals: tuple[str, ...],
    readings: Mapping[str, Reading],
    dealers: NDArray[np.bool_] | slice = _ALL,
    windows: int = len(LAGS),
) -> Array:
    """Return (windows, signals, dealers, months) of those dealers; 0 for what is not known.

    `windows` keeps to so many, the shortest first.
    """
    shape = next(iter(readings.values())).p_value[dealers].shape
    out = np.empty((windows, len(signals), *shape), dtype=np.float32)
    for column, name in enumerate(signals):
        departure = readings[name].departure if name in readings else None
        of_signal = out[:, column]
        of_signal[:] = 0.0 if departure is None else departure[:windows, dealers]
        np.copyto(of_signal, 0.0, where=~np.isfinite(of_signal))
    return out


def convict(charge: Charge, departures: Array, steady: Array) -> dict[str, Conviction]:
    """Return the conviction of each cause of the charge, by joined departures."""
    score = joined_score(charge, departures, steady)
    high = np.nan_to_num(score, nan=-np.inf) >= charge.alert - NAMED_BELOW
    cells = np.flatnonzero(high)
    less = charge.less_likely(_rows(_cells(departures, cells), _cells(steady, cells)))
    return {
        cause: Conviction(charge, _lowered(score, high, less[cause]), departures, steady)
        for cause in charge.causes
    }


def joined_score(charge: Charge, departures: Array, steady: Array) -> Array:
    """Return the charge's score, (dealers, months); NaN where nothing is worth scoring."""
    _, _, dealers, months = departures.shape
    flat = (of.reshape(*of.shape[:-2], -1) for of in (departures, steady))
    of_month = charge.trees.score(_rows(*flat)).reshape(dealers, months)
    asked = departures.max(axis=(0, 1)) > WORTH_SCORING
    return np.where(asked, with_recent(of_month, charge.recent), np.nan)


def _lowered(score: Array, where: NDArray[np.bool_], by: Array) -> Array:
    out = score.copy()
    out[where] += by
    return out


def _cells(of: Array, cells: Indices) -> Array:
    """Return (..., cells) of (..., dealers, months): those months, numbered row by row."""
    return of.reshape(*of.shape[:-2], -1).take(cells, axis=-1)


def _rows(departures: Array, steady: Array) -> Array:
    """Return (rows, windows x signals + figures): one feature a column, for both (..., rows)."""
    windows, signals, rows = departures.shape
    narrow = steady.astype(departures.dtype)
    return np.concatenate([departures.reshape(windows * signals, rows), narrow]).T
