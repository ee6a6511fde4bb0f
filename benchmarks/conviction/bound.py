"""What the worlds of the bound say: how likely a score is to be right, and from where it alerts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.conviction.grow import FIRST_JUDGED, cube, during
from benchmarks.conviction.weighed import Weighed
from steelyard.verdicts.conviction import charge_from, joined_score

Array = NDArray[np.float64]

HONEST_ALERTED = 0.01
"""Share of honest dealers that may ever be alerted, by all charges, in the worlds of the bound."""


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
    honest = ((world.cause == "") & world.material)[:, None]
    told = (guilty | honest) & np.isfinite(score)
    return score[told], guilty[told]


def bound(charges: Mapping[str, Mapping[str, Any]], bounding: Sequence[Weighed]) -> float:
    """Return the score that no more than HONEST_ALERTED honest dealers ever reach.

    Where little money is in question more must be shown, as the alerts ask for it.
    """
    honest = []
    for world in bounding:
        most = np.max([scored(plain, world) for plain in charges.values()], axis=0)
        most = (most - world.to_be_shown[:, FIRST_JUDGED:]).max(axis=1)
        honest.append(most[world.cause == ""])
    return float(np.quantile(np.concatenate(honest), 1 - HONEST_ALERTED, method="higher"))


def found(plain: Mapping[str, Any], cause: str, alert: float, bounding: Sequence[Weighed]) -> float:
    """Return the share of a cause's cases that reach the bound in time."""
    most = []
    for world in bounding:
        score = scored(plain, world) - world.to_be_shown[:, FIRST_JUDGED:]
        most += [_in_time(score, world, int(d)) for d in np.flatnonzero(world.cause == cause)]
    return float(np.mean(np.array(most) >= alert))


def _in_time(score: Array, world: Weighed, dealer: int) -> float:
    """Return the highest score of a case from its first month to two after its last."""
    first = max(int(world.first[dealer]) - FIRST_JUDGED, 0)
    last = max(int(world.last[dealer]) - FIRST_JUDGED + 3, first + 1)
    return float(score[dealer, first:last].max(initial=-np.inf))
