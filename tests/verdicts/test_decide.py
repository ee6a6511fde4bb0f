"""One answer a dealer and month; sell-in alone convicts nobody and clears nobody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.settings import Settings
from steelyard.signals import Reader, Reading, Signal
from steelyard.verdicts.decide import PRIOR, attention, decide, read_signals
from tests.panels import panel

DEALERS, MONTHS = 40, 18


def _channel() -> Channel:
    return Channel(panel({f"D{i:02d}": [1000.0] * MONTHS for i in range(DEALERS)}), Settings())


def _reader(needs: tuple[str, ...] = ("sell_in",)) -> dict[str, Reader]:
    words = {"zh": "", "en": ""}
    signal = Signal("a", words, words, words, {}, words, "books", {"stuffing": 1.0}, needs)  # type: ignore[arg-type]
    return {"a": Reader(signal, lambda channel: _ordinary(channel))}


def _ordinary(channel: Channel) -> Reading:
    shape = channel.panel.shape
    p = np.random.default_rng(5).uniform(0.02, 1, shape)
    return Reading(p, np.ones(shape), np.full(shape, 500.0))


def _with(p: dict[tuple[int, int], float]) -> tuple[Channel, dict[str, Reading]]:
    channel = _channel()
    reading = _ordinary(channel)
    for (dealer, month), value in p.items():
        reading.p_value[dealer, month] = value
    return channel, {"a": reading}


def test_an_ordinary_channel_is_unjudged_and_nobody_is_genuine() -> None:
    channel, readings = _with({})
    verdicts = decide(channel, readings, _reader())
    assert set(verdicts.verdict.ravel()) == {"unjudged"}
    assert set(verdicts.reason.ravel()) == {"quiet"}
    assert not verdicts.amount_in_question.any()


def test_a_rare_reading_is_watched_and_never_more_than_that() -> None:
    channel, readings = _with({(3, 9): 1e-7})
    verdicts = decide(channel, readings, _reader())
    assert np.argwhere(verdicts.verdict == "watch").tolist() == [[3, 9]]
    assert verdicts.amount_in_question[3, 9] == 500.0
    assert verdicts.cause[3, 9] == ""
    assert verdicts.score[3, 9] > 0.9
    assert set(verdicts.verdict.ravel()) == {"watch", "unjudged"}


def test_a_reading_that_is_rare_but_small_in_money_is_left_alone() -> None:
    channel, readings = _with({(3, 9): 1e-9})
    readings["a"].amount_in_question[3, 9] = 1.0
    assert not (decide(channel, readings, _reader()).verdict == "watch").any()


def test_one_in_a_hundred_is_nothing_among_forty_dealers() -> None:
    channel, readings = _with({(3, 9): 0.01})
    assert not (decide(channel, readings, _reader()).verdict == "watch").any()


def test_repeats_are_one_matter_with_a_since() -> None:
    rare = dict.fromkeys([(3, 5), (3, 6), (3, 8), (3, 12)], 1e-8)
    channel, readings = _with(rare)
    since = decide(channel, readings, _reader()).since
    assert [int(since[3, month]) for month in (5, 6, 8, 12)] == [5, 5, 5, 12]
    assert (since[4] == -1).all()


def test_a_later_month_changes_no_earlier_verdict() -> None:
    channel, readings = _with({(3, 9): 1e-7, (4, 12): 1e-7})
    short = Channel(channel.panel.until(11), channel.settings)
    reading = readings["a"]
    cut = Reading(
        *(a[:, :11] for a in (reading.p_value, reading.effect, reading.amount_in_question))
    )
    full = decide(channel, readings, _reader())
    part = decide(short, {"a": cut}, _reader())
    assert (full.verdict[:, :11] == part.verdict).all()
    assert np.allclose(full.score[:, :11], part.score)


def test_a_month_that_nothing_can_read_says_that_history_is_short() -> None:
    channel, readings = _with({(2, m): np.nan for m in range(MONTHS)})
    verdicts = decide(channel, readings, _reader())
    assert set(verdicts.reason[2]) == {"short_history"}
    assert verdicts.score[2, 0] == PRIOR


def _unread(channel: Channel) -> dict[str, Reading]:
    nothing = np.full(channel.panel.shape, np.nan)
    return {"a": Reading(nothing, nothing, np.zeros(channel.panel.shape))}


def _with_a_pause(amounts: list[float], **arrays: object) -> NDArray[np.str_]:
    others = {f"D{i:02d}": [1000.0] * len(amounts) for i in range(DEALERS)}
    channel = Channel(panel({"P": amounts, **others}, **arrays), Settings())
    return decide(channel, _unread(channel), _reader()).reason[0]


def test_a_newcomer_that_pauses_has_a_short_history() -> None:
    reason = _with_a_pause([0.0] * 8 + [1000.0] * 4 + [0.0, 1000.0])
    assert set(reason[8:]) == {"short_history"}


def test_a_month_that_is_not_complete_says_so_of_a_dealer_without_an_order_too() -> None:
    days = np.array([28] * (MONTHS - 1) + [9])
    assert _with_a_pause([1000.0] * (MONTHS - 1) + [0.0], channel_last_day=days)[-1] == (
        "short_history"
    )


def test_a_known_dealer_without_an_order_in_the_month_is_told_so() -> None:
    reason = _with_a_pause([1000.0] * 12 + [0.0, 0.0, 1000.0, -50.0])
    assert reason[12:].tolist() == ["no_order", "no_order", "short_history", "no_order"]


def test_a_dealer_that_only_reports_so_far_has_a_verdict_that_says_so() -> None:
    reported = np.zeros((DEALERS + 1, 5), np.bool_)
    reported[0, 1] = True
    reason = _with_a_pause([0.0, 0.0, 0.0, 1000.0, 0.0], reported=reported)
    assert reason[:3].tolist() == ["", "not_yet", "not_yet"]
    assert reason[3:].tolist() == ["short_history"] * 2


def test_a_dealer_long_gone_is_no_longer_judged() -> None:
    channel = _channel()
    orders = channel.panel.order_count.copy()
    orders[0, 2:] = 0
    channel = Channel(replace(channel.panel, order_count=orders), channel.settings)
    reason = decide(channel, {"a": _ordinary(channel)}, _reader()).reason[0]
    # The last order month is 1: months 2 to 13 are twelve without an order.
    assert reason[12] == "quiet"
    assert reason[13] == "gone"
    assert reason[14] == "gone"


def test_before_its_first_order_a_dealer_has_no_verdict() -> None:
    channel = _channel()
    orders = channel.panel.order_count.copy()
    orders[0, :4] = 0
    channel = Channel(replace(channel.panel, order_count=orders), channel.settings)
    verdict = decide(channel, {"a": _ordinary(channel)}, _reader()).verdict[0]
    assert verdict[:4].tolist() == [""] * 4
    assert verdict[4] == "unjudged"


def test_a_signal_without_its_table_is_not_read() -> None:
    assert read_signals(_channel(), ("sell_in",), _reader(("rebate_steps",))) == {}
    assert list(read_signals(_channel(), ("sell_in",), _reader())) == ["a"]


@pytest.mark.parametrize("rate", [0.01, 0.2])
def test_false_alarms_stay_near_the_stated_rate(rate: float) -> None:
    """Ordinary months give uniform p-values: then hardly any month has a false selection."""
    settings = replace(Settings(), false_discovery_rate=rate, signal_level=0.5)
    p = np.random.default_rng(11).uniform(size=(DEALERS, 400))
    channel = Channel(panel({f"D{i:02d}": [1000.0] * 400 for i in range(DEALERS)}), settings)
    reading = Reading(p, np.ones(p.shape), np.full(p.shape, 500.0))
    months = (decide(channel, {"a": reading}, _reader()).verdict == "watch").any(axis=0)
    assert months.mean() == pytest.approx(rate, abs=3 * np.sqrt(rate / 400))


def test_attention_goes_where_money_is_and_little_to_what_cannot_matter() -> None:
    amounts = {
        "large": [9000.0] * 14,
        "small": [1000.0] * 14,
        "tiny": [0.1] * 14,
        "new": [0.0] * 14,
    }
    channel = Channel(panel(amounts), Settings())
    weights = attention(channel)[:, 13]
    assert weights.sum() == pytest.approx(1.0)
    assert weights[0] > weights[1] > 5 * weights[2] > 5 * weights[3] > 0
    np.testing.assert_allclose(attention(channel)[:, 0], 0.125, atol=0.126)
