"""Dealers that begin later change nothing that was read before they came, whatever is asked.

With a whole channel at hand it is easily overlooked: a stride over all rows, a rank among all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from unittest import mock

import numpy as np
import pytest

from steelyard.baselines import Channel
from steelyard.signals import SIGNALS
from steelyard.statistics import level_shift
from steelyard.verdicts.steadiness import steadiness
from tests.markets import Market, market

DEALERS, JOIN, LATE = 160, 24, 50
Pair = tuple[Channel, Channel, np.ndarray]


def _after(ours: Market, late: np.ndarray) -> Market:
    """Return it with dealers of whom nothing is known before they join."""
    for name in ("bought", "paid", "spent", "round_lines"):
        getattr(ours, name)[late, :JOIN] = 0
    for name in ("reported", "claimed", "audited"):
        getattr(ours, name)[late, :JOIN] = np.nan
    ours.scans[late, :, :JOIN] = 0
    return ours


def _pair(*without: str) -> Pair:
    late = np.zeros(DEALERS, np.bool_)
    late[np.random.default_rng(1).choice(DEALERS, LATE, replace=False)] = True
    ours = _after(market(dealers=DEALERS, seed=5), late)
    known = {f.name: getattr(ours, f.name)[~late] for f in fields(ours)}
    whole, before = ours.channel(*without), replace(ours, **known).channel(*without)
    ids = tuple(np.array(whole.panel.dealers.ids)[~late])
    named = replace(before.panel, dealers=replace(before.panel.dealers, ids=ids, names=ids))
    return whole, Channel(named, before.settings), ~late


@pytest.fixture(scope="module")
def pairs() -> Iterator[dict[str, Pair]]:
    """With few values enough for a median, so that some rows only are asked here too."""
    with mock.patch.object(level_shift, "ENOUGH", 1000):
        yield {"all": _pair(), "unscanned": _pair("scans")}


@pytest.mark.parametrize("name", sorted(SIGNALS))
def test_of_who_was_there_everything_is_read_as_before(name: str, pairs: dict[str, Pair]) -> None:
    whole, before, there = pairs["unscanned" if name == "neighbours_losses" else "all"]
    now, then = (SIGNALS[name].read(channel) for channel in (whole, before))
    read = {
        "p_value": (now.p_value, then.p_value),
        "effect": (now.effect, then.effect),
        "amount": (now.amount_in_question, then.amount_in_question),
        **{figure: (now.figures[figure], then.figures[figure]) for figure in then.figures},
    }
    if now.departure is not None and then.departure is not None:
        read["departure"] = now.departure, then.departure
    for what, (late, early) in read.items():
        left, right = late[..., there, :JOIN], early[..., :JOIN]
        if left.dtype.kind in "fiu":
            np.testing.assert_allclose(left, right, rtol=1e-9, atol=1e-9, err_msg=what)
        else:
            np.testing.assert_array_equal(left, right, err_msg=what)


def test_figures_are_as_steady_as_before(pairs: dict[str, Pair]) -> None:
    whole, before, there = pairs["all"]
    np.testing.assert_allclose(
        steadiness(whole.balance)[:, there, :JOIN], steadiness(before.balance)[..., :JOIN]
    )
