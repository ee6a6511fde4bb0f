"""Isolation forest: how few random cuts through the facts set a dealer-month apart.

Liu, Ting & Zhou 2008, "Isolation forest", ICDM; the implementation is PyOD's.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.facts import MonthlyFacts
from steelyard.scorecard.refitted import detector, refitted

NAME = "isolation_forest"
TITLE = {"zh": "孤立森林（PyOD）", "en": "isolation forest (PyOD)"}


def score(facts: MonthlyFacts) -> NDArray[np.float64]:
    """Return the outlier scores, the same in every run; LeftOut without PyOD."""
    forest = detector("pyod.models.iforest", "IForest")
    return refitted(facts, lambda: forest(random_state=0))
