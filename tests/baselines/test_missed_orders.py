"""How many orders were to be expected since the last one."""

from __future__ import annotations

import numpy as np
import pytest

from tests.channels import drawn

MONTHS = 26


def test_nothing_is_missed_before_a_dealer_has_a_past() -> None:
    table = [[100.0] * MONTHS for _ in range(9)]
    table[0][:5] = [0.0] * 5
    missed = drawn(table).channel().missed_orders
    assert np.isnan(missed.since_last[0, :6]).all()
    assert not np.isnan(missed.since_last[0, 6:]).any()


def test_a_silence_is_counted_in_the_orders_that_were_to_come() -> None:
    table = [[100.0] * MONTHS for _ in range(9)]  # four orders a month, the last on the 28th
    table[0][20:22] = [0.0, 0.0]
    missed = drawn(table).channel().missed_orders  # from January 2021: month 19 is August 2022
    left = 4 * 3 / 31
    assert missed.monthly[0, 20] == pytest.approx(4.0)
    np.testing.assert_allclose(missed.since_last[0, 19:22], [left, left + 4, left + 8])
    assert missed.since_last[0, 22] == pytest.approx(4 * 2 / 30)


def test_while_the_channel_rests_nothing_is_missed() -> None:
    table = [[100.0] * 20 + [0.0] + [100.0] * 5 for _ in range(9)]
    missed = drawn(table).channel().missed_orders
    np.testing.assert_allclose(missed.since_last[:, 20], missed.since_last[:, 19])


def test_a_dealer_that_orders_rarely_misses_little() -> None:
    table = [[100.0] * MONTHS for _ in range(9)]
    table[0] = [300.0 if month % 3 == 0 else 0.0 for month in range(MONTHS)]
    missed = drawn(table).channel().missed_orders
    assert missed.since_last[0, 23] < 4.0
