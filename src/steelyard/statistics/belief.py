"""What is believed of a level and a habit that are only ever seen together, row by row.

Two quantities a row, jointly normal, learned month by month: a linear Kalman filter of two states
(Kalman 1960), written out so that all rows are done at once. Arrays are (rows,).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_LOG_2PI = float(np.log(2 * np.pi))


@dataclass(frozen=True)
class Belief:
    """Means, variances and covariance of both quantities."""

    level: Array
    habit: Array
    level_variance: Array
    habit_variance: Array
    shared: Array
    """Covariance of the two."""

    def drifted(self, level: Array | float, habit: Array | float) -> Belief:
        """Return the belief a month later; the arguments are variances of a month's step."""
        return Belief(
            self.level,
            self.habit,
            self.level_variance + level,
            self.habit_variance + habit,
            self.shared,
        )

    def learned(self, seen: Seen) -> Belief:
        """Return the belief after an observation; unchanged in rows where there is none."""
        with_level = seen.on_level * self.level_variance + seen.on_habit * self.shared
        with_habit = seen.on_level * self.shared + seen.on_habit * self.habit_variance
        whole = seen.variance(self)
        weight = np.where(seen.there, 1.0 / whole, 0.0)
        off = weight * np.where(seen.there, seen.off, 0.0)
        return Belief(
            self.level + with_level * off,
            self.habit + with_habit * off,
            self.level_variance - with_level**2 * weight,
            self.habit_variance - with_habit**2 * weight,
            self.shared - with_level * with_habit * weight,
        )

    def where(self, flags: Flags, other: Belief) -> Belief:
        """Return this belief in flagged rows and the other's elsewhere."""
        return Belief(
            *(
                np.where(flags, mine, theirs)
                for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)
            )
        )

    def mixed(self, other: Belief, share: Array) -> Belief:
        """Return the normal with the mean and covariance of a mixture; `share` is this one's."""
        rest = 1.0 - share
        level, habit = self.level - other.level, self.habit - other.habit
        apart = share * rest
        return Belief(
            share * self.level + rest * other.level,
            share * self.habit + rest * other.habit,
            share * self.level_variance + rest * other.level_variance + apart * level**2,
            share * self.habit_variance + rest * other.habit_variance + apart * habit**2,
            share * self.shared + rest * other.shared + apart * level * habit,
        )


@dataclass(frozen=True)
class Seen:
    """An observation of on_level × level + on_habit × habit, with an error."""

    there: Flags
    off: Array
    """How far it is from what was foretold; NaN where there is none."""
    on_level: Array | float
    on_habit: Array | float
    error: Array
    """Variance of its error."""

    def variance(self, belief: Belief) -> Array:
        """Return the variance with which it was foretold."""
        return np.asarray(
            self.on_level**2 * belief.level_variance
            + self.on_habit**2 * belief.habit_variance
            + 2 * self.on_level * self.on_habit * belief.shared
            + self.error
        )

    def log_likelihood(self, belief: Belief) -> Array:
        """Return the log density of what was seen; 0 in rows where nothing was."""
        return np.where(self.there, log_normal(self.off, self.variance(belief)), 0.0)


def log_normal(off: Array, variance: Array) -> Array:
    """Return the log density of a normal error."""
    return np.asarray(-0.5 * (off**2 / variance + np.log(variance) + _LOG_2PI))
