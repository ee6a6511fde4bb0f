"""Which causes the data cannot separate from the one that an alert names.

A lie leaves several marks, and two causes may leave nearly the same: then both scores are high.
The scores of two lies differ by how much likelier one is, once there is a lie; power has a score
of its own. Whoever reads the alert is told of all that come near.
"""

from __future__ import annotations

from steelyard.verdicts import Findings
from steelyard.verdicts.one_lie import GOES_ON

NEARLY = 1.0
"""How far below the named cause's another score may lie, each above its bound: a log odds."""


def also_possible(findings: Findings, dealer: int, month: int) -> tuple[str, ...]:
    """Return the other causes that score nearly as high, or higher; the highest first."""
    convictions = findings.verdicts.convictions
    margins = {cause: one.margin_at(dealer, month) for cause, one in convictions.items()}
    # An alert that another cause keeps up need not be scored for the one it names.
    named = max(margins.pop(str(findings.verdicts.cause[dealer, month])), -GOES_ON)
    near = [cause for cause, margin in margins.items() if margin >= named - NEARLY]
    return tuple(sorted(near, key=lambda cause: -margins[cause]))
