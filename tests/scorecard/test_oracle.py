"""The oracle: silent on the honest, blind to later, exact where chances can be counted out."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from math import comb
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from numpy.typing import NDArray

from steelyard.scorecard.facts import MonthlyFacts
from steelyard.scorecard.grid import Grid
from steelyard.scorecard.oracle.known import read_known
from steelyard.scorecard.oracle.likelihood import of_counts
from steelyard.scorecard.rivals import RIVALS, LeftOut
from steelyard.scorecard.rivals.oracle import by_deed
from steelyard.scorecard.truth import Truth, read_truth
from steelyard.simulation.worlds import simulate
from tests.scorecard.rivals.channels import facts_of, steady, until

Array = NDArray[np.float64]
DEALERS, MONTHS = 80, 24


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("oracle") / "world"
    simulate(folder, dealers=DEALERS, months=MONTHS, seed=11)
    return folder


@pytest.fixture(scope="module")
def facts(world: Path) -> MonthlyFacts:
    months = np.unique(pq.read_table(world / "latent.parquet")["month"].to_numpy())
    grid = Grid(read_truth(world).dealers, months.astype("datetime64[M]"))
    return MonthlyFacts(grid, {}, np.ones((DEALERS, MONTHS), dtype=np.bool_), world)


def test_on_most_of_the_honest_it_never_says_a_word(world: Path, facts: MonthlyFacts) -> None:
    honest = read_truth(world).honest
    peaks = RIVALS["oracle"].score(facts)[honest].max(axis=1)
    assert np.mean(peaks < np.log(100)) > 0.9


def test_it_finds_most_cases_and_names_their_deed(world: Path, facts: MonthlyFacts) -> None:
    truth, scores = read_truth(world), by_deed(facts)
    names, ratios = list(scores), np.array(list(scores.values()))
    found = [ratios[:, dealer, _within(truth, case, facts)] for case, dealer in _cases(truth)]
    caught = [one.max() > np.log(100) for one in found]
    assert np.mean(caught) > 0.7
    named = [names[int(one.max(axis=1).argmax())] for one in found]
    right = np.array(named) == truth.cases.cause
    assert np.mean(right[caught]) > 0.6


def _cases(truth: Truth) -> list[tuple[int, int]]:
    return list(enumerate(truth.cases.dealer.tolist()))


def _within(truth: Truth, case: int, facts: MonthlyFacts) -> slice:
    ends = (truth.cases.starts[case], truth.cases.ends[case])
    first, last = ((end - facts.months[0]).astype(int) for end in ends)
    return slice(int(first), int(last) + 3)


def test_a_later_month_changes_no_earlier_score(facts: MonthlyFacts) -> None:
    whole = RIVALS["oracle"].score(facts)
    half = RIVALS["oracle"].score(until(facts, MONTHS // 2))
    np.testing.assert_allclose(half, whole[:, : MONTHS // 2], rtol=1e-9)


def test_it_knows_nothing_of_who_lies(world: Path, facts: MonthlyFacts) -> None:
    known = read_known(world, facts.grid).honest
    lies = ~read_truth(world).honest
    # Its notion of the habits is as that of any dealer: what a deed changes is not in it.
    late = known.late_days[lies] / known.late_days[lies][:, :1]
    spend = known.trade_spend[lies] / known.trade_spend[lies][:, :1]
    np.testing.assert_array_equal(late, 1.0)
    np.testing.assert_array_equal(spend, 1.0)


def test_without_what_it_has_to_know_it_is_left_out(world: Path, tmp_path: Path) -> None:
    with pytest.raises(LeftOut, match="steelyard simulate"):
        RIVALS["oracle"].score(facts_of(steady(months=3)))
    for name in ("latent.parquet", "world.json"):
        (tmp_path / name).write_bytes((world / name).read_bytes())
    lone = replace(facts_of(steady(months=3)), world=tmp_path)
    with pytest.raises(LeftOut, match="cannot read"):
        RIVALS["oracle"].score(lone)


# One dealer that reports 60 units a month for four months. Each unit that a consumer had is
# scanned with 2 chances in 100. From a month on it sells but half of what it reports.
TOLD, CHANCE, LASTS, MOST = 60, 0.02, 4, 8
LEFT = 0.5
OUTCOMES = np.array(list(itertools.product(range(MOST + 1), repeat=LASTS)), dtype=np.float64)


def test_in_a_small_world_the_ratio_is_that_of_the_enumerated_likelihood() -> None:
    honest, lying = _chance_of(np.ones(LASTS)), _chance_of(_left(1))
    assert honest.sum() == pytest.approx(1, abs=1e-4)
    exact, usual = np.log(lying / honest), OUTCOMES.max(axis=1) <= 3
    assert honest[usual].sum() > 0.85
    assert np.abs(_ratio(1) - exact)[usual].max() < 0.15
    # What is left is that few of many is nearly, not quite, a Poisson count.
    assert np.sum(honest * np.abs(_ratio(1) - exact)) < 0.05
    assert np.abs(_ratio(LASTS)).max() == 0.0  # a lie that has not begun


@pytest.mark.parametrize(
    "statistic",
    [
        lambda scans: -scans.sum(axis=1),
        lambda scans: -scans[:, -1],
        lambda scans: -scans[:, -2:].sum(axis=1),
        lambda scans: scans[:, 0] - scans[:, -1],
        lambda scans: -scans.max(axis=1),
    ],
)
@pytest.mark.parametrize("size", [0.01, 0.05, 0.2])
def test_no_test_of_the_same_size_finds_more(
    statistic: Callable[[Array], Array], size: float
) -> None:
    honest = _chance_of(np.ones(LASTS))
    lying = np.mean([_chance_of(_left(start)) for start in range(LASTS)], axis=0)
    ours = np.logaddexp.reduce([_ratio(start) for start in range(LASTS)])
    best = _power(ours, honest, lying, size)
    assert best >= _power(statistic(OUTCOMES), honest, lying, size) - 2e-3
    assert best > 1.2 * size


def _left(start: int) -> Array:
    return np.array([LEFT if month >= start else 1.0 for month in range(LASTS)])


def _chance_of(left: Array) -> Array:
    """Return the chance of each outcome: binomial scans of the units really sold."""
    units = np.rint(TOLD * left)
    chance = np.ones(len(OUTCOMES))
    for month in range(LASTS):
        of_count = np.zeros(MOST + 1)
        for count in range(MOST + 1):
            of_count[count] = _binomial(int(units[month]), count)
        chance *= of_count[OUTCOMES[:, month].astype(int)]
    return chance


def _binomial(units: int, count: int) -> float:
    return float(comb(units, count) * CHANCE**count * (1 - CHANCE) ** (units - count))


def _ratio(start: int) -> Array:
    expected = np.full_like(OUTCOMES, TOLD * CHANCE)
    factor = np.broadcast_to(_left(start), OUTCOMES.shape)
    return np.asarray(of_counts(OUTCOMES, expected, factor, np.zeros(1)).sum(axis=1))


def _power(statistic: Array, honest: Array, lying: Array, size: float) -> float:
    """Return the power of the test of that size; ties at the threshold are decided by lot."""
    power, spent = 0.0, 0.0
    for value in np.unique(statistic.round(9))[::-1]:
        at = statistic.round(9) == value
        if spent + honest[at].sum() > size:
            return float(power + (size - spent) / honest[at].sum() * lying[at].sum())
        spent, power = spent + float(honest[at].sum()), power + float(lying[at].sum())
    return power
