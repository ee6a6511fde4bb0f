"""Genuine is said where a lie could have been seen, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.signals import Reading
from steelyard.statistics.level_shift import LAGS
from steelyard.verdicts import cleared
from steelyard.verdicts.cleared import (
    DETECTABLE,
    UNLIKELY,
    UNSOLD,
    Said,
    detectable_lie,
    most_unsold,
    seen,
    standing,
)
from tests.markets import LATEST, Market, market
from tests.verdicts.convicted import departing, still

BROUGHT = ("scans", "sell_in", "sell_out", "stock")
LAST = 35


@pytest.fixture(scope="module")
def ordinary() -> Market:
    return market(seed=4, rate=0.3)


def _stands(
    channel: Channel, readings: dict[str, Reading] | None = None, present: tuple[str, ...] = BROUGHT
) -> NDArray[np.str_]:
    return standing(channel, readings or {}, _calm(channel), present)


def _calm(channel: Channel) -> Said:
    """Return that nothing speaks of a lie and nobody was alerted."""
    shape = channel.panel.shape
    return Said(np.full(shape, 0.5), np.zeros(shape), np.zeros(shape, dtype=np.bool_))


def test_sell_in_alone_clears_nobody(ordinary: Market) -> None:
    channel = ordinary.channel("sell_out", "stock", "transfers", "scans", "payments", "claims")
    assert set(_stands(channel, present=("dealers", "sell_in")).ravel()) == {"quiet"}


@pytest.mark.parametrize("without", ["scans", "sell_out"])
def test_without_a_witness_nobody_is_cleared(ordinary: Market, without: str) -> None:
    present = tuple(name for name in BROUGHT if name != without)
    assert set(_stands(ordinary.channel(without), present=present).ravel()) == {"unwitnessed"}


def test_who_does_not_report_is_not_cleared(ordinary: Market) -> None:
    reported = ordinary.reported.copy()
    reported[3, LAST] = np.nan
    stands = _stands(replace(ordinary, reported=reported).channel())
    assert stands[3, LAST] == "unreported"
    assert set(stands[:, 0]) == {"unreported"}  # no past to hold the first month against


def test_where_scans_are_few_a_lie_could_hide() -> None:
    few = market(seed=4, rate=0.002).channel()
    many = market(seed=4, rate=0.3).channel()
    lies = [detectable_lie(of.balance.scan_rate, of.panel.shape)[:, LAST] for of in (few, many)]
    assert np.median(lies[0]) > 2 * np.median(lies[1])
    assert "genuine" not in _stands(few)[lies[0] > DETECTABLE, LAST]
    assert (_stands(few)[:, LAST] == "thin").mean() > 0.5


def test_where_a_lie_would_have_stood_out_and_none_does_the_month_is_genuine(
    ordinary: Market,
) -> None:
    stands = _stands(ordinary.channel())
    assert (stands[:, LATEST + 6 :] == "genuine").mean() > 0.5


def test_something_that_stands_out_a_little_is_in_the_way_and_the_other_way_is_not(
    ordinary: Market,
) -> None:
    channel = ordinary.channel()
    clean = np.flatnonzero(_stands(channel)[:, LAST] == "genuine")[:2].tolist()
    shape = channel.panel.shape
    read = departing(still(shape), {(2, clean[0], LAST): 2.1, (2, clean[1], LAST): -9.0})
    stands = _stands(channel, {"a": read})[:, LAST]
    assert [stands[dealer] for dealer in clean] == ["unclear", "genuine"]


def test_an_audit_that_does_not_agree_is_in_the_way(ordinary: Market) -> None:
    clean = int(np.flatnonzero(_stands(ordinary.channel())[:, LAST] == "genuine")[0])
    audited = ordinary.audited.copy()
    audited[clean, LAST] = ordinary.claimed[clean, LAST] * 3 + 1000
    assert _stands(replace(ordinary, audited=audited).channel())[clean, LAST] == "unclear"


def test_a_month_that_is_not_ordinary_in_sell_in_is_not_cleared(ordinary: Market) -> None:
    channel = ordinary.channel()
    said = replace(_calm(channel), p_value=np.full(channel.panel.shape, 0.05))
    assert "genuine" not in standing(channel, {}, said, BROUGHT)


def test_a_month_in_which_all_signals_together_speak_a_little_of_a_lie_is_not_cleared(
    ordinary: Market,
) -> None:
    channel = ordinary.channel()
    clean = np.flatnonzero(_stands(channel)[:, LAST] == "genuine")[:3].tolist()
    chance = np.zeros(channel.panel.shape)
    chance[clean, LAST] = [UNLIKELY, UNLIKELY - 0.01, np.nan]  # NaN: nothing was asked
    stands = standing(channel, {}, replace(_calm(channel), chance=chance), BROUGHT)
    assert stands[clean, LAST].tolist() == ["unclear", "genuine", "genuine"]


def test_soon_after_an_alert_nothing_is_cleared_and_before_it_all_stays(
    ordinary: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleared, "AFTER_ALERT", 3)
    channel = ordinary.channel()
    before = _stands(channel)
    dealer = int((before[:, LAST - 8 :] == "genuine").all(axis=1).argmax())
    alert = np.zeros(channel.panel.shape, dtype=np.bool_)
    alert[dealer, LAST - 6] = True
    stands = standing(channel, {}, replace(_calm(channel), alert=alert), BROUGHT)
    assert set(stands[dealer, LAST - 6 : LAST - 2]) == {"lately"}
    assert (np.argwhere(stands != before)[:, 0] == dealer).all()
    assert stands[dealer, LAST - 2] == before[dealer, LAST - 2] == "genuine"
    assert stands[dealer, LAST - 7] == before[dealer, LAST - 7] == "genuine"


def test_goods_that_come_in_and_are_not_scanned_are_in_the_way(ordinary: Market) -> None:
    dealer = int((_stands(ordinary.channel())[:, LAST - 3 :] == "genuine").all(axis=1).argmax())
    hoards = market(seed=4, rate=0.3)
    hoards.bought[dealer] += hoards.more(dealer, LAST - 4, 1.0)
    channel = hoards.channel()
    unsold = most_unsold(channel.balance.in_against_scans, channel.panel.shape)
    assert unsold[dealer, LAST] > UNSOLD
    assert _stands(channel)[dealer, LAST] == "unsold"
    # What was already said of the months before stands as it stood.
    earlier = most_unsold(ordinary.channel().balance.in_against_scans, channel.panel.shape)
    assert (unsold[:, : LAST - 4] == earlier[:, : LAST - 4]).all()


def test_without_scans_nothing_is_known_of_goods_unsold() -> None:
    assert np.isinf(most_unsold(None, (2, 3))).all()


def test_an_invented_month_that_scans_could_show_is_not_cleared(ordinary: Market) -> None:
    lied = market(seed=4, rate=0.3)
    lied.invents(5, lied.more(5, LAST - 5, 1.0))
    channel = lied.channel()
    shift = channel.balance.scan_rate
    assert shift is not None
    read = replace(still(channel.panel.shape), departure=-shift.departure)
    assert _stands(channel, {"scan_shortfall": read})[5, LAST] != "genuine"


def test_what_was_seen_says_over_how_many_months_and_how_well_they_agree(ordinary: Market) -> None:
    channel = ordinary.channel()
    found = seen(channel.balance.scan_rate, channel.panel.shape)
    known = np.isfinite(found.smallest_lie)
    assert set(np.unique(found.months)) <= set(LAGS)
    assert (found.apart[known] >= 0).all()
    assert np.median(found.apart[:, LAST]) < np.median(found.smallest_lie[:, LAST])
    nothing = seen(None, (2, 3))
    assert np.isinf(nothing.smallest_lie).all()
    assert np.isnan(nothing.apart).all()


def test_a_later_month_changes_no_earlier_standing(ordinary: Market) -> None:
    whole = ordinary.channel()
    part = Channel(whole.panel.until(24), whole.settings)
    assert (_stands(whole)[:, :24] == _stands(part)).all()
