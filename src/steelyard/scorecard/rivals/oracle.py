"""The oracle: the likelihood ratio by the world's own parameters, from what a world brings.

No method that is to be used on real channels can know these; it is the limit, not a rival to
beat. See `steelyard.scorecard.oracle`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.facts import MonthlyFacts
from steelyard.scorecard.oracle.channels import Channels
from steelyard.scorecard.oracle.known import read_known
from steelyard.scorecard.oracle.mixture import ratios
from steelyard.scorecard.oracle.seen import read_seen

NAME = "oracle"
TITLE = {"zh": "理想裁判（知道世界的参数）", "en": "oracle (knows the world's parameters)"}


def score(facts: MonthlyFacts) -> NDArray[np.float64]:
    """Return the log ratio of the likeliest deed; LeftOut where the world does not tell."""
    return np.asarray(np.max(list(by_deed(facts).values()), axis=0), dtype=np.float64)


def by_deed(facts: MonthlyFacts) -> dict[str, NDArray[np.float64]]:
    """Return the log ratio of each deed against honesty, (dealers, months)."""
    known = read_known(facts.world, facts.grid)
    honest = known.honest
    seen = read_seen(facts.world, facts.grid, honest.region, honest.late_days, known.regions)
    return ratios(Channels(known, seen))
