"""One lie, one alert: which months an alert holds, which cause it tells, and since when.

An alert goes on while the score stays near its bound, with the cause it started with. As a lie
lasts, it becomes the dealer's own level and the score fades; when an alert is raised again, the
window that stands out is a late one. So a new alert of the same verdict within SAME_LIE months of
the last one's end is the same matter and keeps its beginning.

Its cause is the one that has been seen most clearly so far: that of the old alert, unless the new
score lies further above its bound than the old cause's ever did. Who was dimly taken for one that
moves stock, and then is clearly seen to divert it, is said to divert it. A cause changes only where
an alert is raised anew. No month looks at later ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]

GOES_ON = 1.0
"""How far below its bound a score may fall before a running alert ends."""
PAUSE = 2
"""Months without a score near the bound after which an alert is over."""
SAME_LIE = 12
"""Months after an alert within which a new one carries it on: as long as the longest window, before
which the dealer's level may still be that of the lie."""


def alert_months(
    margin: Array, lasts: Array, began: Indices, verdict: Indices
) -> tuple[Indices, Indices]:
    """Return the index of the cause told and the first month of its matter; -1 for none.

    `margin` is (causes, dealers, months): how far each score lies above its bound where an alert
    may be raised, and `lasts` where one may go on; `began` since when the score's evidence stands
    out; `verdict`, (causes,), which verdict is said of the cause, 0 or 1.
    """
    _, dealers, months = margin.shape
    which, since = np.full((2, dealers, months), -1)
    row, now, quiet = np.arange(dealers), np.full(dealers, -1), np.zeros(dealers, np.int64)
    matters = _Matters(verdict, dealers)
    for month in range(months):
        here = margin[:, :, month]
        best = here.argmax(axis=0)
        raised = here[best, row] >= 0
        alike = verdict[:, None] == verdict[np.maximum(now, 0)]
        again = (np.where(alike, here, -np.inf) >= 0).any(axis=0)
        held = again | (lasts[np.maximum(now, 0), row, month] >= -GOES_ON)
        quiet = np.where(held, 0, quiet + 1)
        # What speaks for the other verdict does not keep this one up: it is a matter of its own.
        running = (now >= 0) & (quiet <= PAUSE) & (held | ~raised)
        quiet = np.where(raised & ~running, 0, quiet)
        now = np.where(running, now, -1)
        fresh = np.flatnonzero(raised & ~running)
        now[fresh] = matters.opened(fresh, best[fresh], here, began[:, :, month], month)
        shown = np.flatnonzero((now >= 0) & (quiet == 0))
        which[shown, month] = now[shown]
        since[shown, month] = matters.kept_up(shown, now[shown], here, month)
    return which, since


@dataclass
class _Matters:
    """The last matter of each verdict and dealer, as known by a month."""

    verdict: Indices
    """(causes,)"""
    dealers: int
    cause: Indices = field(init=False)
    since: Indices = field(init=False)
    last: Indices = field(init=False)
    """Its last month of alert."""
    clearest: Array = field(init=False)
    """How far the score of its cause has been above its bound."""

    def __post_init__(self) -> None:
        shape = (2, self.dealers)
        self.cause, self.since = np.full((2, *shape), -1)
        self.last = np.full(shape, -1 - SAME_LIE)
        self.clearest = np.full(shape, -np.inf)

    def opened(
        self, row: Indices, cause: Indices, margin: Array, began: Indices, month: int
    ) -> Indices:
        """Begin a matter of each dealer in `row`, or carry on its last one; return the causes."""
        at = self.verdict[cause], row
        goes_on, clear = month - self.last[at] <= SAME_LIE, margin[cause, row]
        stays = goes_on & (self.clearest[at] >= clear)
        self.since[at] = np.where(goes_on, self.since[at], began[cause, row])
        self.cause[at] = np.where(stays, self.cause[at], cause)
        self.clearest[at] = np.where(stays, self.clearest[at], clear)
        return self.cause[at]

    def kept_up(self, row: Indices, cause: Indices, margin: Array, month: int) -> Indices:
        """Write a month of alert into the dealers' matters; return since when they are."""
        at = self.verdict[cause], row
        self.last[at] = month
        self.clearest[at] = np.maximum(self.clearest[at], margin[cause, row])
        return self.since[at]
