"""The weight of a dealer in its region: told, and held against nobody."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.weight_in_region import SIGNAL, read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_weight_by_itself_puts_nothing_in_question() -> None:
    ours = market()
    ours.bought[ours.plain] *= 100
    assert (read(ours.channel()).amount_in_question == 0).all()


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_it_is_asked_only_beside_terms() -> None:
    assert SIGNAL.lacks(("sell_in", "dealers")) == ("claims", "payments")
    assert SIGNAL.lacks(("sell_in", "dealers", "claims")) == ()


def test_the_heaviest_has_the_first_rank_and_its_share_is_told() -> None:
    ours = market()
    dealer = ours.plain
    ours.bought[dealer] *= 100
    reading = read(ours.channel())
    mine = ours.region == ours.region[dealer]
    half_year = slice(31, 37)
    share = ours.bought[dealer, half_year].sum() / ours.bought[mine, half_year].sum()
    told = {name: values[dealer, 35] for name, values in reading.figures.items()}
    assert told["rank"] == 1
    assert told["share"] == pytest.approx(share, rel=0.1)
    assert reading.p_value[dealer, 35] == pytest.approx(1 / 121)


def test_unknown_where_nothing_was_bought_for_months() -> None:
    ours = market()
    dealer = ours.plain
    ours.bought[dealer, 24:] = 0
    known = ~np.isnan(read(ours.channel()).p_value[dealer])
    assert known[23]
    assert not known[26:].any()


def test_later_months_change_nothing() -> None:
    assert_sees_no_later_month(read, market(dealers=40))
