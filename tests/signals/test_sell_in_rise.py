"""A sustained rise of sell-in; it is silent on newcomers and where sell-in stands alone."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.sell_in_rise import SIGNAL, read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_when_the_whole_channel_rises() -> None:
    ours = market()
    ours.bought[:, 24:] *= 1.8
    p = read(ours.channel()).p_value[:, 24:]
    assert np.mean(p[~np.isnan(p)] < 0.01) < 0.02


def test_a_new_dealer_may_climb_for_a_year_and_a_half() -> None:
    ours = market()
    dealer = ours.plain
    ours.bought[dealer, :18] = 0
    ours.bought[dealer, 18:] *= np.linspace(0.2, 2.0, 18)
    assert np.isnan(read(ours.channel()).p_value[dealer, 18:36]).all()


def test_it_speaks_only_beside_a_report_of_what_became_of_the_goods() -> None:
    assert SIGNAL.lacks(("sell_in", "dealers")) == ("sell_out", "stock", "scans")
    assert SIGNAL.lacks(("sell_in", "scans")) == ()


def test_a_rise_of_months_is_found_with_its_size() -> None:
    ours = market()
    dealer = ours.plain
    more = ours.more(dealer, 26, 1.0)
    ours.grows(dealer, more)
    reading = read(ours.channel())
    assert (reading.p_value[dealer, 28:32] < 0.005).all()
    held = int(reading.figures["months"][dealer, 30])
    assert reading.figures["units"][dealer, 30] == pytest.approx(
        more[31 - held : 31].sum(), rel=0.3
    )


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.grows(ours.plain, ours.more(ours.plain, 18, 0.8))
    assert_sees_no_later_month(read, ours)
