"""Days of sell-in that stand unpaid, and who was always slow."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.days_unpaid_rise import read
from tests.markets import (
    Market,
    assert_quiet,
    assert_quiet_on_who_stops_buying,
    assert_sees_no_later_month,
    market,
)


def _pays_later(ours: Market, dealer: int, first: int, months: int = 1) -> None:
    """Let what was due from that month on be paid so many months later than before."""
    kept = ours.paid[dealer, first:].copy()
    ours.paid[dealer, first:] = 0
    ours.paid[dealer, first + months :] = kept[:-months]


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_on_who_always_pays_two_months_late() -> None:
    ours = market()
    _pays_later(ours, ours.plain, 0, months=2)
    assert (read(ours.channel()).p_value[ours.plain, 12:] > 0.01).all()


def test_silent_when_everybody_pays_late_in_a_poor_season() -> None:
    ours = market()
    for dealer in range(ours.shape[0]):
        _pays_later(ours, dealer, 26)
    p = read(ours.channel()).p_value[:, 26:]
    assert np.mean(p[~np.isnan(p)] < 0.01) < 0.03


def test_terms_that_creep_up_are_found_in_days_and_money() -> None:
    ours = market()
    dealer = ours.plain
    _pays_later(ours, dealer, 26, months=2)
    reading = read(ours.channel())
    told = {name: values[dealer, 31] for name, values in reading.figures.items()}
    assert (reading.p_value[dealer, 27:32] < 0.005).all()
    assert told["days"] - told["before"] == pytest.approx(60, abs=20)
    invoiced = 10 * ours.bought[dealer, : 31 + 1].sum()
    assert told["owed"] == pytest.approx(invoiced - ours.paid[dealer, : 31 + 1].sum())


@pytest.mark.parametrize("part", [0.0, -0.3])
def test_silent_on_who_stops_buying_for_months_and_pays_as_before(part: float) -> None:
    assert_quiet_on_who_stops_buying(read, part)


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    _pays_later(ours, ours.plain, 18)
    assert_sees_no_later_month(read, ours)


def test_without_accounts_it_judges_nobody() -> None:
    assert np.isnan(read(market(dealers=12).channel("payments")).p_value).all()
