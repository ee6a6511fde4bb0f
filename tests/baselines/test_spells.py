"""Spells, and who has enough of a past."""

from __future__ import annotations

import numpy as np

from steelyard.baselines.history import enough_past, newcomer
from steelyard.baselines.spells import over_spell, spell_start
from tests.channels import drawn


def _orders(*rows: str) -> np.ndarray:
    return np.array([[c == "x" for c in row] for row in rows])


def test_an_order_answers_for_the_months_since_the_one_before() -> None:
    start = spell_start(_orders("x..x.xx"))
    np.testing.assert_array_equal(start, [[0, 1, 1, 1, 4, 4, 6]])


def test_a_spell_is_a_year_at_the_longest() -> None:
    start = spell_start(_orders("x" + "." * 15))
    assert (np.arange(16) - start[0]).max() == 11


def test_the_spell_is_summed_and_unknown_months_are_nothing() -> None:
    start = spell_start(_orders("x..xx"))
    monthly = np.array([[np.nan, 2.0, 3.0, 4.0, 5.0]])
    found = over_spell(monthly, start)
    np.testing.assert_array_equal(found, [[np.nan, 2.0, 5.0, 9.0, 5.0]])


def _past(row: str) -> tuple[np.ndarray, np.ndarray]:
    table = [[100.0 if c == "x" else 0.0 for c in row]]
    panel = drawn(table).channel().panel
    return newcomer(panel, _orders(row))[0], enough_past(panel, _orders(row))[0]


def test_a_dealer_of_the_first_months_was_there_before() -> None:
    new, enough = _past("..xxxxxxxx")
    assert not new.any()
    np.testing.assert_array_equal(enough, [False] * 5 + [True] * 5)


def test_a_newcomer_is_one_for_six_months() -> None:
    new, enough = _past("....xxxxxxxxx")
    np.testing.assert_array_equal(new, [False] * 4 + [True] * 6 + [False] * 3)
    assert enough[10:].all()


def test_a_dealer_that_returns_after_nine_months_is_new_again() -> None:
    row = "xxxx" + "." * 10 + "xxx"
    new, enough = _past(row)
    assert new[14:].all()
    assert not enough[14:].any()
    assert not _past("xxxx" + "." * 8 + "xxx")[0].any()
