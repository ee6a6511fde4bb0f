"""How numbers are said, and that what strangers wrote stays text."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from steelyard.report.voice import Voice
from steelyard.words import numbers

ZH, EN = Voice("zh", "元"), Voice("en", "USD")


def test_what_is_not_known_is_a_dash() -> None:
    nan = float("nan")
    for say in (ZH.money, ZH.plain_money, ZH.percent, ZH.change, ZH.p, ZH.number, ZH.effect):
        assert say(nan) == "—"


def test_amounts_follow_the_custom_and_keep_the_exact_value_on_hover() -> None:
    assert ZH.money(5_201_234.5) == '<span class="n" title="5,201,234.50 元">520.1 万元</span>'
    assert EN.money(5_201_234.5) == '<span class="n" title="5,201,234.50 USD">5.2M USD</span>'
    assert Voice("en").money(1200.0) == '<span class="n" title="1,200">1.2K</span>'


@pytest.mark.parametrize(
    ("amount", "unit", "zh", "en"),
    [
        (0, "", "0", "0"),
        (-0.2, "元", "0元", "0 元"),
        (-12_345_678, "¥", "−¥1,234.6 万", "−¥12.3M"),
        (2.5e9, "", "25.0 亿", "2.5B"),
        (999_960, "$", "$100.0 万", "$1.0M"),
    ],
)
def test_currencies_stand_where_readers_look(amount: float, unit: str, zh: str, en: str) -> None:
    assert numbers.money(amount, "zh", unit) == zh
    assert numbers.money(amount, "en", unit) == en


def test_rises_and_falls_carry_a_sign_and_no_colour() -> None:
    assert numbers.change(0.12) == "▲ 12.0%"
    assert numbers.change(-0.12) == "▼ 12.0%"
    assert numbers.change(0.0) == "＝ 0.0%"
    assert "+12.0000%" in ZH.change(0.12)


def test_a_change_that_reads_as_nothing_has_no_direction() -> None:
    assert numbers.change(-0.0004) == numbers.change(0.0004) == "＝ 0.0%"
    assert numbers.change(-0.0005001) == "▼ 0.1%"


def test_a_rise_of_many_times_has_its_thousands_apart() -> None:
    assert numbers.change(40.36) == "▲ 4,036.0%"
    assert numbers.percent(40.36, signed=True) == "+4,036.0%"


def test_nothing_has_no_sign() -> None:
    assert numbers.percent(-0.00001) == "0.0%"
    assert numbers.percent(-0.00001, signed=True) == "+0.0%"
    assert numbers.exact(-0.001) == "0"
    assert ZH.number(-0.2) == "0"
    assert not {"-", "−"} & set(ZH.percent(-1e-9).partition(">")[2])


def test_below_nothing_stands_a_minus_and_no_hyphen() -> None:
    """A hyphen is shorter than the digits are wide, and a line may break behind it."""
    shown = [numbers.percent(-0.12), numbers.exact(-1200.5, " 元"), numbers.plain(-3.21, 1)]
    assert shown == ["−12.0%", "−1,200.50 元", "−3.2"]
    assert numbers.plain(2.0, 1, signed=True) == "+2.0"
    hovers = (
        ZH.money(-52_000),
        ZH.percent(-0.12),
        ZH.change(-0.12),
        ZH.number(-7),
        ZH.effect(-0.31),
    )
    assert not [said for said in hovers if "-" in said]
    assert '<span class="held">−5.2 万元</span>' in ZH.held("差 −5.2 万元")


def test_a_figure_and_its_unit_stay_in_one_line() -> None:
    said = ZH.held("进货 2,524.0 万元，占 11.0%（+5.1 个百分点），<b>")
    assert '<span class="held">2,524.0 万元</span>' in said
    assert '<span class="held">11.0%</span>' in said
    assert said.endswith("&lt;b&gt;")
    assert '<span class="held">$3.1M</span>' in EN.held("about $3.1M for Dec 2025")
    assert '<span class="held">Dec 2025</span>' in EN.held("about $3.1M for Dec 2025")
    assert '<span class="held">2025年12月</span>' in ZH.held("截至2025年12月的")


def test_shares_and_p_values_have_their_digits_on_hover() -> None:
    assert ZH.percent(0.07891) == '<span class="n" title="7.8910%">7.9%</span>'
    assert "p = 1e-12" in ZH.p(1e-12)


def test_days_and_months_are_said_in_both_languages() -> None:
    assert ZH.day(dt.date(2025, 4, 3)) == "2025年4月3日"
    assert EN.day(dt.date(2025, 4, 3)) == "3 Apr 2025"
    assert ZH.month(np.datetime64("2025-04")) == ZH.month(dt.date(2025, 4, 1)) == "2025年4月"


def test_a_figure_cannot_bring_markup_along() -> None:
    said = ZH.rich("settle.stock", dealer="<b>x</b>", month="{0}")
    assert "&lt;b&gt;x&lt;/b&gt;" in said
    assert "{0}" in said


def test_a_column_of_money_names_its_currency() -> None:
    assert EN.in_currency("sheet.amount") == "Sell-in, 12 months (USD)"
    assert Voice("en").in_currency("sheet.amount") == "Sell-in, 12 months"


def test_a_small_share_does_not_read_as_nothing() -> None:
    assert numbers.percent(0.0003) == "0.03%"
    assert numbers.percent(-0.0003, signed=True) == "−0.03%"
    assert numbers.percent(0.00001) == "0.0%"
    assert numbers.percent(0.0) == "0.0%"
