"""A month that breaks off is partial; one that ends in a festival, or in a thin channel, is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.baselines.partial_months import partial_months
from steelyard.settings import Settings
from tests.channels import drawn

START = np.datetime64("2023-07", "M")


def _partial(last_days: list[int], festivals: str = "CN") -> list[bool]:
    panel = drawn([[1.0] * len(last_days)] * 3, start=START).channel().panel
    panel = replace(panel, channel_last_day=np.array(last_days))
    return partial_months(panel, Settings(festivals=festivals)).tolist()


def test_whole_months_are_not_partial() -> None:
    assert not any(_partial([30, 31, 29, 28, 30, 30]))


def test_a_month_that_stops_on_the_twelfth_is_partial() -> None:
    assert _partial([30, 31, 29, 28, 30, 12]) == [False] * 5 + [True]


def test_a_month_without_any_order_is_partial() -> None:
    assert _partial([30, 31, 29, 28, 30, 0])[-1]


def test_a_thin_channel_is_measured_against_its_own_habit() -> None:
    assert not any(_partial([15, 16, 14, 15, 16, 13])[3:])


def test_a_month_that_ends_in_the_spring_festival_is_whole() -> None:
    days = [30, 31, 29, 28, 29, 30, 28, 8]  # the eighth is February 2024, feast on the tenth
    assert not _partial(days)[-1]
    assert _partial(days, festivals="")[-1]


def test_unknown_last_days_make_nothing_partial() -> None:
    panel = replace(
        drawn([[1.0] * 4] * 3).channel().panel, channel_last_day=np.zeros(0, dtype=np.int64)
    )
    assert not partial_months(panel, Settings()).any()
