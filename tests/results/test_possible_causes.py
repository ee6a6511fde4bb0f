"""Which causes the data cannot separate from the one that an alert names."""

from __future__ import annotations

from steelyard.results.possible_causes import also_possible
from steelyard.verdicts import Findings
from tests.results.alerted import CAUSES, FIRST, LAST, row_of, with_another


def test_causes_that_score_clearly_lower_are_not_named(alerted: Findings) -> None:
    assert {also_possible(alerted, row_of(cause), LAST) for cause in CAUSES} == {()}


def test_what_scores_as_high_is_named_and_the_alert_keeps_its_cause(alerted: Findings) -> None:
    dealer = row_of("fabricated_sell_out")
    two = with_another(alerted, "stock_transfer", dealer)
    assert two.verdicts.cause[dealer, LAST] == "fabricated_sell_out"
    assert also_possible(two, dealer, LAST) == ("stock_transfer",)
    three = with_another(two, "power", dealer)
    assert set(also_possible(three, dealer, FIRST)) == {"stock_transfer", "power"}
