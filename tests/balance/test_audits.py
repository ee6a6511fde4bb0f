"""Audits against claims: what stands, for how long, and how many ordinary errors it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.balance.audits import (
    STANDING,
    audit_departure,
    audit_doubt,
    audit_gap,
    last_audit,
)
from steelyard.facts.panel import Panel
from steelyard.statistics.level_shift import LAGS
from tests.markets import market
from tests.panels import panel

NAN = np.nan


def _seen(seen: list[float], claimed: list[float]) -> Panel:
    return panel(
        {"A": [1000.0] * len(seen)},
        sell_out_quantity=np.full((1, len(seen)), 100.0),
        audited_where_claimed=np.array([seen]),
        claimed_where_audited=np.array([claimed]),
    )


def test_without_audits_there_is_none() -> None:
    assert last_audit(panel({"A": [1000.0]})) is None


def test_a_month_without_an_audit_borrows_the_last_of_the_quarter() -> None:
    seen = [NAN, 120.0, NAN, NAN, NAN, NAN, NAN]
    audit = last_audit(_seen(seen, [NAN, 100.0, NAN, NAN, NAN, NAN, NAN]))
    assert audit is not None
    np.testing.assert_array_equal(audit.ago[0], [NAN, 0, 1, 2, 3, NAN, NAN])
    np.testing.assert_allclose(audit_gap(audit)[0, 1 : 1 + STANDING], 0.2)


def test_a_later_audit_takes_the_place_of_an_earlier_one() -> None:
    audit = last_audit(_seen([120.0, 90.0, NAN], [100.0, 100.0, NAN]))
    assert audit is not None
    np.testing.assert_allclose(audit_gap(audit)[0], [0.2, -0.1, -0.1])


def test_without_reports_the_gap_is_a_share_of_what_was_seen() -> None:
    audit = last_audit(
        panel(
            {"A": [1000.0]},
            audited_where_claimed=np.array([[200.0]]),
            claimed_where_audited=np.array([[150.0]]),
        )
    )
    assert audit is not None
    assert audit_gap(audit)[0, 0] == pytest.approx(0.25)


def test_before_the_channel_tells_an_ordinary_error_is_assumed() -> None:
    audit = last_audit(_seen([112.0, NAN], [100.0, NAN]))
    assert audit is not None
    departure = audit_departure(audit_gap(audit), None)
    assert departure.shape == (len(LAGS), 1, 2)
    np.testing.assert_allclose(departure[:, 0, 0], 0.12 / 0.06)


def test_ordinary_errors_are_learned_from_earlier_audits() -> None:
    rng = np.random.default_rng(2)
    gap = rng.normal(0, 0.2, (200, 12))
    departure = audit_departure(gap, None)[0]
    assert np.std(departure[:, 0]) > 3
    assert np.std(departure[:, 6:]) == pytest.approx(1, abs=0.1)


def test_who_counts_carelessly_in_its_books_is_given_more_room() -> None:
    rng = np.random.default_rng(2)
    gap = rng.normal(0, 0.03, (40, 24))
    careless, careful = gap.copy(), gap.copy()
    left = rng.normal(0, 0.01, (40, 24))
    left[0] = rng.normal(0, 0.3, 24)
    room = audit_departure(careless, left)[0, 0, 20]
    assert abs(room) < abs(audit_departure(careful, 0 * left)[0, 0, 20]) / 2


def test_most_audits_of_an_honest_channel_are_ordinary() -> None:
    departure = market().channel().balance.audits
    assert departure is not None
    known = departure.departure[0][~np.isnan(departure.departure[0])]
    assert np.mean(np.abs(known) > 3) < 0.03


def _held_against_an_older_count(came: float, seen: float) -> float:
    """Return the departure of an audit in month 8, held against the count a month before it."""
    nothing, months = np.full((1, 12), NAN), 12
    own = np.full((1, months), 100.0)
    own[0, 8] = NAN
    bought, saw, said, apart = np.full((1, months), 100.0), *(nothing.copy() for _ in range(3))
    bought[0, 8], saw[0, 8], said[0, 8], apart[0, 8] = came, seen, 100.0, 31.0
    made = panel(
        {"A": bought[0].tolist()},
        sell_in_quantity=bought,
        sell_out_quantity=np.full((1, months), 100.0),
        claimed_quantity=own,
        audited_where_claimed=saw,
        claimed_where_audited=said,
        audit_days_apart=apart,
    )
    audit = last_audit(made)
    assert audit is not None
    return float(audit_departure(audit_gap(audit), None, audit_doubt(audit))[0, 0, 8])


def test_goods_that_came_after_an_older_count_are_no_surplus() -> None:
    assert abs(_held_against_an_older_count(came=400.0, seen=400.0)) < 1


def test_an_older_count_still_shows_stock_that_was_denied() -> None:
    assert _held_against_an_older_count(came=100.0, seen=250.0) > 5


def test_between_two_counts_of_a_month_a_delivery_may_have_come() -> None:
    made = _seen([NAN, 200.0], [NAN, 100.0])
    plain, apart = (
        last_audit(made),
        last_audit(replace(made, audit_days_apart=np.array([[NAN, 8.0]]))),
    )
    assert plain is not None
    assert apart is not None
    assert apart.doubt[0, 1] > 50 > plain.doubt[0, 1] == 0
