"""ECOD: how far out a dealer-month lies in the tails of each fact, summed over the facts.

Li, Zhao, Hu, Botta, Ionescu & Chen 2022, "ECOD: unsupervised outlier detection using empirical
cumulative distribution functions", IEEE TKDE; the implementation is PyOD's.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.facts import MonthlyFacts
from steelyard.scorecard.refitted import detector, refitted

NAME = "ecod"
TITLE = {"zh": "ECOD（PyOD）", "en": "ECOD (PyOD)"}


def score(facts: MonthlyFacts) -> NDArray[np.float64]:
    """Return the outlier scores; LeftOut without PyOD."""
    ecod = detector("pyod.models.ecod", "ECOD")
    return refitted(facts, lambda: ecod())
