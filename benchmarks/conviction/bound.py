"""What the worlds of the bound say: how likely a score is to be right, and from where it alerts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.conviction.grow import FIRST_JUDGED, cube, during
from benchmarks.conviction.weighed import Weighed
from steelyard.signals import SIGNALS
from steelyard.verdicts.conviction import CLEAR, charge_from, joined_score

Array = NDArray[np.float64]

HONEST_ALERTED = 0.008
"""Share of honest dealers that may ever be alerted, by all charges, in the worlds of the bound.

One in a hundred is asked of every channel; the rest is a reserve, because families differ.
"""


def scored(plain: Mapping[str, Any], world: Weighed) -> Array:
    """Return the score of a charge in each month judged, (dealers, months); -inf for none."""
    charge = charge_from({"alert": 0.0, **plain})
    score = joined_score(charge, cube(world, charge.signals), world.steady)
    return np.nan_to_num(score, nan=-np.inf)[:, FIRST_JUDGED:]


def calibrated(
    plain: Mapping[str, Any], causes: Sequence[str], bounding: Sequence[Weighed]
) -> dict[str, Any]:
    """Return the charge with its trees stretched, so that scores are log odds in these worlds."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    parts = [_told(plain, causes, world) for world in bounding]
    score, guilty = (np.concatenate(part) for part in zip(*parts, strict=True))
    line = LogisticRegression(C=100.0).fit(score[:, None], guilty)
    stretch, shift = float(line.coef_[0, 0]), float(line.intercept_[0])
    return {
        **plain,
        "base": round(plain["base"] * stretch + shift, 5),
        "trees": [
            [[*node[:4], round(node[4] * stretch, 5)] for node in tree] for tree in plain["trees"]
        ],
    }


def _told(
    plain: Mapping[str, Any], causes: Sequence[str], world: Weighed
) -> tuple[Array, NDArray[np.bool_]]:
    score = scored(plain, world)
    guilty = during(world, causes)[:, FIRST_JUDGED:]
    honest = (world.honest & world.material)[:, None]
    told = (guilty | honest) & np.isfinite(score)
    return score[told], guilty[told]


def bound(charges: Mapping[str, Mapping[str, Any]], bounding: Sequence[Weighed]) -> float:
    """Return the score that no more than HONEST_ALERTED honest dealers ever reach.

    Partners of liars are not among them: few and far above the rest, they would set it for
    everybody. How many of them are alerted is published apart.
    """
    honest = []
    for world in bounding:
        most = np.max([_alerting(plain, world) for plain in charges.values()], axis=0)
        honest.append(most.max(axis=1)[world.uninvolved])
    return float(np.quantile(np.concatenate(honest), 1 - HONEST_ALERTED, method="higher"))


def found(plain: Mapping[str, Any], cause: str, alert: float, bounding: Sequence[Weighed]) -> float:
    """Return the share of a cause's cases that reach the bound in time."""
    most = []
    for world in bounding:
        score = _alerting(plain, world)
        most += [_in_time(score, world, int(d)) for d in np.flatnonzero(world.cause == cause)]
    return float(np.mean(np.array(most) >= alert))


def _alerting(plain: Mapping[str, Any], world: Weighed) -> Array:
    """Return the score as the alerts take it.

    Where little money is in question more must be shown, and scans that did not come are not
    enough by themselves.
    """
    names = [name for name in plain["signals"] if name in world.departures]
    seen = [world.departures[n].max(axis=0) for n in names if not SIGNALS[n].signal.absence]
    stands = np.max(seen, axis=0)[:, FIRST_JUDGED:] >= CLEAR
    return np.where(stands, scored(plain, world) - world.to_be_shown[:, FIRST_JUDGED:], -np.inf)


def _in_time(score: Array, world: Weighed, dealer: int) -> float:
    """Return the highest score of a case from its first month to two after its last."""
    first = max(int(world.first[dealer]) - FIRST_JUDGED, 0)
    last = max(int(world.last[dealer]) - FIRST_JUDGED + 3, first + 1)
    return float(score[dealer, first:last].max(initial=-np.inf))
