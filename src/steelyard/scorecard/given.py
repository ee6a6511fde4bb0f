"""The verdicts that were given, as `assess` wrote them: one row a dealer and month."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.columns import Months, Texts, read_columns, unusable
from steelyard.verdicts.findings import VERDICTS

NEEDED = ("dealer_id", "month", "verdict")
WANTED = ("cause", "score", "since")


@dataclass(frozen=True)
class Given:
    """Columns of `verdicts`, all (rows,)."""

    dealer: Texts
    month: Months
    verdict: Texts
    cause: Texts
    """"" where none is named."""
    score: NDArray[np.float64]
    """NaN where there is none."""
    since: Months
    """NaT where nothing goes on."""

    @property
    def months(self) -> Months:
        """Every month from the first to the last of the verdicts."""
        return np.arange(self.month.min(), self.month.max() + np.timedelta64(1, "M"))

    @property
    def first_judged(self) -> np.datetime64:
        """The first month with a verdict other than `unjudged`; the first at all for none."""
        said = self.month[self.verdict != "unjudged"]
        return np.datetime64(said.min() if said.size else self.month.min(), "M")


def read_given(out: Path) -> Given:
    """Return the verdicts in the folder OUT; InputUnusable where there are none to be had."""
    path = out / "verdicts.parquet"
    if not path.is_file():
        raise unusable("no_verdicts", path=path)
    columns = read_columns(path, NEEDED, WANTED)
    dealer, month = columns.ids("dealer_id"), columns.months("month")
    if not len(columns):
        raise unusable("verdicts_empty", path=path)
    if np.isnat(month).any():
        raise unusable("month_empty", path=path, rows=int(np.isnat(month).sum()))
    verdict = columns.texts("verdict")
    if (strange := np.setdiff1d(verdict, VERDICTS)).size:
        figures = {"verdicts": ", ".join(strange), "known": ", ".join(VERDICTS)}
        raise unusable("verdict_unknown", path=path, **figures)
    since, cause = columns.months("since"), columns.texts("cause")
    return Given(dealer, month, verdict, cause, columns.numbers("score"), since)
