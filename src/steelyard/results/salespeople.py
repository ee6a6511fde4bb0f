"""`salespeople`: one row a salesperson, as of the last month, with the reasons in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from steelyard.people import People
from steelyard.results.people_words import person_sentence


def salespeople_table(people: People) -> pa.Table:
    """Return the table, with the columns of the contract first; no rows where nobody is named."""
    persons = people.persons
    moved = [person.moved for person in persons]
    places = range(len(persons))
    return pa.table(
        {
            "salesperson_id": pa.array([p.salesperson_id for p in persons], pa.string()),
            "dealers": pa.array([p.dealers for p in persons], pa.int64()),
            "flagged_dealers": pa.array([p.flagged for p in persons], pa.int64()),
            "expected_flagged": _numbers([p.expected for p in persons]),
            "p_value": _numbers([p.p_value for p in persons]),
            "judgement": pa.array(people.judgements, pa.string()),
            "provable_from": pa.array([p.provable_from for p in persons], pa.int64()),
            "flagged_by": pa.array([people.flagged_by for _ in persons], pa.string()),
            "flagged_dealer_ids": pa.array(
                [list(p.flagged_ids) for p in persons], pa.list_(pa.string())
            ),
            "moved_dealers": pa.array([m.dealers for m in moved], pa.int64()),
            "moved_only_with": pa.array([m.only_with for m in moved], pa.int64()),
            "moved_only_without": pa.array([m.only_without for m in moved], pa.int64()),
            "moved_p_value": _numbers([m.p_value for m in moved]),
            "explanation_zh": pa.array(
                [person_sentence(people, place, "zh") for place in places], pa.string()
            ),
            "explanation_en": pa.array(
                [person_sentence(people, place, "en") for place in places], pa.string()
            ),
        }
    )


def _numbers(values: Sequence[float]) -> pa.Array:
    """Return a float column; NaN becomes null, so that no reader takes it for a number."""
    known = np.array(values, dtype=np.float64)
    return pa.array(known, pa.float64(), mask=np.isnan(known))
