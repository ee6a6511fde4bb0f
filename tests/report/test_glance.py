"""Totals, pyramid and concentration against figures done by hand."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from steelyard.facts.panel import Panel
from steelyard.report.glance import concentration, pyramid, totals
from steelyard.report.inputs import ReportInputs
from steelyard.results.tiers import tiers_table
from steelyard.settings import Settings
from steelyard.tiers import tiers
from steelyard.verdicts.findings import Findings
from tests.report import channel_made_up


def _panel(amounts: list[list[float]]) -> Panel:
    made = channel_made_up.panel(dealers=len(amounts), months=len(amounts[0]))
    level = np.ones(len(amounts), dtype=np.int64)
    return replace(
        made, sell_in_amount=np.array(amounts), dealers=replace(made.dealers, level=level)
    )


def _found(made: Panel) -> Findings:
    return channel_made_up.findings(made)


def test_nothing_to_compare_with_is_not_a_change() -> None:
    made = _found(_panel([[100.0, 0.0, 50.0]]))
    sums = totals(made, [], 0)
    assert sums.count == 0
    assert np.isnan(sums.change)
    assert np.isnan(totals(made, [], 2).change)


def test_changes_are_against_last_month_and_last_year() -> None:
    sums = totals(_found(_panel([[100.0] * 12 + [150.0], [50.0] * 11 + [0.0, 60.0]])), [], 12)
    assert sums.sell_in == 210.0
    assert sums.change == pytest.approx(1.1)
    assert sums.change_yoy == pytest.approx(0.4)


def test_level_two_does_not_count_twice() -> None:
    made = _panel([[100.0], [40.0]])
    made = replace(made, dealers=replace(made.dealers, level=np.array([1, 2])))
    assert totals(_found(made), [], 0).sell_in == 100.0


def test_what_was_bought_too_much_and_what_was_not_bought_are_never_added(found: Findings) -> None:
    cases = channel_made_up.cases(found)
    sums = totals(found, cases, 29)
    assert sums.count == len(cases) == 4
    bought = sum(c.amount for c in cases if c.dealer != 44)
    silent = next(c.amount for c in cases if c.dealer == 44)
    assert dict(sums.by_kind) == pytest.approx({"surplus": bought, "missing": silent})
    before = channel_made_up.cases(found, 28)
    assert sum(sums.by_kind_before.values()) == pytest.approx(sum(c.amount for c in before))


def test_the_first_month_has_none_before_it(found: Findings) -> None:
    assert totals(found, [], 0).by_kind_before == {}


def test_no_tiers_is_no_pyramid(found: Findings, given: ReportInputs) -> None:
    assert pyramid(given.tiers.slice(0, 0), found.channel.panel).steps == []


def test_the_pyramid_shares_add_up(found: Findings, given: ReportInputs) -> None:
    made = found.channel.panel
    shown = pyramid(given.tiers, made)
    assert [s.tier for s in shown.steps] == ["key", "major", "ordinary", "small"]
    assert sum(s.dealers for s in shown.steps) == shown.dealers == 108
    assert sum(s.dealer_share for s in shown.steps) == pytest.approx(1)
    assert sum(s.amount_share for s in shown.steps) == pytest.approx(1)


def test_pyramid_and_concentration_stand_on_the_same_dealers() -> None:
    """Dealers of a level below, and those that bought nothing for a year, are in neither."""
    rows = [[0.0] + [500.0 - i] * 12 for i in range(200)]
    rows += [[9000.0] + [0.0] * 12] * 60 + [[0.0] * 12 + [-5.0]] + [[70.0] * 13] * 40
    made = _panel(rows)
    level = np.where(np.arange(len(rows)) < 261, 1, 2)
    made = replace(made, dealers=replace(made.dealers, level=level))
    table = tiers_table(made, tiers(made, Settings()))
    shown, shares = pyramid(table, made), concentration(made, 12)
    assert shown.dealers == shares.dealers == 200
    assert shown.inactive == 61
    assert shown.steps[0].dealers == shares.one == 2
    assert shown.steps[0].amount_share == pytest.approx(shares.top_one[-1])


def test_tiers_without_amount_are_of_nobody_active() -> None:
    made = _panel([[0.0]])
    ids = list(made.dealers.ids)
    table = pa.table({"dealer_id": ids, "tier": ["key"], "amount": pa.array([None], pa.float64())})
    shown = pyramid(table, made)
    assert (shown.dealers, shown.inactive) == (0, 1)
    assert {s.amount_share for s in shown.steps} == {0.0}


def test_a_channel_without_sell_in_has_no_concentration() -> None:
    shares = concentration(_panel([[0.0, 0.0]]), 1)
    assert shares.dealers == 0
    assert shares.curve == []
    assert shares.marks == []
    assert np.isnan(shares.top_ten).all()


def test_the_largest_share_is_that_of_the_last_twelve_months() -> None:
    rows = [[900.0] + [10.0] * 12, *([[0.0] + [10.0] * 12] * 9)]
    shares = concentration(_panel(rows), 12)
    assert (shares.one, shares.ten) == (1, 1)
    assert shares.top_ten[0] == 1.0
    assert shares.top_ten[-1] == pytest.approx(0.1)
    assert shares.curve[0] == (0.0, 0.0)
    assert shares.curve[-1] == (1.0, 1.0)
    assert shares.marks == [(0.1, pytest.approx(0.1)), (0.1, pytest.approx(0.1))]


def test_the_curve_of_a_large_channel_stays_short() -> None:
    rows = np.random.default_rng(1).lognormal(size=(3000, 2))
    curve = concentration(_panel(rows.tolist()), 1).curve
    assert len(curve) < 260
    assert all(a[1] <= b[1] for a, b in itertools.pairwise(curve))
