"""The scorecard: verdicts held against the truth of a world in which it is known.

It knows verdicts and truth as tables, whoever made them, and nothing of how a verdict comes
about. Only the command line, benchmarks and tests import it.
"""

from __future__ import annotations

from steelyard.scorecard.protocol import evaluate
from steelyard.scorecard.scorecard import Scorecard

__all__ = ["Scorecard", "evaluate"]
