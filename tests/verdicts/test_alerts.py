"""Who is called inflated or overmighty, since when, and for how much money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.baselines import Channel
from steelyard.settings import Settings
from steelyard.signals import Reading
from steelyard.signals.signal import Kind
from steelyard.statistics.level_shift import LAGS
from steelyard.verdicts.alert_money import Money, sums, to_be_shown
from steelyard.verdicts.conviction import CLEAR
from steelyard.verdicts.decide import decide
from steelyard.verdicts.findings import Verdicts
from steelyard.verdicts.one_lie import GOES_ON, PAUSE, SAME_LIE
from tests.panels import panel
from tests.verdicts.convicted import DOUBTFUL, departing, learned, reader, still

DEALERS, MONTHS = 12, 18
SHAPE = (DEALERS, MONTHS)
ALL = ("scans", "sell_in", "sell_out")
READERS = {
    **reader("a", "fabricated_sell_out", "stock_transfer"),
    **reader("b", "power", anchor="books"),
}
MODEL = learned(fabricated_sell_out=("a",), power=("b",))
Told = Mapping[tuple[int, int, int], float]


def _channel(months: int = MONTHS) -> Channel:
    return Channel(panel({f"D{i:02d}": [1000.0] * months for i in range(DEALERS)}), Settings())


def _read(a: Told, b: Told | None = None, amount: float = 900.0) -> dict[str, Reading]:
    quiet = still(SHAPE, amount)
    return {"a": departing(quiet, a, 0.4), "b": departing(quiet, b or {}, 0.4)}


def _decide(a: Told, b: Told | None = None, present: tuple[str, ...] = ALL) -> Verdicts:
    return decide(_channel(), _read(a, b), READERS, present, MODEL)


def _clear(months: range | list[int], window: int = 0, size: float = 5.0) -> Told:
    return {(window, 3, month): size for month in months}


def test_from_sell_in_alone_nobody_is_alerted_whatever_departs() -> None:
    verdicts = _decide(_clear(range(6, 18)), _clear(range(6, 18)), ("sell_in", "dealers"))
    assert set(verdicts.verdict.ravel()) == {"unjudged"}


def test_a_departure_that_is_not_enough_alerts_nobody() -> None:
    assert set(_decide(_clear([9], size=2.5)).cause.ravel()) == {""}


def test_a_missing_table_accuses_nobody() -> None:
    channel = _channel()
    assert not (decide(channel, {}, READERS, ALL, MODEL).cause != "").any()
    unknown = replace(still(SHAPE, 900.0), departure=np.full((len(LAGS), *SHAPE), np.nan))
    assert not (decide(channel, {"a": unknown}, READERS, ALL, MODEL).cause != "").any()


def test_too_little_money_alerts_nobody() -> None:
    channel, read = _channel(), _read(_clear([9]), amount=0.5)
    assert not (decide(channel, read, READERS, ALL, MODEL).cause != "").any()


def test_scans_that_did_not_come_alert_nobody_alone() -> None:
    readers = {
        **reader("a", "fabricated_sell_out", absence=True),
        **reader("b", "fabricated_sell_out", anchor="books"),
    }
    model = learned(fabricated_sell_out=("a", "b"))
    barely = _clear([9], size=(CLEAR + DOUBTFUL) / 2)
    for beside, alerted in (({}, False), (barely, False), (_clear([9]), True)):
        found = decide(_channel(), _read(_clear([9]), beside), readers, ALL, model)
        assert (found.cause[3, 9] != "") == alerted


@pytest.mark.parametrize(
    ("share", "plain", "alerted"),
    [(0.05, True, False), (0.2, False, False), (0.2, True, True), (1.0, False, True)],
)
def test_the_less_money_the_more_must_be_shown(share: float, plain: bool, alerted: bool) -> None:
    channel = _channel()
    shown = {(window, 3, 9): 5.0 for window in range(3)} if plain else _clear([9])
    money = share * float(channel.materiality[9])
    found = decide(channel, _read(shown, amount=money), READERS, ALL, MODEL)
    assert (found.cause[3, 9] != "") == alerted


def test_half_of_the_money_asks_twice_the_odds() -> None:
    asked = to_be_shown(np.array([200.0, 100.0, 50.0, 25.0]), np.array(100.0))
    assert np.exp(asked) == pytest.approx([1.0, 1.0, 2.0, 4.0])


@pytest.mark.parametrize(
    ("shown", "told"),
    [("unsupported", "unsupported"), ("surplus", "unsupported"), ("stocked",) * 2],
)
def test_stock_that_a_dealer_reports_itself_is_not_called_unsupported(
    shown: Kind, told: str
) -> None:
    readers = reader("a", "fabricated_sell_out", amount_kind=shown) | reader("b", "power")
    found = decide(_channel(), _read(_clear([9])), readers, ALL, MODEL)
    assert found.amount_kind[3, 9] == told


def test_before_its_first_month_a_dealer_has_no_alert() -> None:
    orders = _channel().panel.order_count.copy()
    orders[3, :10] = 0
    channel = Channel(replace(_channel().panel, order_count=orders), Settings())
    verdicts = decide(channel, _read(_clear([5, 12])), READERS, ALL, MODEL)
    assert np.flatnonzero(verdicts.cause[3] != "").tolist() == [12]


def test_an_alert_names_cause_beginning_and_money_and_what_stands_out() -> None:
    verdicts = _decide(_clear([9], window=2))
    assert np.argwhere(verdicts.verdict == "inflated").tolist() == [[3, 9]]
    assert verdicts.cause[3, 9] == "fabricated_sell_out"
    assert verdicts.reason[3, 9] == "alert"
    assert verdicts.since[3, 9] == 9 - LAGS[2] + 1
    assert verdicts.amount_in_question[3, 9] == 900.0
    assert verdicts.amount_since[3, 9] == 900.0 * LAGS[2]
    assert verdicts.amount_kind[3, 9] == "unsupported"
    assert verdicts.score[3, 9] > 0.5
    assert verdicts.listed_months[3, 9] == 1
    assert np.argwhere(verdicts.raised["a"]).tolist() == [[3, 9]]
    assert not verdicts.raised["b"].any()


@pytest.mark.parametrize(
    ("departures", "since"),
    [
        ({1: 5.0, 2: 5.2}, 7),  # two months or three: as good as equal, the longer a little better
        ({0: 5.0, 2: 9.0, 5: 5.0}, 7),  # one clearly above the others
        ({0: 9.0, 1: 9.0, 2: 9.0}, 8),  # equal: their mean
    ],
)
def test_an_alert_begins_as_far_back_as_the_windows_say_each_by_what_stands_out_in_it(
    departures: dict[int, float], since: int
) -> None:
    verdicts = _decide({(window, 3, 9): size for window, size in departures.items()})
    assert verdicts.since[3, 9] == since


def test_a_signal_that_stands_out_nowhere_does_not_move_the_beginning() -> None:
    noise = {(5, 3, 9): 1.9}
    quiet = still(SHAPE, 900.0)
    model = learned(fabricated_sell_out=("a", "c"))
    read = {"a": departing(quiet, _clear([9]), 0.4), "c": departing(quiet, noise, 0.4)}
    readers = {**READERS, **reader("c", "fabricated_sell_out")}
    assert decide(_channel(), read, readers, ALL, model).since[3, 9] == 9


def test_power_is_kept_apart_and_its_money_was_conceded() -> None:
    verdicts = _decide({}, _clear([9]))
    assert np.argwhere(verdicts.verdict == "overmighty").tolist() == [[3, 9]]
    assert verdicts.cause[3, 9] == "power"
    assert verdicts.amount_kind[3, 9] == "conceded"


def test_a_running_alert_keeps_its_cause_and_its_beginning() -> None:
    near = {(0, 3, 10): 2.5, (0, 3, 11): 2.5}  # within GOES_ON of the bound, and below it
    verdicts = _decide({(0, 3, 9): 5.0, **near}, _clear([11]))
    assert GOES_ON >= 0.5
    assert verdicts.cause[3, 9:12].tolist() == ["fabricated_sell_out"] * 3
    assert verdicts.since[3, 9:12].tolist() == [9, 9, 9]
    assert verdicts.listed_months[3, 9:12].tolist() == [1, 2, 3]


def test_a_running_alert_goes_on_with_little_money_and_not_with_none() -> None:
    amount = np.full(SHAPE, 900.0)
    amount[3, 10], amount[3, 11] = 0.5, 0.0
    read = _read(_clear([9, 10, 11]))
    read["a"] = replace(read["a"], amount_in_question=amount)
    verdicts = decide(_channel(), read, READERS, ALL, MODEL)
    assert np.flatnonzero(verdicts.cause[3] != "").tolist() == [9, 10]
    assert verdicts.amount_since[3, 9:11].tolist() == [900.0, 900.5]


def test_a_longer_window_begins_no_alert_and_keeps_none_up_alone() -> None:
    longer = _clear([10, 11], window=len(LAGS) - 1)
    assert not (_decide(longer).cause != "").any()
    verdicts = _decide({**_clear([9]), **longer})
    assert np.flatnonzero(verdicts.cause[3] != "").tolist() == [9]


def test_what_alone_would_be_no_alert_begins_none() -> None:
    assert not (_decide(_clear([10, 11], size=2.5)).cause != "").any()


def test_a_new_alert_long_after_the_last_one_is_a_new_matter() -> None:
    again = 2 + SAME_LIE + 1
    verdicts = _decide(_clear([2, again]))
    assert verdicts.since[3, again] == again
    assert verdicts.listed_months[3, again] == 1
    assert verdicts.amount_since[3, again] == 900.0


@pytest.mark.parametrize("gap", [PAUSE, PAUSE + 1, SAME_LIE - 1])
def test_a_new_alert_within_a_year_of_the_last_one_carries_it_on(gap: int) -> None:
    again = 2 + gap + 1
    verdicts = _decide(_clear([2, again]))
    assert not (verdicts.cause[3, 3:again] != "").any()
    assert verdicts.since[3, again] == 2
    assert verdicts.listed_months[3, again] == 2
    assert verdicts.amount_since[3, again] == 2 * 900.0
    assert verdicts.amount_added[3, again] == 900.0


def test_a_year_counts_from_the_last_month_of_an_alert_that_was_itself_carried_on() -> None:
    verdicts = _decide(_clear([0, 8, 16]))
    assert verdicts.since[3, [0, 8, 16]].tolist() == [0, 0, 0]


def test_an_alert_of_the_other_verdict_is_another_matter_and_ends_none() -> None:
    verdicts = _decide(_clear([2, 12]), _clear([7, 16]))
    at = [2, 7, 12, 16]
    assert verdicts.verdict[3, at].tolist() == ["inflated", "overmighty"] * 2
    assert verdicts.since[3, at].tolist() == [2, 7, 2, 7]
    assert verdicts.amount_since[3, at].tolist() == [900.0, 900.0, 1800.0, 1800.0]
    assert verdicts.listed_months[3, at].tolist() == [1, 1, 2, 2]


def _two_causes(other: str) -> Verdicts:
    return decide(
        _channel(),
        {
            "a": departing(still(SHAPE, 900.0), _clear([9]), 0.4),
            "b": departing(still(SHAPE, 60.0), _clear([10]), 0.4),
        },
        {**reader("a", "fabricated_sell_out"), **reader("b", other)},  # type: ignore[arg-type]
        ALL,
        learned(fabricated_sell_out=("a",), **{other: ("b",)}),
    )


def test_what_another_cause_keeps_up_has_that_ones_money() -> None:
    verdicts = _two_causes("diversion")
    assert verdicts.cause[3, 10] == "fabricated_sell_out"
    assert verdicts.amount_in_question[3, 10] == 60.0


def test_what_speaks_for_the_other_verdict_keeps_nothing_up() -> None:
    verdicts = _two_causes("power")
    assert verdicts.cause[3, 9:11].tolist() == ["fabricated_sell_out", "power"]
    assert verdicts.since[3, 10] == 10


windows = st.dictionaries(
    st.tuples(st.integers(0, len(LAGS) - 1), st.integers(0, 2), st.integers(0, MONTHS - 1)),
    st.sampled_from([2.5, 5.0]),
    max_size=30,
)


@settings(deadline=None, max_examples=40)
@given(windows, windows, st.integers(3, MONTHS))
def test_a_later_month_changes_no_earlier_alert(a: Told, b: Told, until: int) -> None:
    whole = decide(_channel(), _read(a, b), READERS, ALL, MODEL)
    cut = {name: _until(reading, until) for name, reading in _read(a, b).items()}
    part = decide(_channel(until), cut, READERS, ALL, MODEL)
    for name in ("verdict", "cause", "since", "amount_in_question", "amount_since", "score"):
        now, then = getattr(whole, name)[:, :until], getattr(part, name)
        assert now.tolist() == then.tolist(), name


def _until(reading: Reading, months: int) -> Reading:
    assert reading.departure is not None
    return Reading(
        reading.p_value[:, :months],
        reading.effect[:, :months],
        reading.amount_in_question[:, :months],
        {"months": reading.figures["months"][:, :months]},
        departure=reading.departure[..., :months],
    )


@settings(deadline=None, max_examples=40)
@given(windows)
def test_what_the_months_add_is_what_has_come_together_and_it_never_falls(a: Told) -> None:
    verdicts = _decide(a)
    alert = verdicts.cause != ""
    for dealer in range(3):
        for of in _each(verdicts, np.flatnonzero(alert[dealer]), dealer):
            total, added = verdicts.amount_since[dealer, of], verdicts.amount_added[dealer, of]
            np.testing.assert_allclose(np.cumsum(added), total)
            assert (added >= 0).all()
            assert (total >= verdicts.amount_in_question[dealer, of] - 1e-9).all()


def _each(verdicts: Verdicts, months: np.ndarray, dealer: int) -> list[np.ndarray]:
    """Return the months of each alert of a dealer: the first month of one is its first listed."""
    begins = np.flatnonzero(verdicts.listed_months[dealer, months] == 1)
    return np.split(months, begins[1:])


def _sums(
    amounts: list[float], months: list[int], since: int = 0, raised: int = 0, stands: bool = False
) -> list[float]:
    alert = np.arange(len(amounts))[None, :] >= raised
    money = Money(
        np.array([amounts]), np.array([months]), np.full(alert.shape, stands), alert & False
    )
    began, verdict = np.full(alert.shape, since), np.where(alert, "inflated", "")
    return sums(money, began, verdict).total[0, raised:].tolist()


def test_a_window_that_grows_with_the_alert_is_the_sum() -> None:
    assert _sums([100.0, 100.0, 100.0], [1, 2, 3]) == [100.0, 200.0, 300.0]


def test_what_stands_and_is_spread_over_more_months_is_counted_once() -> None:
    assert _sums([300.0, 150.0, 100.0], [1, 2, 3]) == [300.0, 300.0, 300.0]


@pytest.mark.parametrize("window", [1, 2, 3])
def test_a_window_shorter_than_the_alert_is_joined_to_what_stood_before_it(window: int) -> None:
    assert _sums([100.0] * 5, [window] * 5) == [100.0, 200.0, 300.0, 400.0, 500.0]


def test_when_an_alert_is_raised_its_months_before_count() -> None:
    assert _sums([50.0] * 6, [3] * 6, since=1, raised=3) == [150.0, 200.0, 250.0]


def test_a_level_is_the_same_every_month_and_not_added_up() -> None:
    assert _sums([80.0, 100.0, 90.0], [1, 2, 3], stands=True) == [80.0, 100.0, 100.0]
    assert _sums([50.0] * 6, [3] * 6, since=1, raised=3, stands=True) == [50.0] * 3


def test_a_smaller_reading_takes_nothing_back() -> None:
    assert _sums([300.0, 10.0], [1, 2]) == [300.0, 300.0]
