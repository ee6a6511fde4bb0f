"""A sustained rise of reported sell-out; it is silent on newcomers and where nobody scans."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.sell_out_rise import SIGNAL, read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_when_the_whole_channel_rises() -> None:
    ours = market()
    ours.reported[:, 24:] *= 1.8
    p = read(ours.channel()).p_value[:, 24:]
    assert np.mean(p[~np.isnan(p)] < 0.01) < 0.02


def test_silent_on_a_warehouse_that_is_filled_and_said_to_be() -> None:
    ours = market()
    dealer = ours.plain
    before = read(ours.channel()).departure
    ours.hoards(dealer, ours.more(dealer, 26, 1.0))
    after = read(ours.channel()).departure
    assert before is not None
    assert after is not None
    np.testing.assert_allclose(after[:, dealer], before[:, dealer])


def test_one_large_month_is_no_rise_of_five() -> None:
    ours = market()
    dealer = ours.plain
    ours.reported[dealer, 30] *= 4
    departure = read(ours.channel()).departure
    assert departure is not None
    assert np.nanmax(departure[3:, dealer, 30:34]) < 2.5


def test_it_speaks_only_beside_scans() -> None:
    assert SIGNAL.lacks(("sell_in", "sell_out")) == ("scans",)


def test_a_rise_of_months_is_found_with_its_size() -> None:
    ours = market()
    dealer = ours.plain
    more = ours.more(dealer, 26, 1.0)
    ours.invents(dealer, more)
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
