"""Which months are one alert, which cause it tells, and since when."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from steelyard.verdicts.one_lie import GOES_ON, PAUSE, SAME_LIE, alert_months

MONTHS = 40
FAR = -9.0
"""Below every bound."""
BELOW_MONEY = -0.75
"""Here, a score so far below its bound goes with too little money to raise an alert by."""
VERDICT = np.array([0, 0, 1])
TRANSFER, DIVERSION, POWER = range(3)
Marks = dict[tuple[int, int], float]


def _told(marks: Marks, months: int = MONTHS) -> tuple[list[int], list[int]]:
    """Return the cause and the beginning of each month of one dealer; -1 for none."""
    which, since = _both(marks, months)
    return which[0].tolist(), since[0].tolist()


def _both(marks: Marks, months: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    margin = np.full((3, 1, months), FAR)
    for (cause, month), above in marks.items():
        if month < months:
            margin[cause, 0, month] = above
    began = np.broadcast_to(np.maximum(np.arange(months) - 1, 0), margin.shape)
    return alert_months(np.where(margin < BELOW_MONEY, FAR, margin), margin, began, VERDICT)


def test_what_never_reaches_its_bound_is_no_alert() -> None:
    assert set(_told({(TRANSFER, month): -0.1 for month in range(MONTHS)})[0]) == {-1}


def test_what_comes_back_after_more_than_a_year_begins_anew() -> None:
    again = 5 + SAME_LIE + 1
    which, since = _told({(TRANSFER, 5): 3.0, (DIVERSION, again): 1.0})
    assert (which[5], since[5]) == (TRANSFER, 4)
    assert (which[again], since[again]) == (DIVERSION, again - 1)


def test_a_lie_that_fades_and_returns_keeps_its_beginning() -> None:
    again = 5 + SAME_LIE
    which, since = _told({(TRANSFER, 5): 3.0, (TRANSFER, again): 1.0})
    assert which.count(TRANSFER) == 2
    assert (since[5], since[again]) == (4, 4)


def test_a_running_alert_changes_neither_cause_nor_beginning() -> None:
    held = {(TRANSFER, month): -GOES_ON for month in range(6, 10)}
    which, since = _told({(TRANSFER, 5): 0.5, **held, (DIVERSION, 8): 9.0})
    assert which[5:10] == [TRANSFER] * 5
    assert since[5:10] == [4] * 5


def test_it_ends_after_a_pause_and_the_quiet_months_are_none_of_it() -> None:
    which, _ = _told({(TRANSFER, 5): 0.5, (TRANSFER, 5 + PAUSE + 1): -GOES_ON})
    assert [m for m in range(MONTHS) if which[m] >= 0] == [5, 5 + PAUSE + 1]
    which, _ = _told({(TRANSFER, 5): 0.5, (TRANSFER, 5 + PAUSE + 2): -GOES_ON})
    assert [m for m in range(MONTHS) if which[m] >= 0] == [5]


def test_the_cause_seen_most_clearly_so_far_is_told() -> None:
    first = {(TRANSFER, 5): 0.5, (TRANSFER, 6): 2.0}
    assert _told({**first, (DIVERSION, 12): 1.9})[0][12] == TRANSFER
    which, since = _told({**first, (DIVERSION, 12): 2.1, (TRANSFER, 20): 2.0})
    assert which[5:7] == [TRANSFER] * 2
    assert (which[12], which[20]) == (DIVERSION, DIVERSION)
    assert since[20] == 4


def test_power_is_another_matter_than_a_lie() -> None:
    which, since = _told({(TRANSFER, 5): 3.0, (POWER, 10): 0.5, (TRANSFER, 16): 1.0})
    assert [which[m] for m in (5, 10, 16)] == [TRANSFER, POWER, TRANSFER]
    assert [since[m] for m in (5, 10, 16)] == [4, 9, 4]


marks = st.dictionaries(
    st.tuples(st.integers(0, 2), st.integers(0, MONTHS - 1)),
    st.sampled_from([-2.0, -0.5, 0.2, 1.0, 4.0]),
    max_size=40,
)


@settings(max_examples=80, deadline=None)
@given(marks, st.integers(1, MONTHS))
def test_a_later_month_changes_nothing_that_was_told(given_marks: Marks, until: int) -> None:
    whole, part = _both(given_marks, MONTHS), _both(given_marks, until)
    for now, then in zip(whole, part, strict=True):
        assert now[:, :until].tolist() == then.tolist()


@settings(max_examples=80, deadline=None)
@given(marks)
def test_a_matter_never_begins_after_its_months_and_never_later_again(given_marks: Marks) -> None:
    which, since = _both(given_marks, MONTHS)
    for verdict in (0, 1):
        months = [m for m in range(MONTHS) if which[0, m] >= 0 and VERDICT[which[0, m]] == verdict]
        for before, month in pairwise(months):
            assert since[0, month] <= month
            if month - before <= SAME_LIE:
                assert since[0, month] == since[0, before]
