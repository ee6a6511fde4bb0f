"""Against what an amount in question was measured, and that page and table say it alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.results.claim import claim
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rival_words import Plain, measured, rival_lines
from steelyard.results.rivals import Rivals
from steelyard.results.verdicts import verdicts_table
from steelyard.signals import SIGNALS, Reading
from steelyard.verdicts.findings import Findings
from steelyard.words import LANGUAGES

DEALER, LAST = 70, 29
FIGURES = ("share", "share_before", "points", "bought", "expected")


def _ramped(found: Findings, bought: float, single: float, months_expected: float) -> Findings:
    """Return findings in which one dealer's climb over three months is all that is raised."""
    panel = found.channel.panel
    here = np.zeros(panel.shape, dtype=bool)
    here[DEALER, LAST] = True
    amount = panel.sell_in_amount.copy()
    amount[DEALER, LAST - 2 :] = bought
    expected = found.readings["sales_jump"].expected.copy()
    expected[DEALER, LAST - 2 :] = single
    question = np.where(here, bought - months_expected / 3, 0.0)
    climb = Reading(
        np.where(here, 1e-9, 0.5),
        np.where(here, 0.05, 0.0),
        question,
        {name: np.full(panel.shape, months_expected) for name in FIGURES},
    )
    channel = replace(found.channel, panel=replace(panel, sell_in_amount=amount))
    readings = {
        "sales_jump": replace(found.readings["sales_jump"], expected=expected),
        "channel_share_jump": climb,
    }
    verdicts = replace(
        found.verdicts,
        verdict=np.where(here, "watch", found.verdicts.verdict),
        reason=np.where(here, "watch", "quiet"),
        raised={"channel_share_jump": here},
        amount_in_question=question,
    )
    return replace(found, channel=channel, readings=readings, verdicts=verdicts)


def test_an_amount_that_the_single_month_shows_is_measured_by_it(found: Findings) -> None:
    told = ExpectedMonth(_ramped(found, bought=900.0, single=400.0, months_expected=1200.0))
    assert not claim(told, DEALER, LAST).by_months
    assert measured(Rivals(told), DEALER, LAST, Plain("zh")) == ""


def test_a_small_difference_from_the_single_month_needs_no_other_measure(found: Findings) -> None:
    told = ExpectedMonth(_ramped(found, bought=900.0, single=430.0, months_expected=1200.0))
    assert not claim(told, DEALER, LAST).by_months


def test_a_month_below_its_single_baseline_is_set_against_the_months_together(
    found: Findings,
) -> None:
    told = ExpectedMonth(_ramped(found, bought=900.0, single=950.0, months_expected=1200.0))
    marked = claim(told, DEALER, LAST)
    assert (marked.amount, marked.a_month, marked.weighed) == (500.0, 400.0, 3)
    said = measured(Rivals(told), DEALER, LAST, Plain("zh"))
    assert "每月约 400；单月应有水平 950已随近几个月走高" in said
    assert "about 400 a month" in measured(Rivals(told), DEALER, LAST, Plain("en"))


def test_a_climb_is_not_told_as_a_fall(found: Findings) -> None:
    """Its rivals are those of a rise, over the months of the climb."""
    told = Rivals(ExpectedMonth(_ramped(found, 900.0, 950.0, months_expected=1200.0)))
    rivals = {r.key: r for r in told.weigh(DEALER, LAST)}
    assert "stocked_up" not in rivals
    assert "catch_up" in rivals
    assert rivals["season"].changes["own"] == pytest.approx(2700 / 1200 - 1)
    assert rivals["season"].counts == {"months": 3}
    assert "这 3 个月" in "".join(rival_lines(told, DEALER, LAST, Plain("zh")))


def test_no_single_month_to_quote_is_not_quoted(found: Findings) -> None:
    told = Rivals(ExpectedMonth(_ramped(found, 900.0, float("nan"), months_expected=1200.0)))
    said = measured(told, DEALER, LAST, Plain("zh"))
    assert said.endswith("每月约 400。")


def test_the_explanation_of_a_verdict_says_what_the_page_says(found: Findings) -> None:
    told = _ramped(found, bought=900.0, single=950.0, months_expected=1200.0)
    rows = verdicts_table(told).to_pylist()
    row = next(r for r in rows if r["verdict"] == "watch" and r["dealer_id"] == "D0071")
    rivals = Rivals(ExpectedMonth(told))
    for language in LANGUAGES:
        plain = Plain(language, "元")
        explanation = row[f"explanation_{language}"]
        assert measured(rivals, DEALER, LAST, plain) in explanation
        for line in rival_lines(rivals, DEALER, LAST, plain):
            assert line in explanation


@pytest.mark.parametrize("name", [n for n, r in SIGNALS.items() if r.signal.months != 1])
def test_money_expected_of_several_months_is_named_as_a_figure_of_them_all(name: str) -> None:
    """`claim` takes `expected` for that; a signal that means one month must not qualify."""
    signal = SIGNALS[name].signal
    figure = signal.figures.get("expected")
    spans = figure is not None and figure.unit == "money" and signal.amount_kind == "surplus"
    assert spans == (name in {"channel_share_jump", "rebate_step_landing"})
