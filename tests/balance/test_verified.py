"""Verified sell-out: silent where all is true, with the witnesses where a claim is not."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.balance import evidence as evidence_of
from steelyard.balance.evidence import Evidence
from steelyard.balance.explanations import weigh
from steelyard.balance.verified import Verified, verified_sell_out
from steelyard.facts.panel import Panel
from tests.balance.made import Made, honest, scans_of

LIAR = 7
SINCE = 14


def _verified(made: Made | Panel) -> Verified:
    found = verified_sell_out(made.panel() if isinstance(made, Made) else made)
    assert found is not None
    return found


def test_an_honest_dealer_is_verified_as_it_reports() -> None:
    made = honest()
    found = _verified(made)
    assert np.abs(found.quantity - made.sold).max() <= 0.5
    assert ((found.low <= made.sold) & (made.sold <= found.high)).all()
    assert ((found.high - found.low) / made.sold).max() < 0.25


def test_growth_that_scans_confirm_is_verified() -> None:
    made = honest()
    sold = made.sold.copy()
    sold[LIAR, SINCE:] *= 2
    grown = replace(made, sold=sold, bought=sold, reported=sold, scans=scans_of(sold))
    found = _verified(grown)
    assert np.abs(found.quantity - sold)[LIAR].max() <= 0.5


def test_without_a_witness_nothing_is_verified() -> None:
    assert verified_sell_out(honest(scanned=False).panel()) is None


def test_without_reports_nothing_is_verified() -> None:
    bare = replace(
        honest().panel(), sell_out_quantity=None, stock_quantity=None, claimed_quantity=None
    )
    assert verified_sell_out(bare) is None


def test_whom_no_audit_has_seen_yet_is_not_verified() -> None:
    found = _verified(honest(scanned=False).audited(LIAR, 10))
    assert np.isnan(found.quantity[LIAR, :10]).all()
    assert np.isfinite(found.quantity[LIAR, 10:]).all()
    assert np.isnan(np.delete(found.quantity, LIAR, axis=0)).all()


def test_too_few_scans_verify_nothing() -> None:
    made = honest()
    small = made.sold.copy()
    small[0] = 8.0
    few = replace(made, sold=small, bought=small, reported=small, scans=scans_of(small))
    found = _verified(few)
    assert np.isnan(found.quantity[0, :10]).all()
    assert np.isfinite(found.quantity[0, 12:]).all()


def test_a_claim_without_scans_is_not_repeated() -> None:
    made = honest().lying(LIAR, SINCE, by=0.6)
    found, late = _verified(made), slice(SINCE + 4, None)
    real, claimed = made.sold[LIAR, late], made.reported[LIAR, late]
    assert (found.high[LIAR, late] < claimed).all()
    assert ((found.low[LIAR, late] <= real) & (real <= found.high[LIAR, late])).all()
    assert np.median(np.abs(found.quantity[LIAR, late] / real - 1)) < 0.12
    # The others are verified as before.
    others = np.delete(np.arange(24), LIAR)
    assert np.abs(found.quantity - made.sold)[others].max() <= 0.5


def test_an_audit_corrects_what_books_alone_would_hide() -> None:
    lie = honest(scanned=False).lying(LIAR, SINCE, by=0.6)
    seen_before = lie.audited(LIAR, 5)
    found = _verified(seen_before)
    assert found.quantity[LIAR, -1] == pytest.approx(lie.reported[LIAR, -1])
    found = _verified(seen_before.audited(LIAR, 20))
    assert found.quantity[LIAR, 20] == pytest.approx(lie.sold[LIAR, 20], rel=0.15)
    assert found.low[LIAR, 20] <= lie.sold[LIAR, 20] <= found.high[LIAR, 20]


def test_a_clean_audit_narrows_and_the_months_after_it_widen() -> None:
    made = honest(scanned=False).audited(LIAR, 5)
    width = [
        (found.high - found.low)[LIAR] / made.sold[LIAR]
        for found in (_verified(made), _verified(made.audited(LIAR, 25)))
    ]
    assert (np.diff(width[0][6:25]) > 0).all()
    assert width[1][25] < 0.95 * width[0][25]


def test_an_audit_far_from_the_count_it_is_held_against_says_less() -> None:
    made = honest(scanned=False).audited(LIAR, 10)
    whole, days = made.panel(), np.full(made.sold.shape, np.nan)
    days[LIAR, 10] = 15.0
    near, far = (evidence_of.evidence(replace(whole, audit_days_apart=d)) for d in (None, days))
    assert near is not None
    assert far is not None
    delivery = whole.sell_in_quantity[LIAR, 10] * np.sqrt(15 / 30.4375)
    assert far.audits.error[LIAR, 10] > np.hypot(near.audits.error[LIAR, 10], delivery)


def test_goods_taken_over_from_another_bring_it_the_scans() -> None:
    made = honest()
    taken = np.zeros(made.sold.shape)
    taken[3, 12:] = made.sold[3, 12:] / 2
    bought, scans = made.bought - taken, made.scans
    assert scans is not None
    scans = scans.copy()
    scans[3, 13:] = np.rint(scans[3, 13:] / 2)
    told = replace(made, bought=bought, scans=scans).panel()
    found = _verified(replace(told, moved_in_quantity=taken, moved_out_quantity=0 * taken))
    assert np.abs(found.quantity - made.sold)[3].max() <= 0.5


def test_a_missing_report_is_filled_from_the_counts() -> None:
    made = honest()
    reported = made.reported.copy()
    reported[3, 12] = np.nan
    found = _verified(replace(made, reported=reported))
    assert abs(found.quantity[3, 12] - made.sold[3, 12]) <= 0.5


def test_a_missing_count_does_not_spoil_the_month_after_it() -> None:
    made = honest()
    claimed = made.claimed.copy()
    claimed[3, 12] = np.nan
    found = _verified(replace(made, claimed=claimed))
    assert np.abs(found.quantity - made.sold)[3].max() <= 0.5


def test_silent_books_are_carried_on_with_a_wider_interval_and_not_for_long() -> None:
    made = honest()
    reported, claimed = made.reported.copy(), made.claimed.copy()
    reported[3, 12:], claimed[3, 12:] = np.nan, np.nan
    found = _verified(replace(made, reported=reported, claimed=claimed))
    width = (found.high - found.low)[3]
    assert (width[12:14] > width[11]).all()
    assert ((found.low <= made.sold) & (made.sold <= found.high))[3, 12:14].all()
    assert np.isnan(found.quantity[3, 14:]).all()


def test_two_months_in_one_report_are_told_apart_by_the_counts() -> None:
    made = honest()
    reported = made.reported.copy()
    reported[3, 12], reported[3, 13] = np.nan, made.sold[3, 12:14].sum()
    found = _verified(replace(made, reported=reported))
    assert found.quantity[3, 12:14] == pytest.approx(made.sold[3, 12:14], rel=0.02)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(3, 29))
def test_later_months_change_no_earlier_figure(seed: int, until: int) -> None:
    whole = _noisy(seed).panel()
    first, last = (_verified(one) for one in (whole.until(until), whole))
    for column in fields(Verified):
        now, later = (getattr(one, column.name) for one in (first, last))
        np.testing.assert_array_equal(now, later[:, :until])


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_all_dealers_at_once_are_weighed_like_one_at_a_time(seed: int) -> None:
    known = evidence_of.evidence(_noisy(seed).panel())
    assert known is not None
    whole = weigh(known)
    for dealer in range(0, known.shape[0], 5):
        alone = weigh(_only(known, dealer))
        for column in fields(alone):
            values = getattr(whole, column.name)[dealer : dealer + 1]
            np.testing.assert_allclose(getattr(alone, column.name), values, rtol=1e-9)


def _noisy(seed: int) -> Made:
    """Return a channel with errors, a liar, gaps and audits."""
    rng = np.random.default_rng(seed)
    made = honest().lying(LIAR, SINCE, by=0.5)
    reported = np.rint(made.reported * np.exp(rng.normal(0, 0.05, made.sold.shape)))
    claimed = np.rint(made.claimed * np.exp(rng.normal(0, 0.03, made.sold.shape)))
    for told in (reported, claimed):
        told[rng.random(told.shape) < 0.08] = np.nan
    seen = np.where(rng.random(claimed.shape) < 0.1, made.claimed, np.nan)
    scans = rng.poisson(scans_of(made.sold)).astype(np.float64)
    return replace(made, reported=reported, claimed=claimed, seen=seen, scans=scans)


def _only(known: Evidence, dealer: int) -> Evidence:
    """Return the evidence of one dealer; what the channel taught stays."""

    def cut(part: object) -> object:
        rows = {
            column.name: values[dealer : dealer + 1]
            for column in fields(part)  # type: ignore[arg-type]
            if (values := getattr(part, column.name)).shape[:1] == known.shape[:1]
            and values.ndim == 2
        }
        return replace(part, **rows)  # type: ignore[type-var]

    return Evidence(
        books=cut(known.books),  # type: ignore[arg-type]
        course=known.course,
        unrest=known.unrest[dealer : dealer + 1],
        scans=cut(known.scans),  # type: ignore[arg-type]
        audits=cut(known.audits),  # type: ignore[arg-type]
    )
