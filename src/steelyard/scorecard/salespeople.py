"""Who among the salespeople was found to have taken part, and who was suspected wrongly.

Two shares each: whom the results call proven, and whom they would have looked at first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from steelyard.scorecard.columns import Columns, Texts, read_columns
from steelyard.scorecard.truth import Truth
from steelyard.statistics.wilson import Proportion, proportion

PROVEN, FIRST = ("clustered",), ("clustered", "above_expected")
_LEVEL = {PROVEN: 0.01, FIRST: 0.05}
"""Results without a judgement suspect who has a p-value up to this."""


@dataclass(frozen=True)
class Salespeople:
    """Of the salespeople in the results."""

    found: Proportion
    """Share of those who took part that were found; who is not in the results is not found."""
    wrongly: Proportion
    """Share of the others that were suspected."""
    to_look_at: Proportion
    """Share of those who took part that would have been looked at, found or not."""
    looked_at_wrongly: Proportion
    """Share of the others that would have been looked at."""


def salespeople(out: Path, truth: Truth) -> Salespeople | None:
    """Return it; None where the truth names nobody or the results have no such table."""
    path = out / "salespeople.parquet"
    if truth.complicit is None or not path.is_file():
        return None
    columns = read_columns(path, ("salesperson_id", "p_value"), ("judgement",))
    return Salespeople(
        *_shares(columns, PROVEN, truth.complicit), *_shares(columns, FIRST, truth.complicit)
    )


def _shares(
    columns: Columns, said: tuple[str, ...], complicit: frozenset[str]
) -> tuple[Proportion, Proportion]:
    everybody = set(columns.ids("salesperson_id").tolist())
    suspected = set(_suspected(columns, said).tolist())
    others = everybody - complicit
    return (
        proportion(len(suspected & complicit), len(complicit)),
        proportion(len(suspected & others), len(others)),
    )


def _suspected(columns: Columns, said: tuple[str, ...]) -> Texts:
    """Return who is suspected; a rare number of whom nothing can be said is held against nobody."""
    ids = columns.ids("salesperson_id")
    if not columns.has("judgement"):
        return ids[columns.numbers("p_value") <= _LEVEL[said]]
    judged = columns.texts("judgement")
    return ids[[judgement in said for judgement in judged.tolist()]]
