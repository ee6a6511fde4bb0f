"""To whom a flag goes, and how long each was at risk."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from steelyard.people.charges import charges, month_weights
from steelyard.people.flags import Flags
from steelyard.people.service import Service

A, B, NONE = 0, 1, -1


def _flags(*matters: tuple[int, int, int]) -> Flags:
    dealer, since, listed = np.array(matters, dtype=np.int64).reshape(-1, 3).T
    return Flags("watch", dealer, since, listed)


def _flagged(by: list[int], *matters: tuple[int, int]) -> dict[int, bool]:
    """Return who of the people that serve one dealer is flagged by (since, listed)."""
    served = Service(("A", "B"), np.array([by]))
    found = charges(served, _flags(*((0, *m) for m in matters)), np.ones((1, len(by)), np.bool_))
    return dict(zip(found.person.tolist(), found.flagged.tolist(), strict=True))


def test_without_a_matter_nobody_is_flagged() -> None:
    assert _flagged([A, A, B, B]) == {A: False, B: False}
    assert _flagged([NONE, NONE]) == {}


def test_a_flag_goes_to_who_was_there_for_most_of_its_making() -> None:
    assert _flagged([A, A, A, B, B], (1, 3)) == {A: True, B: False}
    assert _flagged([A, A, A, B, B], (2, 4)) == {A: False, B: True}


def test_of_equals_it_goes_to_who_was_there_when_it_began() -> None:
    assert _flagged([A, A, A, B, B], (2, 3)) == {A: True, B: False}
    assert _flagged([B, B, B, A, A], (2, 3)) == {A: False, B: True}


def test_what_began_while_nobody_is_known_to_have_served_goes_to_nobody() -> None:
    assert _flagged([NONE, NONE, A, A], (0, 1)) == {A: False}
    assert _flagged([NONE, NONE, A, A], (0, 2)) == {A: True}


def test_two_matters_under_one_person_flag_one_dealer_once() -> None:
    assert _flagged([A, A, A, B], (0, 0), (2, 2)) == {A: True, B: False}
    assert _flagged([A, A, A, B], (0, 0), (3, 3)) == {A: True, B: True}


def test_months_that_could_not_be_judged_are_no_risk() -> None:
    served = Service(("A", "B"), np.array([[A] * 12 + [B] * 12] * 2))
    judged = np.arange(24)[None, :] >= np.array([[6], [18]])
    found = charges(served, _flags(), judged)
    assert found.months.tolist() == [6, 12, 0, 6]


def test_who_was_flagged_was_at_risk_for_a_month_at_least() -> None:
    served = Service(("A",), np.array([[A] * 6]))
    found = charges(served, _flags((0, 2, 2)), np.zeros((1, 6), np.bool_))
    assert found.months.tolist() == [1]


def test_a_month_in_which_many_matters_began_weighs_more() -> None:
    judged = np.ones((100, 10), np.bool_)
    assert_allclose(month_weights(_flags(), judged), 1.0)
    late = _flags(*((dealer, 9, 9) for dealer in range(50)))
    weights = month_weights(late, judged)
    assert_allclose(weights[:9], 0.5)
    assert weights[9] == 5.5
