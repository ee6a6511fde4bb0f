"""What a signal said of a month stays said: later months change nothing, not by a digit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.baselines import Channel
from steelyard.baselines.rebate_steps import RebateSteps
from steelyard.signals import SIGNALS, Reader
from steelyard.words import filled
from tests.channels import ordinary

BOOKS = {
    name: r for name, r in SIGNALS.items() if set(r.signal.needs) <= {"sell_in", "rebate_steps"}
}
STEPS = RebateSteps(
    threshold=np.array([5000.0, 20000.0, 60000.0, 9000.0]),
    period_months=np.array([1, 3, 12, 3]),
    dealer=np.array([-1, -1, -1, 4]),
    in_force=np.ones((4, 200), dtype=bool),
)


def _channel(seed: int, intermittent: float, regions: int) -> Channel:
    world = ordinary(40, 40, seed=seed, intermittent=intermittent, regions=regions, heavy=True)
    rng = np.random.default_rng(seed)
    late = rng.integers(0, 30, 40)
    orders = world.orders
    for dealer in range(0, 40, 4):
        orders = orders.without(dealer, range(int(late[dealer])))
    shape = (40, 40)
    world = replace(
        world.with_orders(orders),
        extra={
            "promoted_amount": np.where(rng.random(shape) < 0.1, 3000.0, 0.0),
            "launched_amount": np.where(rng.random(shape) < 0.1, 500.0, 0.0),
            "returns_amount": np.where(rng.random(shape) < 0.1, 300.0, 0.0),
        },
    )
    return replace(world.channel(), rebate_steps=STEPS.until(40))


@pytest.mark.parametrize("name", sorted(BOOKS))
@settings(max_examples=6, deadline=None)
@given(
    seed=st.integers(0, 1000),
    months=st.integers(4, 39),
    intermittent=st.sampled_from([0.0, 0.6]),
    regions=st.sampled_from([1, 3]),
)
def test_later_months_change_nothing(
    name: str, seed: int, months: int, intermittent: float, regions: int
) -> None:
    whole = _channel(seed, intermittent, regions)
    known = Channel(whole.panel.until(months), whole.settings, STEPS.until(months))
    _assert_same(BOOKS[name], whole, known, months)


def _assert_same(reader: Reader, whole: Channel, known: Channel, months: int) -> None:
    then, now = reader.read(known), reader.read(whole)
    pairs = {
        "p_value": (then.p_value, now.p_value),
        "effect": (then.effect, now.effect),
        "amount_in_question": (then.amount_in_question, now.amount_in_question),
        **{n: (then.figures[n], now.figures[n]) for n in then.figures},
    }
    if then.expected is not None and now.expected is not None:
        pairs["expected"] = (then.expected, now.expected)
    for what, (early, late) in pairs.items():
        np.testing.assert_array_equal(early, late[:, :months], err_msg=what)


@pytest.mark.parametrize("name", sorted(BOOKS))
def test_every_reading_keeps_its_promises(name: str) -> None:
    channel = _channel(7, 0.3, 1)
    reading = BOOKS[name].read(channel)
    shape = channel.panel.shape
    assert reading.p_value.shape == reading.effect.shape == shape
    known = reading.p_value[~np.isnan(reading.p_value)]
    assert known.size
    assert ((known > 0) & (known <= 1)).all()
    assert (reading.amount_in_question >= 0).all()
    assert set(reading.figures) == set(BOOKS[name].signal.figures)
    for figure in reading.figures.values():
        assert figure.shape == shape


@pytest.mark.parametrize("name", sorted(BOOKS))
def test_every_explanation_can_be_said(name: str) -> None:
    signal = BOOKS[name].signal
    standing = {"month": "2024-06", "amount": "1", "p": "0.01"}
    for language in ("zh", "en"):
        figures = {**standing, **dict.fromkeys(signal.figures, "#")}
        said = filled(signal.explanation[language], figures)
        assert "{" not in said
        assert said.count("#") >= len(signal.figures)
        assert not any(word in said.lower() for word in ("fraud", "fake", "造假"))


@pytest.mark.parametrize("months", [1, 2, 5])
@pytest.mark.parametrize("name", sorted(BOOKS))
def test_a_channel_with_hardly_any_past_is_read_without_an_answer(name: str, months: int) -> None:
    whole = _channel(3, 0.0, 1)
    known = Channel(whole.panel.until(months), whole.settings, STEPS.until(months))
    reading = BOOKS[name].read(known)
    assert reading.p_value.shape == (40, months)
    assert np.isnan(reading.p_value[:, :3]).all()


def test_a_channel_of_one_dealer_is_read() -> None:
    world = ordinary(1, 36, seed=5)
    for reader in BOOKS.values():
        assert reader.read(world.channel()).p_value.shape == (1, 36)
