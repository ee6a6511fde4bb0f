"""Money overdue above the dealer's own past, and who was always slow."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.overdue_rise import read
from tests.markets import (
    assert_quiet,
    assert_quiet_on_who_stops_buying,
    assert_sees_no_later_month,
    market,
)


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_on_who_always_pays_late() -> None:
    ours = market()
    dealer = ours.plain
    ours.paid[dealer] = np.pad(ours.paid[dealer], (1, 0))[:-1]
    assert (read(ours.channel()).p_value[dealer, 14:] > 0.01).all()


def test_silent_when_terms_are_longer_but_kept() -> None:
    ours = market()
    dealer = ours.plain
    ours.bought[dealer, 26:] *= 1.5
    ours.paid[dealer, 27:] *= 1.5
    assert (read(ours.channel()).p_value[dealer, 26:] > 0.01).all()


def test_what_is_not_paid_is_found_with_the_money() -> None:
    ours = market()
    dealer = ours.plain
    kept_back = 0.5 * ours.paid[dealer, 26:]
    ours.paid[dealer, 26:] -= kept_back
    reading = read(ours.channel())
    told = {name: values[dealer, 29] for name, values in reading.figures.items()}
    assert (reading.p_value[dealer, 27:32] < 0.005).all()
    assert told["overdue"] >= kept_back[:4].sum()
    assert told["days"] > told["before"]


@pytest.mark.parametrize("part", [0.0, -0.3])
def test_silent_on_who_stops_buying_for_months_and_pays_as_before(part: float) -> None:
    assert_quiet_on_who_stops_buying(read, part)


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.paid[ours.plain, 18:] *= 0.5
    assert_sees_no_later_month(read, ours)


def test_without_accounts_it_judges_nobody() -> None:
    assert np.isnan(read(market(dealers=12).channel("payments")).p_value).all()


def test_nothing_overdue_has_nothing_in_question() -> None:
    ours = market()
    dealer = ours.plain
    ours.paid[dealer] = np.pad(10 * ours.bought[dealer], (1, 0))[:-1]
    assert np.allclose(read(ours.channel()).amount_in_question[dealer], 0)
