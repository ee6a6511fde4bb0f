"""The word genuine: how often it is said of a lie, and how often of those who deserve it.

The first should be none. The second says what the word is worth: a word that is never said of
anybody is never wrong either, and a genuine key account deserves help.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from steelyard.scorecard.columns import Texts, read_columns
from steelyard.scorecard.recall import share_of
from steelyard.scorecard.trial import Flags, Trial
from steelyard.statistics.wilson import Proportion
from steelyard.tiers import TIERS

LIE = "inflated"
"""The cases in which something false was said; power is none."""


@dataclass(frozen=True)
class Genuine:
    """Of the months judged that have a verdict."""

    of_lies: Proportion
    """Share of the months within a lie that are called genuine."""
    liars: Proportion
    """Share of the lying dealers of whom it is said in some month of their lie."""
    of_honest: Proportion
    """Share of the months of honest dealers that are called genuine."""
    of_honest_by_tier: Mapping[str, Proportion]
    """The same by the dealer's tier, key first; empty where the results have no tiers."""


def genuine(out: Path, trial: Trial) -> Genuine:
    """Return how the word was used; the tiers are those of the results in `out`."""
    said, told = trial.verdict == "genuine", trial.verdict != ""
    lies = told & trial.by_dealer((trial.cases.case.label == LIE)[:, None] & trial.during)
    honest = told & trial.truth.honest[:, None]
    tier = _tiers(out, trial.truth.dealers)
    return Genuine(
        of_lies=share_of(said[lies]),
        liars=_of_dealers(said, lies),
        of_honest=share_of(said[honest]),
        of_honest_by_tier={
            name: share_of(said[honest & (tier == name)[:, None]])
            for name in TIERS
            if (tier[trial.truth.honest] == name).any()
        },
    )


def _of_dealers(said: Flags, lies: Flags) -> Proportion:
    """Return of how many with a month of a lie it is said in such a month."""
    ever = np.asarray((said & lies).any(axis=1))
    return share_of(ever[lies.any(axis=1)])


def _tiers(out: Path, dealers: Texts) -> Texts:
    """Return the tier of each dealer; "" where the results do not tell."""
    path, tier = out / "tiers.parquet", np.full(dealers.size, "", dtype="<U8")
    if not path.is_file():
        return tier
    columns = read_columns(path, ("dealer_id", "tier"))
    ids, told = columns.ids("dealer_id").tolist(), columns.texts("tier").tolist()
    named = dict(zip(ids, told, strict=True))
    return np.array([named.get(dealer, "") for dealer in dealers.tolist()], dtype="<U8")
