"""The truth of a world: which dealers are honest, and which lied or ruled, how and when.

`truth.parquet` comes from `steelyard simulate`, or from anybody who knows: only dealer_id and
label are required. A case is one row with another label than `honest`; a dealer may have several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.columns import Columns, Months, Texts, read_columns, unusable

HONEST = "honest"
LABELS = (HONEST, "inflated", "overmighty")
NEEDED = ("dealer_id", "label")
WANTED = (
    "cause", "starts", "ends", "size", "evades", "traceless", "mistakable_for", "rival",
    "partner_dealer_id", "complicit_salesperson_id",
)  # fmt: skip
PARTNER = "partner"
"""The circumstance of an honest dealer that a case names as its partner."""


@dataclass(frozen=True)
class Cases:
    """What is to be found; arrays (cases,)."""

    dealer: NDArray[np.int64]
    """Index into the dealers of the truth."""
    label: Texts
    cause: Texts
    """"" where the truth names none."""
    starts: Months
    """First month; NaT where the truth names none."""
    ends: Months
    """Last month; NaT where it goes on, or the truth names none."""
    size: NDArray[np.float64]
    """How large the lie is, relative to real business; NaN where unknown."""
    evades: NDArray[np.float64]
    """1 where it was built to evade, 0 where not; NaN where unknown."""
    traceless: NDArray[np.float64]
    """1 where no table of the contract shows it, 0 where one does; NaN where unknown."""
    mistakable_for: Texts
    """The cause that leaves the same marks in every table; "" where there is none."""


@dataclass(frozen=True)
class Truth:
    """Every dealer of the world, sorted by id, and the cases among them."""

    dealers: Texts
    honest: NDArray[np.bool_]
    """Who has no case at all; (dealers,)."""
    circumstance: Texts
    """The hard honest circumstance of an honest dealer; "" for none; (dealers,)."""
    cases: Cases
    complicit: frozenset[str] | None
    """Salespeople who took part; None where the truth does not speak of them."""


def read_truth(world: Path) -> Truth:
    """Return the truth of the folder WORLD; InputUnusable where there is none to be had."""
    path = world / "truth.parquet"
    if not path.is_file():
        raise unusable("no_truth", path=path)
    columns = read_columns(path, NEEDED, WANTED)
    ids, label = columns.ids("dealer_id"), columns.texts("label")
    if not len(columns):
        raise unusable("truth_empty", path=path)
    _check_labels(path, label)
    dealers, row_dealer = np.unique(ids, return_inverse=True)
    cases = _cases(columns, row_dealer.astype(np.int64), label)
    _check_times(path, dealers, cases)
    honest = np.ones(dealers.size, dtype=np.bool_)
    honest[cases.dealer] = False
    circumstance = _circumstance(columns, dealers, row_dealer, honest)
    return Truth(dealers, honest, circumstance, cases, _complicit(columns))


def _cases(columns: Columns, dealer: NDArray[np.int64], label: Texts) -> Cases:
    lies = label != HONEST
    found: Mapping[str, Any] = {
        "cause": columns.texts("cause"),
        "starts": columns.months("starts"),
        "ends": columns.months("ends"),
        "size": columns.numbers("size"),
        "evades": columns.numbers("evades"),
        "traceless": columns.numbers("traceless"),
        "mistakable_for": columns.texts("mistakable_for"),
    }
    return Cases(dealer[lies], label[lies], **{name: of[lies] for name, of in found.items()})


def _circumstance(
    columns: Columns, dealers: Texts, row_dealer: NDArray[np.int64], honest: NDArray[np.bool_]
) -> Texts:
    """Return the hard circumstance of each honest dealer; its own counts before `partner`."""
    named = columns.texts("rival").astype(object)
    found = np.full(dealers.size, "", dtype=object)
    found[np.isin(dealers, columns.texts("partner_dealer_id"))] = PARTNER
    has = named != ""
    found[row_dealer[has]] = named[has]
    found[~honest] = ""
    return found.astype(np.str_)


def _complicit(columns: Columns) -> frozenset[str] | None:
    if not columns.has("complicit_salesperson_id"):
        return None
    return frozenset(columns.texts("complicit_salesperson_id").tolist()) - {""}


def _check_labels(path: Path, label: Texts) -> None:
    unknown, rows = np.unique(label[~np.isin(label, LABELS)], return_counts=True)
    if unknown.size:
        named = ", ".join(f"'{name}' ({n})" for name, n in zip(unknown, rows, strict=True))
        raise unusable("label_unknown", path=path, labels=named, known=", ".join(LABELS))


def _check_times(path: Path, dealers: Texts, cases: Cases) -> None:
    wrong = np.flatnonzero(cases.ends < cases.starts)
    if wrong.size:
        first = dealers[cases.dealer[wrong[0]]]
        raise unusable("ends_first", path=path, cases=wrong.size, dealer=first)
