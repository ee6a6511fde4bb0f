"""How well a month's evidence is founded, by one short rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.results.case_words import grade_words, strength_reason, strength_words
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rival_words import Plain
from steelyard.results.rivals import Rivals
from steelyard.results.strength import Strength, grade, strength_of
from steelyard.verdicts.findings import Findings

DEALER, LAST = 70, 29


def test_what_is_no_rarity_is_weak() -> None:
    assert grade(0.04, 1) == "weak"
    assert grade(float("nan"), 1) == "weak"


@pytest.mark.parametrize(
    ("p_value", "word"),
    [(0.0011, "weak"), (0.001, "medium"), (0.00011, "medium"), (0.0001, "strong")],
)
def test_rarity_comes_first(p_value: float, word: str) -> None:
    assert grade(p_value, 1) == word


@pytest.mark.parametrize(
    ("months", "word"), [(2, "weak"), (3, "medium"), (5, "medium"), (6, "strong"), (30, "strong")]
)
def test_every_three_listed_months_of_a_matter_raise_it(months: int, word: str) -> None:
    assert grade(0.004, months) == word


def test_a_rival_not_excluded_lowers_it_and_lets_it_never_be_strong() -> None:
    assert grade(1e-9, 40, ("newcomer",)) == "medium"
    assert grade(1e-9, 40, ("newcomer", "season")) == "medium"
    assert grade(0.0005, 1, ("season",)) == "weak"
    assert grade(0.04, 1, ("season",)) == "weak"


def test_more_months_or_a_rarer_reading_never_lower_it() -> None:
    words = ["weak", "medium", "strong"]
    for rivals in ((), ("season",)):
        for p in np.geomspace(1e-8, 0.5, 25):
            grades = [words.index(grade(float(p), months, rivals)) for months in range(1, 12)]
            assert grades == sorted(grades)
            assert grades[0] >= words.index(grade(float(p) * 1.5, 1, rivals))


def test_only_what_is_not_excluded_lowers_it_not_what_cannot_be_judged(found: Findings) -> None:
    panel = replace(found.channel.panel, promoted_amount=None)
    unknown = replace(found, channel=replace(found.channel, panel=panel))
    known = strength_of(Rivals(ExpectedMonth(unknown)), DEALER, LAST)
    assert known.open_rivals == ()
    assert known.grade == "strong"


def test_a_newcomer_is_named_as_the_reason(found: Findings) -> None:
    orders = found.channel.panel.order_count.copy()
    orders[DEALER, : LAST - 6] = 0
    panel = replace(found.channel.panel, order_count=orders)
    young = replace(found, channel=replace(found.channel, panel=panel))
    told = strength_of(Rivals(ExpectedMonth(young)), DEALER, LAST)
    assert told.open_rivals == ("newcomer",)
    assert told.grade == "medium"
    assert (
        strength_reason(told, Plain("zh")) == "极罕见（百万个平常月份里难有一次），但新经销商未排除"
    )


def test_the_reason_says_what_counted() -> None:
    told = Strength("strong", 1 / 3600, 6, ())
    assert strength_words(told, Plain("zh")) == (
        "证据强：罕见（约每 3,600 个平常月份一次），同一件事已列出 6 个月。"
    )
    assert strength_words(told, Plain("en")) == (
        "This is strong evidence: rare (about once in 3,600 ordinary dealer-months), listed in "
        "6 months of the same matter."
    )
    one = Strength("weak", 1 / 690, 1, ("season", "catch_up"))
    assert strength_words(one, Plain("en")) == (
        "This is weak evidence: unusual (about once in 690 ordinary dealer-months), but not "
        "excluded: season or festival, catching up."
    )
    assert "无从得知" in strength_reason(Strength("weak", float("nan"), 1, ()), Plain("zh"))


def test_of_a_silence_the_words_say_that_the_grade_speaks_only_of_how_unusual_it_is() -> None:
    silence = Strength("weak", 1 / 630, 2, (), silence=True)
    assert grade_words(silence, Plain("zh")) == "证据弱（没有进货是账上的事实，强弱只说这有多反常）"
    assert strength_reason(silence, Plain("en")).endswith(
        "; that nothing was ordered is certain, the grade says only how unusual it is"
    )
    rise = replace(silence, silence=False)
    assert grade_words(rise, Plain("en")) == "weak evidence"
    assert "certain" not in strength_words(rise, Plain("en"))
