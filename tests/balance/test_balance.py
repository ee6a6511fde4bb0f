"""The balance as a whole: tables that are missing, dealers that are not judged, later months."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.balance import Balance
from steelyard.statistics.level_shift import Shift
from tests.markets import Market, market

WEIGHINGS = (
    "closed", "places_in_question", "scan_rate", "home_scan_rate", "away", "destinations",
    "units_for_each_scan", "cover", "least_cover", "books", "last_audit", "audits", "received",
    "sell_in", "in_against_reports", "in_against_scans", "counterparty", "trade_spend",
    "months_owed", "months_overdue", "weight_in_region",
)  # fmt: skip
GOODS = (
    "scan_rate", "home_scan_rate", "away", "cover", "least_cover", "books", "audits", "sell_in",
    "in_against_reports", "in_against_scans",
)  # fmt: skip


def _lively(seed: int) -> Market:
    """Return a market in which one dealer stuffs, one hands on, one closes and one begins."""
    ours = market(dealers=36, seed=seed)
    ours.hoards(3, ours.more(3, 15, 0.6), told=False)
    ours.hands_to(4, 10, ours.more(4, 14, 0.5))
    ours.sells_into(5, 0, ours.more(5, 16, 0.7))
    ours.reported[6, 9:11] = np.nan
    ours.bought[7, 20:] = 0
    ours.bought[8, :11] = 0
    return ours


def _arrays(value: object, name: str) -> dict[str, np.ndarray]:
    if isinstance(value, np.ndarray):
        return {name: value}
    if not is_dataclass(value):
        return {}
    parts = [_arrays(getattr(value, f.name), f"{name}.{f.name}") for f in fields(value)]
    return {key: array for part in parts for key, array in part.items()}


@pytest.mark.parametrize("name", WEIGHINGS)
@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 1000), months=st.integers(8, 34))
def test_later_months_change_no_weighing(name: str, seed: int, months: int) -> None:
    whole = _lively(seed).panel()
    early = _arrays(getattr(Balance(whole.until(months)), name), name)
    late = _arrays(getattr(Balance(whole), name), name)
    assert early.keys() == late.keys()
    assert early
    for key, values in early.items():
        np.testing.assert_array_equal(values, late[key][..., :months], err_msg=key)


@pytest.mark.parametrize("name", GOODS)
def test_who_has_closed_or_not_begun_is_not_weighed(name: str) -> None:
    shift = getattr(Balance(_lively(1).panel()), name)
    assert isinstance(shift, Shift)
    assert np.isnan(shift.departure[:, 7, 22:]).all()
    assert np.isnan(shift.departure[:, 8, :11]).all()


@pytest.mark.parametrize("name", ["home_scan_rate", "away", "destinations"])
def test_places_say_nothing_of_who_hands_goods_on_by_declaration(name: str) -> None:
    ours = _lively(1)
    dealer = ours.plain
    ours.moved_out[dealer, 20] = ours.bought[dealer, 8:20].sum()
    departure = getattr(Balance(ours.panel()), name).departure
    assert np.isnan(departure[:, dealer, 20:30]).all()


@pytest.mark.parametrize(
    ("table", "unknown"),
    [
        ("sell_out", ("scan_rate", "home_scan_rate", "cover", "books", "in_against_reports",
                      "counterparty")),
        ("stock", ("cover", "least_cover", "books", "audits", "counterparty")),
        ("scans", ("scan_rate", "home_scan_rate", "away", "destinations", "in_against_scans",
                   "places", "units_for_each_scan")),
        ("payments", ("months_owed", "months_overdue")),
        ("claims", ("trade_spend",)),
    ],
)  # fmt: skip
def test_a_weighing_without_its_tables_is_none(table: str, unknown: tuple[str, ...]) -> None:
    balance = Balance(market(dealers=12).panel(table))
    others = set(WEIGHINGS) - {"places_in_question", *unknown}
    assert all(getattr(balance, name) is None for name in unknown)
    still = {"closed", "received", "sell_in", "weight_in_region"}
    assert all(getattr(balance, name) is not None for name in still & others)


@pytest.mark.parametrize("months", [1, 2, 4])
@pytest.mark.parametrize("name", WEIGHINGS)
def test_a_panel_with_hardly_any_past_is_weighed_without_an_answer(name: str, months: int) -> None:
    weighed = getattr(Balance(market(dealers=12).panel().until(months)), name)
    if isinstance(weighed, Shift) and name != "audits":
        assert np.isnan(weighed.departure[:, :, :3]).all()


def test_a_channel_of_one_dealer_is_weighed() -> None:
    balance = Balance(market(dealers=1, regions=1).panel())
    for name in WEIGHINGS:
        getattr(balance, name)
