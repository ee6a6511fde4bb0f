"""Who is alike by size, told by orders of the two years before."""

from __future__ import annotations

import numpy as np

from steelyard.baselines.size import size_class
from tests.channels import ordinary


def test_few_dealers_are_all_of_one_class() -> None:
    assert not ordinary(60, 24).channel().size_class.any()


def test_the_largest_fifth_and_the_smaller_half() -> None:
    classes = size_class(np.repeat(np.arange(1.0, 201.0)[:, None], 3, axis=1))
    assert [int((classes[:, 1] == kind).sum()) for kind in range(3)] == [100, 60, 40]
    assert (np.diff(classes[:, 2]) >= 0).all()


def test_who_has_not_ordered_does_not_make_others_large() -> None:
    sizes = np.concatenate([np.zeros(500), np.arange(1.0, 121.0)])[:, None]
    classes = size_class(sizes)[:, 0]
    assert not classes[:500].any()
    assert np.count_nonzero(classes[500:] == 2) == 24


def test_size_is_told_by_the_months_before() -> None:
    channel = ordinary(120, 30, rate_spread=0.8).channel()
    assert not channel.size[:, 0].any()
    orders = channel.panel.standing_order_count[:, 2:26].sum(axis=1)
    np.testing.assert_allclose(channel.size[:, 26], np.log1p(orders))
