"""Steadiness: what is not known is unsteady, and no month looks at later ones."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from steelyard.statistics.level_shift import LAGS, Shift
from steelyard.verdicts.steadiness import FIGURES, steadiness, unknown

SHAPE = (30, 24)


def _balance(shift: Shift | None):  # type: ignore[no-untyped-def]
    panel = SimpleNamespace(shape=SHAPE)
    return SimpleNamespace(panel=panel, **dict.fromkeys(FIGURES, None) | {"books": shift})


def _shift(seed: int = 0, error: float = 0.1) -> Shift:
    departure = np.random.default_rng(seed).normal(0.0, 1.0, (len(LAGS), *SHAPE))
    return Shift(departure, departure * error)


def test_of_tables_that_are_not_there_nothing_is_known() -> None:
    np.testing.assert_array_equal(steadiness(_balance(None)), unknown(SHAPE))


def test_it_tells_how_well_a_window_is_known_and_how_far_the_channel_departs() -> None:
    found = steadiness(_balance(_shift(error=0.1)))
    at = 2 * FIGURES.index("books")
    np.testing.assert_allclose(found[at], np.log(0.1), rtol=1e-5)
    np.testing.assert_allclose(found[at + 1, :, 12:], 1.96, atol=0.35)
    others = np.delete(found, [at, at + 1], axis=0)
    np.testing.assert_array_equal(others, np.delete(unknown(SHAPE), [at, at + 1], axis=0))


def test_a_month_that_is_not_known_is_as_unsteady_as_can_be() -> None:
    shift = _shift()
    shift.departure[:, 3, 9] = np.nan
    shift.departure[:, 4, 9] = 0.0
    found = steadiness(_balance(shift))[2 * FIGURES.index("books")]
    np.testing.assert_array_equal(found[[3, 4], 9], unknown(SHAPE)[0, [3, 4], 9])


def test_the_channel_s_tail_is_that_of_months_before() -> None:
    shift = _shift()
    before = steadiness(_balance(shift))
    shift.departure[:, :, 15:] *= 50
    shift.size[:, :, 15:] *= 50
    np.testing.assert_allclose(steadiness(_balance(shift))[..., :16], before[..., :16], rtol=1e-5)
