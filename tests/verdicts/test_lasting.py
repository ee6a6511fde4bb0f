"""A lie that has become the dealer's level is still seen over a longer window, once told."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.signals import Reading
from steelyard.statistics.level_shift import LAGS
from steelyard.verdicts.conviction import LEARNED, convictions
from steelyard.verdicts.lasting import lasting
from tests.verdicts.convicted import BASE, departing, learned, still

SHAPE = (4, 24)
LONGEST = len(LAGS) - 1
MODEL = learned(stuffing=("a", "b"), power=("c",))
Marks = dict[tuple[int, int, int], float]


def _read(marks: Marks) -> dict[str, Reading]:
    return {"a": departing(still(SHAPE), marks), "b": still(SHAPE), "c": still(SHAPE)}


def _alerted(*cells: tuple[int, int]) -> np.ndarray:
    out = np.zeros(SHAPE, dtype=np.bool_)
    for cell in cells:
        out[cell] = True
    return out


def test_the_scores_were_learned_without_the_longest_window() -> None:
    assert LEARNED == LONGEST
    found = convictions(_read({(LONGEST, 1, 20): 9.0}), MODEL)["stuffing"]
    assert len(found.departures) == LEARNED
    assert not found.score[1, 20] > BASE


def test_of_who_was_never_alerted_nothing_changes() -> None:
    read = _read({(LONGEST, 1, 20): 9.0})
    plain = convictions(read, MODEL)
    found = lasting(plain, read, _alerted())
    assert all(found[cause] is plain[cause] for cause in plain)
    found = lasting(plain, read, _alerted((2, 5)))
    assert np.isnan(found["stuffing"].score[1]).all()


def test_after_the_alert_a_longer_window_speaks_and_not_before() -> None:
    read = _read({(LONGEST, 1, month): 9.0 for month in (8, 12, 13, 20)})
    found = lasting(convictions(read, MODEL), read, _alerted((1, 12)))["stuffing"]
    assert np.flatnonzero(found.score[1] > 0).tolist() == [13, 20]
    # What is told stays with the windows of which the readings tell.
    assert not found.clear()["a"].any()


def test_what_departs_more_in_the_learned_window_stays() -> None:
    read = _read({(LEARNED - 1, 1, 20): 9.0, (LONGEST, 1, 20): 2.3})
    plain = convictions(read, MODEL)
    found = lasting(plain, read, _alerted((1, 12)))
    assert found["stuffing"].score[1, 20] == plain["stuffing"].score[1, 20]
    assert found["stuffing"].departures[LEARNED - 1, 0, 1, 20] == 9.0


cells = st.tuples(st.integers(0, 3), st.integers(0, SHAPE[1] - 1))


@settings(deadline=None, max_examples=30)
@given(st.dictionaries(cells, st.sampled_from([2.3, 5.0])), st.sets(cells, max_size=4))
def test_nobody_is_told_less_than_before_and_no_earlier_month_changes(
    longest: dict[tuple[int, int], float], alerted: set[tuple[int, int]]
) -> None:
    read = _read({(LONGEST, *cell): size for cell, size in longest.items()})
    plain = convictions(read, MODEL)
    found, flags = lasting(plain, read, _alerted(*alerted)), _alerted(*alerted)
    before = ~np.logical_or.accumulate(flags, axis=1) | flags & (flags.cumsum(axis=1) == 1)
    for cause, one in found.items():
        was, now = (np.nan_to_num(c.score, nan=BASE) for c in (plain[cause], one))
        assert (now >= was).all()
        assert now[before].tolist() == was[before].tolist()
