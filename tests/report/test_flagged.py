"""Who is listed, and in which order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.report.flagged import lately_flagged, unlisted
from steelyard.verdicts.findings import Findings, Verdicts
from tests.report import channel_made_up
from tests.report.channel_made_up import cases


def _verdicts(words: list[list[str]], p_value: float = 0.001) -> Verdicts:
    verdict = np.array(words)
    shape = verdict.shape
    return Verdicts(
        verdict=verdict,
        cause=np.full(shape, ""),
        score=np.full(shape, 0.9),
        amount_in_question=np.arange(1.0, shape[0] + 1)[:, None] * np.ones(shape),
        amount_kind=np.full(shape, "surplus"),
        amount_since=np.arange(1.0, shape[0] + 1)[:, None] * np.ones(shape),
        amount_added=np.arange(1.0, shape[0] + 1)[:, None] * np.ones(shape),
        since=np.full(shape, shape[1] - 1),
        listed_months=np.ones(shape, dtype=np.int64),
        p_value=np.full(shape, p_value),
        reason=np.full(shape, ""),
        cause_p_values={},
        raised={},
    )


def _found(verdicts: Verdicts) -> Findings:
    """Return findings with these verdicts; nobody is new, so that no rival stays open."""
    dealers, months = verdicts.verdict.shape
    made = channel_made_up.panel(dealers, months)
    first = replace(made.dealers, level=np.ones(dealers, dtype=np.int64))
    found = channel_made_up.findings(replace(made, dealers=first))
    return replace(found, verdicts=verdicts)


def test_nobody_is_listed_in_a_quiet_month() -> None:
    quiet = _verdicts([["unjudged"], ["genuine"], [""]])
    assert cases(_found(quiet), 0) == []
    assert lately_flagged(quiet, 0) == []


def test_alerts_stand_before_larger_amounts_to_verify() -> None:
    watched = _found(_verdicts([["watch"]] * 4))
    told = cases(channel_made_up.alerted(watched, {0: "stuffing", 2: "power"}), 0)
    assert [c.dealer for c in told] == [2, 0, 3, 1]
    assert [c.rank for c in told] == [1, 2, 3, 4]
    assert [c.is_alert for c in told] == [True, True, False, False]


def test_a_likely_fortune_stands_before_a_certain_trifle() -> None:
    verdicts = replace(
        _verdicts([["watch"], ["watch"]]),
        p_value=np.array([[1e-9], [0.02]]),
        amount_in_question=np.array([[10.0], [1000.0]]),
    )
    assert [c.dealer for c in cases(_found(verdicts), 0)] == [1, 0]


def test_the_order_is_strength_times_the_amount_as_the_page_says(found: Findings) -> None:
    """The legend names 3, 2 and 1: whoever does the sum again finds this order."""
    random = np.random.default_rng(3)
    shape = found.verdicts.verdict.shape
    verdicts = replace(found.verdicts, p_value=10.0 ** random.uniform(-6, -1, shape))
    told = cases(replace(found, verdicts=verdicts), 29)
    weight = {"strong": 3, "medium": 2, "weak": 1}
    counted = [weight[c.strength.grade] * c.amount for c in told]
    assert counted == sorted(counted, reverse=True)
    assert len({c.strength.grade for c in told}) > 1


def test_new_is_what_began_this_month() -> None:
    verdicts = replace(
        _verdicts([["", "watch"], ["watch", "watch"]]), since=np.array([[-1, 1], [0, 0]])
    )
    assert {c.dealer: c.is_new for c in cases(_found(verdicts), 1)} == {0: True, 1: False}


def test_lately_listed_are_those_of_the_three_months_before_and_not_of_this_one() -> None:
    verdicts = _verdicts([
        ["watch", "", "", "", ""],  # four months ago: too long
        ["", "watch", "", "", ""],
        ["", "", "", "watch", ""],
        ["", "", "", "watch", "watch"],  # still listed
    ])  # fmt: skip
    assert lately_flagged(verdicts, 4) == [(2, 3), (1, 1)]


def test_listed_dealers_are_not_told_again_among_the_unlisted(found: Findings) -> None:
    assert unlisted(found, 29) == []


def test_the_unlisted_stand_with_their_rarest_signal_the_largest_first(found: Findings) -> None:
    verdict = found.verdicts.verdict.astype("<U8").copy()
    verdict[[15, 70], 29] = "unjudged"
    told = unlisted(replace(found, verdicts=replace(found.verdicts, verdict=verdict)), 29)
    assert [(u.dealer, u.signal) for u in told] == [(15, "sales_jump"), (70, "sales_jump")]
    assert told[0].amount > told[1].amount


def test_of_several_raised_signals_the_rarest_is_told(found: Findings) -> None:
    quiet = replace(found.verdicts, verdict=np.full(found.verdicts.verdict.shape, "unjudged"))
    rare = {**found.readings}
    rare["month_end_loading"] = replace(
        rare["month_end_loading"], p_value=rare["sales_jump"].p_value / 9
    )
    told = {u.dealer: u.signal for u in unlisted(replace(found, verdicts=quiet, readings=rare), 29)}
    assert told == {
        6: "month_end_loading",
        15: "month_end_loading",
        44: "sales_jump",
        70: "sales_jump",
    }
