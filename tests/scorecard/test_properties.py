"""What must hold of any world: order means nothing, and more alerts never find less."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from steelyard.scorecard.alarms import alarms, new_alarms
from steelyard.scorecard.calibration import calibration
from steelyard.scorecard.causes import causes
from steelyard.scorecard.columns import Texts
from steelyard.scorecard.delay import delay
from steelyard.scorecard.equal_false_alarms import equal_false_alarms, threshold_for
from steelyard.scorecard.false_alarms import false_alarms
from steelyard.scorecard.fixed_budget import fixed_budget, highest
from steelyard.scorecard.given import Given
from steelyard.scorecard.hits import hits
from steelyard.scorecard.recall import recall
from steelyard.scorecard.scorecard import period
from steelyard.scorecard.trial import Trial, side_by_side
from steelyard.scorecard.truth import Cases, Truth
from steelyard.verdicts.findings import VERDICTS
from tests.scorecard.worlds import START

CAUSES = ("", "stuffing", "diversion", "power")
MONTHS = 8


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Truth, Given]:
    """Draw a truth and verdicts on it; the first dealer always has a verdict."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    dealers = draw(st.integers(1, 12))
    return _truth(rng, dealers, draw(st.integers(0, 10))), _given(rng, dealers)


def _truth(rng: np.random.Generator, dealers: int, cases: int) -> Truth:
    of = rng.integers(0, dealers, cases)
    starts = START + rng.integers(-2, MONTHS + 2, cases)
    honest = np.ones(dealers, dtype=np.bool_)
    honest[of] = False
    found = Cases(
        dealer=of,
        label=rng.choice(["inflated", "overmighty"], cases),
        cause=rng.choice(CAUSES, cases),
        starts=np.where(rng.random(cases) < 0.1, np.datetime64("NaT", "M"), starts),
        ends=np.where(rng.random(cases) < 0.4, np.datetime64("NaT", "M"), starts + 2),
        size=rng.choice([0.2, 0.5, 2.0, np.nan], cases),
        evades=rng.choice([0.0, 1.0, np.nan], cases),
        traceless=rng.choice([0.0, 1.0, np.nan], cases),
        mistakable_for=rng.choice(["", "diversion"], cases),
    )
    circumstance = np.where(honest, rng.choice(["", "border", "growth"], dealers), "")
    return Truth(_ids(dealers), honest, circumstance, found, None)


def _given(rng: np.random.Generator, dealers: int) -> Given:
    kept = rng.random((dealers, MONTHS)) < 0.9
    kept[0, 0] = True
    dealer, month = np.nonzero(kept)
    rows = dealer.size
    since = np.where(rng.random(rows) < 0.5, START + month // 3, np.datetime64("NaT", "M"))
    return Given(
        dealer=_ids(dealers)[dealer],
        month=START + month,
        verdict=rng.choice(VERDICTS, rows),
        cause=rng.choice(CAUSES, rows),
        score=rng.choice([0.01, 0.2, 0.7, 0.97, np.nan], rows),
        since=since,
    )


def _ids(dealers: int) -> Texts:
    return np.array([f"D{number:02d}" for number in range(dealers)])


def _measures(trial: Trial) -> tuple[object, ...]:
    return (
        period(trial),
        recall(trial),
        delay(trial, hits(trial, trial.alerted)),
        alarms(trial),
        false_alarms(trial),
        causes(trial),
        replace(calibration(trial), brier=0.0, bins=()),
        equal_false_alarms(trial, trial.score),
        fixed_budget(trial, trial.score, 2),
    )


def _turned(truth: Truth, order: NDArray[np.int64]) -> Truth:
    """Return the same truth with its dealers in another order."""
    place = np.argsort(order)
    dealer = place[truth.cases.dealer]
    return replace(
        truth,
        dealers=truth.dealers[order],
        honest=truth.honest[order],
        circumstance=truth.circumstance[order],
        cases=replace(truth.cases, dealer=dealer),
    )


@settings(deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_dealers_and_rows_changes_nothing(
    world: tuple[Truth, Given], random: Any
) -> None:
    truth, verdicts = world
    order = np.array(random.sample(range(truth.dealers.size), truth.dealers.size))
    rows = np.array(random.sample(range(verdicts.dealer.size), verdicts.dealer.size))
    shuffled = Given(**{name: values[rows] for name, values in vars(verdicts).items()})
    straight = _measures(side_by_side(truth, verdicts))
    turned = _measures(side_by_side(_turned(truth, order), shuffled))
    assert repr(straight) == repr(turned)


@settings(deadline=None)
@given(worlds(), st.integers(0, 2**32 - 1))
def test_more_alerts_never_find_less(world: tuple[Truth, Given], seed: int) -> None:
    trial = side_by_side(*world)
    more = trial.alerted | (np.random.default_rng(seed).random(trial.verdict.shape) < 0.3)
    before, after = hits(trial, trial.alerted), hits(trial, more)
    assert (before.caught <= after.caught).all()
    assert (after.month[before.caught] <= before.month[before.caught]).all()


@settings(deadline=None)
@given(worlds(), st.lists(st.floats(0, 1), min_size=2, max_size=2))
def test_recall_falls_as_the_threshold_rises(world: tuple[Truth, Given], at: list[float]) -> None:
    trial = side_by_side(*world)
    low, high = (hits(trial, trial.score > threshold).caught for threshold in sorted(at))
    assert (low >= high).all()


@settings(deadline=None)
@given(worlds(), st.floats(0, 1), st.floats(0, 1))
def test_more_false_alarms_allowed_never_find_less(
    world: tuple[Truth, Given], one: float, other: float
) -> None:
    trial = side_by_side(*world)
    few, many = (equal_false_alarms(trial, trial.score, share) for share in sorted((one, other)))
    assert few.recall.count <= many.recall.count
    assert few.honest_above.count <= min(one, other) * few.honest_above.of + 1e-9


@given(st.lists(st.integers(0, 5), max_size=30), st.floats(0, 1))
def test_the_threshold_is_the_least_that_keeps_the_share(peaks: list[int], share: float) -> None:
    values = np.array(peaks, dtype=np.float64)
    threshold = threshold_for(values, share)
    assert (values > threshold).sum() <= share * values.size + 1e-9
    if np.isfinite(threshold):
        assert (values >= threshold).sum() > share * values.size + 1e-9


@settings(deadline=None)
@given(worlds())
def test_new_alarms_are_alerts_and_the_first_of_a_run_of_them(world: tuple[Truth, Given]) -> None:
    trial = side_by_side(*world)
    new = new_alarms(trial.alerted, trial.since)
    assert (new <= trial.alerted).all()
    assert (new.any(axis=1) == trial.alerted.any(axis=1)).all()
    assert not (new[:, 1:] & trial.alerted[:, :-1]).any()


@settings(deadline=None)
@given(worlds(), st.integers(1, 4))
def test_a_budget_is_kept(world: tuple[Truth, Given], budget: int) -> None:
    trial = side_by_side(*world)
    alarmed = highest(trial.score, budget, trial.truth.dealers)
    assert (alarmed.sum(axis=0) <= budget).all()
    assert (alarmed.sum(axis=1) <= 1).all()
    more = highest(trial.score, budget + 1, trial.truth.dealers)
    assert more.sum() >= alarmed.sum()
