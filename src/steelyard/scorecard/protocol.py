"""The protocol: read truth and verdicts, hold one against the other, part by part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from steelyard.scorecard.alarms import alarms
from steelyard.scorecard.calibration import calibration
from steelyard.scorecard.causes import causes
from steelyard.scorecard.delay import delay
from steelyard.scorecard.facts import read_facts
from steelyard.scorecard.false_alarms import false_alarms
from steelyard.scorecard.fixed_budget import usual_budget
from steelyard.scorecard.genuine import genuine
from steelyard.scorecard.given import read_given
from steelyard.scorecard.hits import hits
from steelyard.scorecard.ranking import ranking
from steelyard.scorecard.recall import recall
from steelyard.scorecard.rivals import RIVALS, Rival
from steelyard.scorecard.salespeople import salespeople
from steelyard.scorecard.scorecard import Scorecard, period
from steelyard.scorecard.trial import side_by_side
from steelyard.scorecard.truth import read_truth
from steelyard.scorecard.verified import verified
from steelyard.words import Message

Progress = Callable[[Message], None]


def evaluate(
    world: Path,
    out: Path,
    *,
    start: np.datetime64 | None = None,
    budget: int | None = None,
    rivals: Mapping[str, Rival] = RIVALS,
    progress: Progress = lambda _: None,
) -> Scorecard:
    """Return the scorecard of the verdicts in `out` against the truth in `world`.

    `start` is the first month judged (by default the first with a verdict other than
    `unjudged`), `budget` the new alarms a month of the fixed-budget protocol (by default 1 % of
    the dealers). Raises InputUnusable with the place and the mend.
    """
    progress(Message("scorecard.reading"))
    trial = side_by_side(read_truth(world), read_given(out), start)
    facts = read_facts(world, out, trial)
    progress(Message("scorecard.comparing"))
    return Scorecard(
        period=period(trial),
        recall=recall(trial),
        delay=delay(trial, hits(trial, trial.alerted)),
        alarms=alarms(trial),
        false_alarms=false_alarms(trial),
        genuine=genuine(out, trial),
        causes=causes(trial),
        calibration=calibration(trial),
        verified=verified(world, trial, facts),
        salespeople=salespeople(out, trial.truth),
        ranking=ranking(trial, facts, budget or usual_budget(trial.truth.dealers.size), rivals),
    )
