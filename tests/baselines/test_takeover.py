"""Whose business a dealer does besides its own: nothing unless told, nothing before it is known."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from steelyard.baselines.takeover import LASTS, Takeover, during, explained, told, used_to_buy
from tests.panels import panel

MONTHS = 30
DAY = dt.date(2024, 1, 1)


def _panel() -> object:
    closes = [100.0] * 15 + [0.0] * 15
    return panel({"A": closes, "B": [50.0] * MONTHS, "C": [80.0] * MONTHS})


def _table(*rows: tuple[str, str, dt.date, float | None]) -> pa.Table:
    names = ("dealer_id", "successor_dealer_id", "taken_over_on", "share")
    columns = zip(*rows, strict=True) if rows else ([], [], [], [])
    kinds = (pa.string(), pa.string(), pa.date32(), pa.float64())
    arrays = [pa.array(list(c), kind) for c, kind in zip(columns, kinds, strict=True)]
    return pa.table(dict(zip(names, arrays, strict=True)))


def _day(made: object, month: int) -> dt.date:
    return (made.months[0] + month).astype("datetime64[D]").item()  # type: ignore[attr-defined]


def test_a_table_without_rows_tells_of_nobody() -> None:
    made = _panel()
    assert told(_table(), made.dealers, made.months) == ()
    assert not explained(made, ()).any()
    assert not during(made.shape, ()).any()


def test_who_is_not_in_the_panel_takes_over_nothing() -> None:
    made = _panel()
    rows = _table(("A", "X", _day(made, 15), None), ("X", "B", _day(made, 15), None))
    assert told(rows, made.dealers, made.months) == ()


def test_an_heir_is_explained_what_the_closed_one_used_to_buy_for_a_year() -> None:
    made = _panel()
    one = told(_table(("A", "B", _day(made, 15), None)), made.dealers, made.months)
    assert one == (Takeover(0, 1, 15, 15),)
    found = explained(made, one)
    np.testing.assert_array_equal(found[1, 15 : 15 + LASTS], 100.0)
    assert found.sum() == 100.0 * LASTS


def test_shares_are_added_where_one_heir_has_several_and_parted_among_heirs() -> None:
    made = _panel()
    day = _day(made, 15)
    rows = _table(("A", "B", day, 0.25), ("A", "C", day, 0.75), ("C", "B", day, 0.5))
    found = explained(made, told(rows, made.dealers, made.months))
    assert (found[1, 15], found[2, 15]) == (25.0 + 40.0, 75.0)


@pytest.mark.parametrize("since", [-20, -LASTS, MONTHS, MONTHS + 5])
def test_a_takeover_outside_the_data_explains_nothing(since: int) -> None:
    made = _panel()
    rows = _table(("A", "B", _day(made, since), None))
    takeovers = told(rows, made.dealers, made.months)
    assert not explained(made, takeovers).any()
    assert not during(made.shape, takeovers).any()


def test_one_shortly_before_the_data_holds_still_but_nobody_knows_how_much() -> None:
    made = _panel()
    takeovers = told(_table(("A", "B", _day(made, -3), None)), made.dealers, made.months)
    assert np.flatnonzero(during(made.shape, takeovers)[1]).tolist() == list(range(LASTS - 3))
    assert not explained(made, takeovers).any()


def test_months_before_the_closed_one_began_and_after_it_fell_silent_are_no_months_of_it() -> None:
    late = panel({"A": [0.0] * 10 + [90.0, 110.0] + [0.0] * 3, "B": [1.0] * 15})
    assert used_to_buy(late, Takeover(0, 1, 14, 14)) == 100.0
    assert used_to_buy(late, Takeover(0, 1, 8, 8)) == 0.0
