"""Whether a lie lasts that was told once: the scores again, with a window that looks back further.

As a lie goes on, the months before every window of a year are its own, and the score fades. A
window of a year and a half still looks back to before it. The scores were learned without it, so
nobody is alerted by it at first. But after the month in which a dealer is, the longest learned
window speaks by that one too, whichever departs more: an alert goes on while the lie does, as
long as something still stands out by itself. What is told, and its money, is never that of the
longer window. The months until then, and all months of others, stay as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reading
from steelyard.verdicts.conviction import LEARNED, Conviction, convict, joined_departures

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def lasting(
    plain: Mapping[str, Conviction], readings: Mapping[str, Reading], alerted: Flags
) -> dict[str, Conviction]:
    """Return the convictions as longer windows show them too after the first alert.

    `alerted` says in which months a dealer would be alerted without them, (dealers, months).
    """
    after = np.zeros_like(alerted)
    after[:, 1:] = np.logical_or.accumulate(alerted, axis=1)[:, :-1]
    dealers: Flags = np.asarray(after.any(axis=1))
    out = dict(plain)
    if not dealers.any():
        return out
    for model in {id(one.model): one.model for one in plain.values()}.values():
        every = joined_departures(model.signals, readings, dealers)
        longest = every[LEARNED - 1 :].max(axis=0, keepdims=True)
        longer = np.concatenate([every[: LEARNED - 1], longest])
        causes = [cause for cause, one in plain.items() if one.model is model]
        whole = plain[causes[0]].departures.copy()
        whole[:, :, after] = longer[:, :, after[dealers]]
        found = convict(model, whole[:, :, dealers], plain[causes[0]].steady[:, dealers])
        for cause in causes:
            score = plain[cause].score.copy()
            score[dealers] = found[cause].score
            out[cause] = replace(plain[cause], score=score)
    return out
