"""Who among the salespeople was found to have taken part, and who was suspected wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from steelyard.scorecard.columns import read_columns
from steelyard.scorecard.truth import Truth
from steelyard.statistics.wilson import Proportion, proportion

LEVEL = 0.01
"""A salesperson with a p-value up to this counts as found."""


@dataclass(frozen=True)
class Salespeople:
    """Of the salespeople in the results."""

    found: Proportion
    """Share of those who took part that were found; who is not in the results is not found."""
    wrongly: Proportion
    """Share of the others that were suspected."""


def salespeople(out: Path, truth: Truth) -> Salespeople | None:
    """Return it; None where the truth names nobody or the results have no such table."""
    path = out / "salespeople.parquet"
    if truth.complicit is None or not path.is_file():
        return None
    columns = read_columns(path, ("salesperson_id", "p_value"))
    everybody, low = columns.ids("salesperson_id"), columns.numbers("p_value") <= LEVEL
    suspected = set(everybody[low].tolist())
    others = set(everybody.tolist()) - truth.complicit
    return Salespeople(
        found=proportion(len(suspected & truth.complicit), len(truth.complicit)),
        wrongly=proportion(len(suspected & others), len(others)),
    )
