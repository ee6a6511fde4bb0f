"""Whose amount the page shows, and over which months."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.report.case import CaseTeller
from steelyard.report.picture import Picture
from steelyard.report.recent_months import recent_months
from steelyard.results.claim import claim
from steelyard.results.expected_month import ExpectedMonth
from steelyard.signals import Reading
from steelyard.verdicts.findings import Findings
from tests.report import channel_made_up

AT = (70, 29)


def _raised(found: Findings, name: str, amount: float, **figures: float) -> Findings:
    """Return the findings with one raised signal that names the amount in question."""
    here = np.zeros(found.channel.panel.shape)
    here[AT] = 1.0
    reading = Reading(
        np.where(here > 0, 1e-9, 0.5),
        here,
        here * amount,
        {k: here * v for k, v in figures.items()},
    )
    verdicts = replace(
        found.verdicts,
        raised={**found.verdicts.raised, name: here > 0},
        amount_in_question=np.where(here > 0, amount, found.verdicts.amount_in_question),
    )
    return replace(found, readings={**found.readings, name: reading}, verdicts=verdicts)


def test_an_amount_that_no_signal_names_has_no_source(teller: CaseTeller) -> None:
    found = teller.findings
    verdicts = replace(found.verdicts, raised={})
    bare = replace(teller, findings=replace(found, verdicts=verdicts))
    case = next(c for c in channel_made_up.cases(found, 29) if c.dealer == 70)
    assert claim(bare.expected, *AT).signal == ""
    assert claim(bare.expected, *AT).months == 1
    assert bare.source(case) == ""
    other = replace(found.verdicts, amount_in_question=found.verdicts.amount_in_question * 2)
    assert claim(ExpectedMonth(replace(found, verdicts=other)), *AT).signal == ""


def test_one_month_is_named_alone(teller: CaseTeller) -> None:
    case = next(c for c in channel_made_up.cases(teller.findings, 29) if c.dealer == 70)
    assert claim(teller.expected, *AT).signal == "sales_jump"
    assert teller.source(case) == "出自“进货突增”（2025年6月）：本月进货高出应有水平的部分。"
    assert [m["weighed"] for m in recent_months(teller, case).rows] == [False] * 6


@pytest.mark.parametrize(
    ("name", "figures", "months"),
    [("channel_share_jump", {}, 3), ("rebate_step_landing", {"months": 12.0}, 12)],
)
def test_months_weighed_together_are_said_and_marked(
    teller: CaseTeller, name: str, figures: dict[str, float], months: int
) -> None:
    told = replace(teller, findings=_raised(teller.findings, name, 5e6, **figures))
    case = next(c for c in channel_made_up.cases(told.findings, 29) if c.dealer == 70)
    assert claim(told.expected, *AT).months == months
    assert "至2025年6月合看" in told.source(case)
    weighed = [m["weighed"] for m in recent_months(told, case).rows]
    assert weighed == [k < months for k in range(6)]
    marked = Picture(told.findings, told.expected).draw(case)["claims"][-1]
    place = {"month": 29, "first": 30 - months}
    assert marked == {**place, "amount": 5e6, "lies": "in the month", "aMonth": None}


def test_no_more_months_are_marked_than_there_are(teller: CaseTeller) -> None:
    found = _raised(teller.findings, "channel_share_jump", 5e6)
    early = replace(found.verdicts, raised={"channel_share_jump": np.ones((120, 30), bool)})
    early = replace(early, amount_in_question=found.readings["channel_share_jump"].effect * 0)
    assert claim(ExpectedMonth(replace(found, verdicts=early)), 70, 1).months == 2


def test_the_sentence_beside_the_amount_is_the_one_that_names_it(teller: CaseTeller) -> None:
    case = next(c for c in channel_made_up.cases(teller.findings, 29) if c.dealer == 6)
    evidence = teller.evidence(6)
    assert len(evidence) > 1
    found = teller.findings
    amounts = found.verdicts.amount_in_question.copy()
    amounts[6, 29] = found.readings["month_end_loading"].amount_in_question[6, 29]
    told = replace(
        teller,
        findings=replace(found, verdicts=replace(found.verdicts, amount_in_question=amounts)),
    )
    other = next(e for e in evidence if e.name == "month_end_loading")
    assert told.lead(case) == other.sentence != evidence[0].sentence
