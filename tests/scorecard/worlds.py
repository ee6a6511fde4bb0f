"""Small worlds drawn in a test: a letter a month says the verdict, a row a dealer.

`.` unjudged, `g` genuine, `w` watch, `i` inflated, `o` overmighty; a blank is no row at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from steelyard.scorecard.given import read_given
from steelyard.scorecard.trial import Trial, side_by_side
from steelyard.scorecard.truth import read_truth

START = np.datetime64("2024-01", "M")
LETTERS = {".": "unjudged", "g": "genuine", "w": "watch", "i": "inflated", "o": "overmighty"}
CAUSES = {"inflated": "stuffing", "overmighty": "power"}


def month(number: int) -> dt.date:
    """Return the first day of the world's month with that number, from 0."""
    day: dt.date = (START + np.timedelta64(number, "M")).astype("datetime64[D]").item()
    return day


def case(dealer: str, first: int, last: int | None = None, **more: object) -> dict[str, object]:
    """Return a row of the truth: inflated by stuffing unless said otherwise."""
    ends = None if last is None else month(last)
    row = {"dealer_id": dealer, "label": "inflated", "cause": "stuffing"}
    return {**row, "starts": month(first), "ends": ends, **more}


def honest(dealer: str, **more: object) -> dict[str, object]:
    """Return a row of the truth for a dealer without a case."""
    return {"dealer_id": dealer, "label": "honest", **more}


def write_truth(folder: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write `truth.parquet`; a column that a row lacks is null."""
    folder.mkdir(parents=True, exist_ok=True)
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = pa.table({name: [row.get(name) for row in rows] for name in names})
    pq.write_table(table, folder / "truth.parquet")
    return folder


def write_verdicts(
    folder: Path,
    drawn: Mapping[str, str],
    *,
    score: Mapping[str, Sequence[float]] | None = None,
    since: Mapping[str, int] | None = None,
    cause: Mapping[str, str] | None = None,
) -> Path:
    """Write `verdicts.parquet` as drawn; `since` is one month for all rows of a dealer."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for dealer, letters in drawn.items():
        for number, letter in enumerate(letters):
            if letter == " ":
                continue
            verdict = LETTERS[letter]
            named = (cause or {}).get(dealer, CAUSES.get(verdict))
            rows.append(
                {
                    "dealer_id": dealer,
                    "month": month(number),
                    "verdict": verdict,
                    "cause": named if verdict in CAUSES else None,
                    "score": (score or {}).get(dealer, [0.01] * len(letters))[number],
                    "since": month(since[dealer]) if since and dealer in since else None,
                }
            )
    schema = pa.schema(
        {"dealer_id": pa.string(), "month": pa.date32(), "verdict": pa.string(),
         "cause": pa.string(), "score": pa.float64(), "since": pa.date32()}
    )  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows, schema), folder / "verdicts.parquet")
    return folder


def trial_of(
    folder: Path,
    truth: Sequence[Mapping[str, object]],
    drawn: Mapping[str, str],
    start: int | None = None,
    **more: Mapping[str, object],
) -> Trial:
    """Return truth and verdicts side by side, through their files."""
    write_truth(folder, truth)
    write_verdicts(folder, drawn, **more)  # type: ignore[arg-type]
    asked = None if start is None else START + np.timedelta64(start, "M")
    return side_by_side(read_truth(folder), read_given(folder), asked)


def write_monthly(
    folder: Path, columns: Mapping[str, Mapping[str, Sequence[float | None]]]
) -> Path:
    """Write `monthly.parquet`: `{column: {dealer: values a month}}`."""
    first = next(iter(columns.values()))
    keys = [(dealer, number) for dealer, row in first.items() for number in range(len(row))]
    table: dict[str, object] = {
        "dealer_id": [dealer for dealer, _ in keys],
        "month": [month(number) for _, number in keys],
    }
    for name, rows in columns.items():
        table[name] = pa.array([rows[dealer][number] for dealer, number in keys], pa.float64())
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(table), folder / "monthly.parquet")
    return folder


def write_people(
    folder: Path,
    p_values: Mapping[str, float | None],
    judgements: Sequence[str] | None = None,
) -> Path:
    """Write `salespeople.parquet` with those p-values, and judgements where they are given."""
    columns = {"salesperson_id": list(p_values), "p_value": pa.array(p_values.values())}
    if judgements is not None:
        columns["judgement"] = list(judgements)
    pq.write_table(pa.table(columns), folder / "salespeople.parquet")
    return folder
