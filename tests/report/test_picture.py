"""The figures of the picture are those of the panel, month by month."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.report.picture import Picture
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.festivals import festival_near
from steelyard.settings import Settings
from steelyard.signals import Reading
from steelyard.verdicts.findings import Findings
from tests.report import channel_made_up


def _drawn(found: Findings, dealer: int, month: int = 29) -> dict[str, object]:
    case = next(c for c in channel_made_up.cases(found, month) if c.dealer == dealer)
    return Picture(found, ExpectedMonth(found)).draw(case)


def test_without_promotions_or_festivals_there_are_no_bands(found: Findings) -> None:
    channel = replace(
        found.channel,
        panel=replace(found.channel.panel, promoted_amount=None),
        settings=Settings(festivals=""),
    )
    drawn = _drawn(replace(found, channel=channel), 70)
    assert drawn["promoted"] == []
    assert drawn["festivals"] == []


def test_series_are_the_panels_own_figures(found: Findings) -> None:
    drawn, panel = _drawn(found, 70), found.channel.panel
    assert drawn["months"] == [str(m) for m in panel.months]
    assert drawn["amount"] == panel.sell_in_amount[70].round(2).tolist()
    assert drawn["orders"] == panel.order_count[70].tolist()
    assert drawn["expected"][:3] == [None, None, None]
    assert drawn["flagged"] == [29]
    for month, days in enumerate(drawn["days"]):
        assert sum(1 << day for day in days) == panel.order_day_bits[70, month]


def test_bands_mark_promoted_months_and_festivals(found: Findings) -> None:
    drawn = _drawn(found, 70)
    assert drawn["promoted"] == [10, 22]
    marks = {(f["month"], f["key"], f["day"]) for f in drawn["festivals"]}
    assert (13, "spring", "2024-02-10") in marks
    assert (20, "autumn", "2024-09-17") in marks


def test_only_the_last_three_years_are_drawn() -> None:
    made = channel_made_up.panel(months=60)
    made.sell_in_amount[0, 59] *= 9
    drawn = _drawn(channel_made_up.findings(made), 0, 59)
    assert len(drawn["months"]) == 36
    assert drawn["months"][-1] == "2027-12"
    assert drawn["flagged"][-1] == 35


def test_a_baseline_of_a_signal_is_preferred_to_the_median(found: Findings) -> None:
    np.testing.assert_array_equal(
        ExpectedMonth(found).amount, found.readings["sales_jump"].expected
    )
    bare = replace(found, readings={})
    assert not np.array_equal(
        ExpectedMonth(bare).amount[:, 5], ExpectedMonth(found).amount[:, 5], equal_nan=True
    )


def test_goods_for_a_festival_are_bought_before_it(found: Findings) -> None:
    months = [str(m) for m in found.channel.panel.months]
    assert festival_near(found, months.index("2024-01"))[0] == "spring"
    assert festival_near(found, months.index("2024-02"))[0] == "spring"
    assert festival_near(found, months.index("2024-05")) is None


def test_the_month_in_question_is_marked_when_since_is_not_known(found: Findings) -> None:
    verdicts = replace(found.verdicts, since=np.full(found.verdicts.since.shape, -1))
    assert _drawn(replace(found, verdicts=verdicts), 70)["flagged"] == [29]


@pytest.mark.parametrize("name", ["orders", "share"])
def test_orders_and_share_have_an_ordinary_line(found: Findings, name: str) -> None:
    line = getattr(ExpectedMonth(found), name)
    assert np.isfinite(line[70, 29])


def test_a_young_dealers_picture_begins_with_its_first_month(found: Findings) -> None:
    made = found.channel.panel
    amount = made.sell_in_amount.copy()
    amount[11, 29] *= 9
    drawn = _drawn(channel_made_up.findings(replace(made, sell_in_amount=amount)), 11)
    assert drawn["months"][0] == "2024-10"
    assert drawn["flagged"] == [8]


def test_a_silent_month_is_weighed_against_what_was_foretold(found: Findings) -> None:
    here = np.zeros(found.channel.panel.shape)
    here[70, 29] = 1.0
    usual = found.readings["sales_jump"].expected
    gone = replace(found.readings["sales_jump"], expected=np.where(here > 0, np.nan, usual))
    silence = Reading(here, here, here * 500.0)
    told = replace(found, readings={"sales_jump": gone, "sudden_silence": silence})
    bought = found.channel.panel.sell_in_amount[70, 29]
    assert ExpectedMonth(told).amount[70, 29] == bought + 500.0
    assert np.isnan(ExpectedMonth(replace(told, readings={"sales_jump": gone})).amount[70, 29])
