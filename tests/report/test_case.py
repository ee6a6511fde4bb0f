"""What is told of one flagged dealer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from steelyard.report import ReportInputs
from steelyard.report.case import CaseTeller
from steelyard.report.flagged import Flagged
from steelyard.report.recent_months import recent_months
from steelyard.report.voice import Voice
from steelyard.results.alert_words import AlertTeller
from steelyard.results.rival_words import Plain
from steelyard.settings import Settings
from steelyard.signals import SIGNALS
from steelyard.signals.signal import KINDS
from steelyard.verdicts.findings import Findings
from steelyard.verdicts.matters import matters
from steelyard.words import Language, catalogue
from tests.report import channel_made_up
from tests.report.channel_made_up import alerted


def _case(teller: CaseTeller, dealer: int = 70) -> Flagged:
    return next(c for c in channel_made_up.cases(teller.findings, 29) if c.dealer == dealer)


def test_a_dealer_without_name_region_or_tier_is_its_id(teller: CaseTeller) -> None:
    dealers = teller.findings.channel.panel.dealers
    assert teller.name(20) == dealers.ids[20]
    assert teller.region(0) == ""
    bare = replace(teller, inputs=replace(teller.inputs, tiers=teller.inputs.tiers.slice(0, 0)))
    assert bare.tier(20) == "none"
    assert bare.who(0) == [dealers.ids[0], "未分层"]


def test_who_it_is_names_what_is_known(teller: CaseTeller) -> None:
    assert teller.who(9)[0] == "D0010"
    assert "2 级" in teller.who(9)
    assert "华南" in teller.who(3)
    assert any(word.startswith("账面第") for word in teller.who(9))


def test_a_channel_without_regions_has_none(teller: CaseTeller) -> None:
    panel = teller.findings.channel.panel
    panel = replace(panel, dealers=replace(panel.dealers, region_ids=()))
    channel = replace(teller.findings.channel, panel=panel)
    assert replace(teller, findings=replace(teller.findings, channel=channel)).region(1) == ""


def test_evidence_is_told_the_rarest_first(teller: CaseTeller) -> None:
    told = teller.evidence(6)
    assert [e.p_value for e in told] == sorted(e.p_value for e in told)
    assert told[0].title == SIGNALS["sales_jump"].signal.title["zh"]
    assert teller.lead(_case(teller, 6)) == told[0].sentence


def test_a_signal_of_a_later_version_is_told_by_its_name(
    found: Findings, given: ReportInputs
) -> None:
    names = ["quantum_jump"] * given.signals.num_rows
    at = given.signals.column_names.index("signal")
    signals = given.signals.set_column(at, "signal", [names])
    told = CaseTeller(found, replace(given, signals=signals), Voice("en")).evidence(70)
    assert told[0].title == "quantum_jump"
    assert told[0].question == told[0].effect_is == ""


def test_a_missing_figure_is_not_a_number(found: Findings, given: ReportInputs) -> None:
    at = given.signals.column_names.index("effect")
    signals = given.signals.set_column(at, "effect", [[None] * given.signals.num_rows])
    told = CaseTeller(found, replace(given, signals=signals), Voice("en")).evidence(70)
    assert np.isnan(told[0].effect)


@pytest.mark.parametrize(
    ("present", "words"),
    [
        (("sell_in",), "只有进货数据"),
        (
            ("sell_in", "stock"),
            "已有 库存盘点 stock，仍缺 终端销售上报 sell_out、消费者扫码 scans。",
        ),
        (("sell_in", "stock", "sell_out", "scans"), "各类外部证据都有"),
    ],
)
def test_the_doubt_follows_the_tables_that_are_there(
    teller: CaseTeller, present: tuple[str, ...], words: str
) -> None:
    richer = replace(teller, findings=replace(teller.findings, tables_present=present))
    assert words in richer.doubts(_case(teller))[0]
    assert richer.only_sell_in is (present == ("sell_in",))


def _with_panel(teller: CaseTeller, **arrays: object) -> CaseTeller:
    panel = replace(teller.findings.channel.panel, **arrays)
    channel = replace(teller.findings.channel, panel=panel)
    return replace(teller, findings=replace(teller.findings, channel=channel))


def test_rivals_that_cannot_be_judged_stay_in_doubt_as_such(teller: CaseTeller) -> None:
    told = _with_panel(teller, promoted_amount=None)
    assert "无从判断：促销。" in told.doubts(_case(teller))
    assert not any("尚未排除" in doubt for doubt in told.doubts(_case(teller)))


def test_open_rivals_stay_in_doubt_and_lower_the_grade(teller: CaseTeller) -> None:
    orders = teller.findings.channel.panel.order_count.copy()
    orders[70, :23] = 0
    told = _with_panel(teller, order_count=orders)
    case = _case(told)
    assert "尚未排除：新经销商。" in told.doubts(case)
    assert case.strength.grade == "medium"
    assert "但新经销商未排除" in told.strength(case)


def _sum_shown(teller: CaseTeller, case: Flagged) -> float:
    recent = recent_months(teller, case)
    assert recent.total == case.amount_since
    return float(np.nansum([row["added"] for row in recent.rows])) + recent.before


def test_a_new_matter_has_one_amount_in_its_months_and_no_other_matter(
    teller: CaseTeller,
) -> None:
    case = _case(teller)
    recent = recent_months(teller, case)
    for name in ("in_question", "added"):
        parts = [row[name] for row in recent.rows]
        assert parts[0] == pytest.approx(case.amount)
        assert np.isnan(parts[1:]).all()
    assert recent.before == 0
    assert recent.others == []
    assert not recent.counts_once


def _with_history(
    teller: CaseTeller, told: dict[int, tuple[str, float]], dealer: int = 70
) -> CaseTeller:
    """Return a teller whose dealer was listed in these months with these kinds and amounts."""
    verdicts = teller.findings.verdicts
    shape = verdicts.verdict.shape
    kind, amount = np.full(shape, "", dtype="<U9"), np.zeros(shape)
    for month, (name, money) in told.items():
        kind[dealer, month], amount[dealer, month] = name, money
    one = matters({name: kind == name for name in KINDS}, kind, amount)
    verdicts = replace(
        verdicts,
        verdict=np.where(kind != "", "watch", "unjudged"),
        amount_in_question=amount,
        amount_kind=kind,
        amount_since=one.amount,
        amount_added=one.added,
        since=one.since,
        listed_months=one.months,
    )
    return replace(teller, findings=replace(teller.findings, verdicts=verdicts))


@pytest.mark.parametrize("months", [1, 2, 3, 6, 9])
def test_the_months_in_question_add_up_to_the_sum_since(teller: CaseTeller, months: int) -> None:
    told = {29 - back: (("surplus", "crowded")[back % 2], 10.0 + back) for back in range(months)}
    history = _with_history(teller, told)
    whole = float(history.findings.verdicts.amount_since[70, 29])
    assert whole == sum(money for _, money in told.values())
    assert _sum_shown(history, _case(history)) == pytest.approx(whole)
    assert (recent_months(history, _case(history)).before > 0) == (months > 6)


def test_a_payback_adds_nothing_and_months_before_the_table_are_one_line(
    teller: CaseTeller,
) -> None:
    told = {20: ("surplus", 50.0), 23: ("crowded", 70.0), 26: ("paid_back", 40.0)}
    history = _with_history(teller, {**told, 29: ("surplus", 30.0)})
    case = _case(history)
    recent = recent_months(history, case)
    assert [r["added"] for r in recent.rows][:4:3] == [30.0, 0.0]
    assert recent.before == 120.0
    assert _sum_shown(history, case) == 150.0
    assert recent.others == []


def test_each_month_stands_with_its_own_amount_and_with_what_is_counted(teller: CaseTeller) -> None:
    told = {26: ("surplus", 50.0), 28: ("paid_back", 40.0), 29: ("paid_back", 60.0)}
    history = _with_history(teller, told)
    case = _case(history)
    recent = recent_months(history, case)
    assert [r["in_question"] for r in recent.rows[:4]] == [
        60.0,
        40.0,
        pytest.approx(np.nan, nan_ok=True),
        50.0,
    ]
    assert [r["added"] for r in recent.rows[:4]] == [
        10.0,
        0.0,
        pytest.approx(np.nan, nan_ok=True),
        50.0,
    ]
    assert recent.rows[0]["in_question"] == case.amount
    assert recent.total == 60.0
    assert recent.counts_once


def test_a_listed_month_of_another_kind_is_said_to_be_another_matter(teller: CaseTeller) -> None:
    history = _with_history(
        teller, {27: ("crowded", 70.0), 28: ("missing", 40.0), 29: ("missing", 30.0)}
    )
    case = _case(history)
    assert _sum_shown(history, case) == 70.0
    (said,) = recent_months(history, case).others
    assert "另一件事" in said
    assert "2025年4月" in said
    (english,) = recent_months(replace(history, voice=Voice("en", "元")), case).others
    assert "another matter" in english
    assert "Apr 2025 (crowded at period end)" in english


def test_a_case_stands_with_the_month_and_with_the_sum_since(teller: CaseTeller) -> None:
    assert teller.amount(_case(teller, 44)).startswith("本月少进约")
    assert "本月新增" in teller.amount(_case(teller))
    assert teller.amount(_case(teller)).startswith("本月多进约")
    verdicts = teller.findings.verdicts
    since, total = verdicts.since.copy(), verdicts.amount_since.copy()
    since[70, 29], total[70, 29] = 27, 9.9e6
    later = replace(verdicts, since=since, amount_since=total)
    told = replace(teller, findings=replace(teller.findings, verdicts=later))
    assert "自 2025年4月 起累计约 " in told.amount(_case(told))
    assert "990.0 万元" in told.amount(_case(told))


def test_chance_is_told_only_where_it_is_known(teller: CaseTeller) -> None:
    case = _case(teller)
    assert teller.doubts(case)[-1] == catalogue("report", "zh")["doubt.chance_rare"]
    assert "约每 500 个平常月份" in teller.doubts(replace(case, p_value=0.002))[-1]
    assert len(teller.doubts(replace(case, p_value=float("nan")))) == 1


def test_a_festival_near_the_month_is_named_beside_the_season(
    found: Findings, given: ReportInputs
) -> None:
    teller = CaseTeller(found, replace(given, as_of=dt.date(2025, 1, 1)), Voice("zh"))
    case = replace(_case(teller), month=24)
    reasons = {r.key: said for r, said in teller.rivals(case)}
    assert "春节在 2025年1月29日。" in reasons["season"]
    settings = Settings(festivals="")
    abroad = replace(found, channel=replace(found.channel, settings=settings))
    reasons = {r.key: said for r, said in replace(teller, findings=abroad).rivals(case)}
    assert "春节" not in reasons["season"]


def test_the_step_names_dealer_and_month(teller: CaseTeller) -> None:
    case = _case(teller)
    assert teller.settle(case).startswith(f"盘点 {teller.name(70)} 2025年6月末的库存")
    assert "终端销售" in teller.settle_else(case)


def test_a_silence_is_settled_by_what_was_sold_on(teller: CaseTeller) -> None:
    case, readings = _case(teller, 44), teller.findings.readings
    silent = {"sudden_silence": teller.findings.verdicts.raised["sales_jump"]}
    verdicts = replace(teller.findings.verdicts, raised=silent)
    readings = {"sudden_silence": readings["sales_jump"]}
    told = replace(teller, findings=replace(teller.findings, verdicts=verdicts, readings=readings))
    assert "终端销售" in told.settle(case)


def test_a_silence_is_asked_about_from_the_last_order_on() -> None:
    found, given = channel_made_up.fallen_silent()
    raised = {"sudden_silence": found.verdicts.raised["sales_jump"]}
    readings = {"sudden_silence": found.readings["sales_jump"]}
    found = replace(found, verdicts=replace(found.verdicts, raised=raised), readings=readings)
    told = CaseTeller(found, given, Voice("zh"))
    assert "2025年3月起的终端销售明细" in told.settle(_case(told, 5))


def test_with_every_report_there_only_a_visit_is_left(teller: CaseTeller) -> None:
    present = ("sell_in", "sell_out", "stock", "scans")
    told = replace(teller, findings=replace(teller.findings, tables_present=present))
    assert "现场看一次" in told.settle(_case(teller))
    assert told.settle_else(_case(teller)) == ""


def test_the_last_months_stand_with_their_ordinary_figures(teller: CaseTeller) -> None:
    months = recent_months(teller, _case(teller)).rows
    assert [m["month"] for m in months][:2] == ["2025年6月", "2025年5月"]
    assert len(months) == 6
    assert months[0]["listed"]
    assert months[0]["gap"] == pytest.approx(months[0]["amount"] - months[0]["expected"])
    assert np.isnan(teller.figures_of(11, 3)["month_end"])


def test_a_dealer_lately_listed_is_told_with_its_money(teller: CaseTeller) -> None:
    verdicts = teller.findings.verdicts
    dealer, month = np.argwhere(verdicts.amount_kind != "")[0]
    listed = str(teller.lately(int(dealer), int(month)))
    assert str(teller.voice.money(float(verdicts.amount_in_question[dealer, month]))) in listed
    unlisted = np.argwhere(verdicts.amount_kind == "")[0]
    assert "约" not in str(teller.lately(int(unlisted[0]), int(unlisted[1])))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_only_an_alert_says_its_reach_and_the_right_of_reply(
    found: Findings, given: ReportInputs, language: Language
) -> None:
    reply = catalogue("alerts", language)["reply"]
    reach = catalogue("alerts", language)["reach_none"]
    plain = CaseTeller(found, given, Voice(language))
    assert reply not in plain.doubts(_case(plain))
    alert = CaseTeller(alerted(found, {70: "stuffing"}), given, Voice(language))
    doubts = alert.doubts(_case(alert))
    assert reach in doubts
    assert doubts[-1] == reply


def test_the_page_and_the_table_name_the_same_check_of_an_alert(
    found: Findings, given: ReportInputs
) -> None:
    told = CaseTeller(alerted(found, {70: "power"}), given, Voice("zh"))
    case = _case(told)
    check = AlertTeller(told.weigher).check(case.dealer, case.month, Plain("zh", "元"))
    assert told.settle(case) == check
    assert "终端销售" in told.settle_else(case)
