"""What would settle an alert at the least cost, and at whom or where."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.results.cheapest_check import Check, cheapest_check
from steelyard.verdicts import Findings
from tests.markets import market
from tests.results.alerted import FIRST, LAST, findings, row_of


@pytest.mark.parametrize(
    ("cause", "key"),
    [("stuffing", "audit"), ("fabricated_sell_out", "audit"), ("power", "statement")],
)
def test_goods_are_counted_and_terms_are_checked_in_the_account(
    alerted: Findings, cause: str, key: str
) -> None:
    assert cheapest_check(alerted, row_of(cause), LAST) == Check(key)


def test_codes_are_read_where_the_goods_may_be_anothers_and_not_where_a_partner_is_known(
    alerted: Findings,
) -> None:
    for cause in ("stuffing", "fabricated_sell_out", "stock_transfer"):
        found = cheapest_check(alerted, row_of(cause), LAST, others_goods=True)
        assert found == Check("audit_codes")
    for cause in ("power", "diversion"):
        row = row_of(cause)
        plain = cheapest_check(alerted, row, LAST)
        assert cheapest_check(alerted, row, LAST, others_goods=True) == plain


def test_what_was_just_counted_is_not_counted_again(alerted: Findings) -> None:
    row = row_of("stuffing")
    counted = np.zeros(alerted.channel.panel.shape, dtype=np.bool_)
    counted[row, LAST] = True
    raised = {**alerted.verdicts.raised, "audit_surplus": counted}
    found = replace(alerted, verdicts=replace(alerted.verdicts, raised=raised))
    assert cheapest_check(found, row, LAST) == Check("audit_compared")
    assert cheapest_check(found, row_of("fabricated_sell_out"), LAST) == Check("audit")


def test_without_a_partner_the_dealers_own_stock_is_counted(alerted: Findings) -> None:
    assert cheapest_check(alerted, row_of("stock_transfer"), LAST) == Check("audit")


def test_a_partner_whose_books_mirror_the_transfer_is_counted() -> None:
    made, dealer = market(seed=3), row_of("stock_transfer")
    partner = next(
        k for k in range(20, 60) if made.region[k] == made.region[dealer]
        and made.reported[k].mean() > made.reported[dealer].mean()
    )  # fmt: skip
    moved = made.more(dealer, FIRST - 2, 0.6)
    made.bought[dealer] += moved
    made.reported[dealer] += moved
    made.reported[partner] += moved  # sold on by the partner, and never bought in its books
    check = Check("partner_count", partner=partner)
    for others in (False, True):
        assert cheapest_check(findings(made), dealer, LAST, others_goods=others) == check


def test_goods_sold_elsewhere_are_looked_for_where_they_surfaced() -> None:
    made, dealer = market(seed=3, rate=0.2), row_of("diversion")
    place = int(made.region[dealer] + 2) % 6
    made.is_scanned(dealer, made.more(dealer, FIRST - 2, 0.5), place)
    assert cheapest_check(findings(made), dealer, LAST) == Check("mystery_scan", place=place)


def test_without_places_they_are_looked_for_outside_the_territory(alerted: Findings) -> None:
    blind = replace(alerted, channel=market(seed=3).channel("scans"))
    assert cheapest_check(blind, row_of("diversion"), LAST) == Check("mystery_scan_away")


def test_without_reports_no_partner_is_named(alerted: Findings) -> None:
    blind = replace(alerted, channel=market(seed=3).channel("sell_out"))
    assert cheapest_check(blind, row_of("stock_transfer"), LAST) == Check("audit")
    assert np.isin(blind.verdicts.cause, ("stock_transfer",)).any()
