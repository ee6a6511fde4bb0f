"""Which watches are one matter, and what it has put in question since it began."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.signals import SIGNALS
from steelyard.signals.signal import KINDS
from steelyard.verdicts.decide import decide, read_signals
from steelyard.verdicts.matters import SAME_MATTER_MONTHS, Matters, matters
from tests.channels import WORLDS, channel, ordinary

MONTHS = 12
Told = dict[int, tuple[str, float]]


def _matters(told: Told, months: int = MONTHS, **also: tuple[int, ...]) -> Matters:
    """Return the matters of one dealer: by month, the kind and size of what is in question.

    `also` names months in which a signal of that kind is raised with a smaller amount.
    """
    kind = np.full((1, months), "", dtype="<U11")
    amount = np.zeros((1, months))
    for month, (name, money) in told.items():
        kind[0, month], amount[0, month] = name, money
    raised = {name: (kind == name) for name in KINDS}
    for name, when in also.items():
        raised[name][0, list(when)] = True
    return matters(raised, kind, amount)


def _since(found: Matters) -> dict[int, int]:
    return {int(m): int(found.since[0, m]) for m in np.flatnonzero(found.since[0] >= 0)}


def test_a_rhythm_and_a_silence_after_it_are_two_matters() -> None:
    told = _matters({3: ("surplus", 40.0), 4: ("missing", 90.0), 5: ("missing", 95.0)})
    assert _since(told) == {3: 3, 4: 4, 5: 4}
    assert told.amount[0].tolist()[3:6] == [40.0, 90.0, 185.0]
    assert told.months[0].tolist()[3:6] == [1, 1, 2]


def test_two_jumps_far_apart_are_two_matters() -> None:
    apart = SAME_MATTER_MONTHS + 1
    assert _since(_matters({2: ("surplus", 5.0), 2 + apart: ("surplus", 7.0)})) == {2: 2, 6: 6}


def test_a_silence_does_not_keep_another_matter_alive() -> None:
    silence = dict.fromkeys(range(3, 7), ("missing", 9.0))
    told = _matters({2: ("surplus", 5.0), **silence, 7: ("surplus", 5.0)})
    assert _since(told) == {2: 2, 3: 3, 4: 3, 5: 3, 6: 3, 7: 7}
    assert told.amount[0, 7] == 5.0


def test_too_much_too_early_and_the_payback_are_one_matter() -> None:
    told = _matters({2: ("surplus", 50.0), 3: ("paid_back", 20.0), 5: ("crowded", 10.0)})
    assert _since(told) == {2: 2, 3: 2, 5: 2}
    assert told.months[0].tolist()[2:6] == [1, 2, 0, 3]


def test_a_month_that_pays_back_by_buying_nothing_is_of_both_kin() -> None:
    told = _matters(
        {2: ("surplus", 50.0), 3: ("missing", 60.0), 4: ("missing", 60.0)}, paid_back=(3,)
    )
    assert _since(told) == {2: 2, 3: 2, 4: 2}
    assert told.amount[0].tolist()[2:5] == [50.0, 60.0, 120.0]


def test_a_payback_names_goods_that_were_counted_when_they_came() -> None:
    told = _matters({2: ("surplus", 50.0), 3: ("paid_back", 20.0), 4: ("paid_back", 45.0)})
    assert told.amount[0].tolist()[2:5] == [50.0, 50.0, 50.0]


def test_a_payback_larger_than_what_was_listed_stands_instead_of_it() -> None:
    told = _matters({2: ("surplus", 30.0), 3: ("paid_back", 45.0), 4: ("surplus", 5.0)})
    assert told.amount[0].tolist()[2:5] == [30.0, 45.0, 50.0]


def test_a_level_that_stands_is_counted_once() -> None:
    told = {2: ("unsupported", 50.0), 3: ("unsupported", 50.0), 4: ("unsupported", 60.0)}
    kind, amount = np.full((1, 6), "", dtype="<U11"), np.zeros((1, 6))
    for month, (name, money) in told.items():
        kind[0, month], amount[0, month] = name, money
    raised = {"unsupported": kind == "unsupported"}
    flow, level = (matters(raised, kind, amount, np.full((1, 6), s)) for s in (False, True))
    assert flow.amount[0].tolist() == [0, 0, 50, 100, 160, 0]
    assert level.amount[0].tolist() == [0, 0, 50, 50, 60, 0]


def test_months_that_are_not_listed_put_nothing_in_question() -> None:
    told = _matters({2: ("surplus", 5.0), 4: ("surplus", 6.0)})
    assert told.amount[0].tolist() == [0, 0, 5, 0, 11, 0, 0, 0, 0, 0, 0, 0]
    assert told.months[0].tolist()[2:5] == [1, 0, 2]


histories = st.dictionaries(
    st.integers(0, MONTHS - 1),
    st.tuples(st.sampled_from(KINDS), st.integers(1, 1000).map(float)),
    max_size=MONTHS,
)


@settings(deadline=None)  # a loaded machine is no failure
@given(histories)
def test_the_sum_is_the_month_and_never_more_than_the_months(told: Told) -> None:
    found = _matters(told)
    for month, (_, amount) in told.items():
        since = int(found.since[0, month])
        within = [a for m, (_, a) in told.items() if since <= m <= month]
        assert amount <= found.amount[0, month] <= sum(within)
        assert 1 <= found.months[0, month] <= len(within)


@settings(deadline=None)  # a loaded machine is no failure
@given(histories, st.integers(1, MONTHS))
def test_a_later_month_changes_no_earlier_matter(told: Told, until: int) -> None:
    whole = _matters(told)
    part = _matters({m: t for m, t in told.items() if m < until}, until)
    for now, then in ((whole.since, part.since), (whole.amount, part.amount)):
        assert now[:, :until].tolist() == then.tolist()


@pytest.mark.parametrize("seed", range(3))
def test_a_surplus_since_is_never_more_than_what_was_bought_since(seed: int) -> None:
    world = ordinary(60, 30, seed, **WORLDS["steady"])  # type: ignore[arg-type]
    orders = world.orders
    for dealer, months in ((0, range(20, 26)), (7, [22, 25, 28]), (11, range(24, 30))):
        orders = orders.scaled(dealer, months, 3.0 + dealer / 5)
    loaded = world.with_orders(orders).channel()
    found = decide(loaded, read_signals(loaded, ("sell_in",)))
    bought = np.cumsum(loaded.panel.sell_in_amount + loaded.panel.returns_amount, axis=1)
    listed = np.argwhere(np.isin(found.amount_kind, ("surplus", "crowded")))
    assert found.listed_months.max() > 1
    for dealer, month in listed:
        since = found.since[dealer, month]
        before = bought[dealer, since - 1] if since else 0.0
        assert found.amount_since[dealer, month] <= bought[dealer, month] - before + 1e-6


def test_every_signal_says_which_money_its_amount_is() -> None:
    crowded = {n for n, r in SIGNALS.items() if r.signal.amount_kind == "crowded"}
    assert crowded == {"month_end_loading", "quarter_end_loading"}
    assert SIGNALS["pull_forward"].signal.amount_kind == "paid_back"
    assert SIGNALS["sudden_silence"].signal.amount_kind == "missing"
    assert SIGNALS["sales_jump"].signal.amount_kind == "surplus"


def test_an_ordinary_channel_has_no_matters() -> None:
    quiet = channel(40, 18)
    found = decide(quiet, {})
    assert (found.since == -1).all()
    assert not found.amount_since.any()
    assert set(found.amount_kind.ravel()) == {""}
