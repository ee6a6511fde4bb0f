"""Wilson's interval: nothing counted says nothing, and it holds what it is of."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from steelyard.statistics.wilson import proportion


def test_nothing_counted_is_no_share() -> None:
    none = proportion(0, 0)
    assert (none.count, none.of) == (0, 0)
    assert math.isnan(none.share)
    assert math.isnan(none.low)
    assert math.isnan(none.high)


@settings(deadline=None)
@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_it_is_scipys_and_holds_the_share(counted: tuple[int, int]) -> None:
    count, of = counted
    ours, theirs = proportion(count, of), stats.binomtest(count, of).proportion_ci(method="wilson")
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert 0 <= ours.low <= ours.share <= ours.high <= 1
