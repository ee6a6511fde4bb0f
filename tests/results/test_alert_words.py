"""An alert in words: no guilt, figures with their source, and what would settle it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from steelyard.results.alert_words import FIRST_TOLD, AlertTeller
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rival_words import Plain
from steelyard.results.rivals import Rivals
from steelyard.results.verdicts import verdicts_table
from steelyard.verdicts import Findings
from steelyard.words import LANGUAGES, Language
from tests.markets import market
from tests.results.alerted import CAUSES, LAST, READERS, findings, row_of, with_another

ACCUSING = ("造假", "作假", "骗", "欺诈", "舞弊", "fraud", "guilty", "cheat", "liar", "fake")


def _teller(found: Findings) -> AlertTeller:
    panel = found.channel.panel
    assert panel.regions is not None
    regions = replace(panel.regions, names=tuple(f"{k}区" for k in range(6)))
    called = replace(found.channel, panel=replace(panel, regions=regions))
    return AlertTeller(Rivals(ExpectedMonth(replace(found, channel=called)), READERS))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_is_told_in_both_languages_and_nobody_is_accused(
    alerted: Findings, cause: str, language: Language
) -> None:
    said = _teller(alerted).sentence(row_of(cause), LAST, language)
    assert "{" not in said
    assert not [word for word in ACCUSING if word in said.lower()]
    reply = {"zh": "经销商有权说明", "en": "right of reply"}[language]
    assert reply in said


def test_an_alert_says_what_it_is_called_since_when_for_how_much_and_how_sure(
    alerted: Findings,
) -> None:
    said = _teller(alerted).sentence(row_of("stuffing"), LAST, "zh")
    assert said.startswith("预警，疑似虚增（假大户）：自 2026年5月 起，数字像是压货，")
    assert "本月约 3.0 万缺少外部佐证，自 2026年5月 起累计约 24.0 万" in said
    assert "在模拟渠道里，得分这样高的，约 82% 当时或此前不实" in said
    assert said.index("sees_stuffing说") < said.index("also说")
    assert "占得分 80%：sees_stuffing" in said
    assert "最省的一步：由厂家盘点 D0010 的库存" in said


def test_power_is_said_to_be_no_guilt_and_claims_no_lie(alerted: Findings) -> None:
    teller, at = _teller(alerted), (row_of("power"), LAST)
    said = teller.sentence(*at, "en")
    assert said.startswith("Alert, dependence risk: since May 2026")
    assert "nothing false in goods is claimed" in said
    assert "granted or owed beyond the usual" in said
    assert teller.reach(*at, Plain("en")) == ""
    assert "invented share" not in said
    assert "account statement" in said


@pytest.mark.parametrize(
    ("cause", "where"),
    [("fabricated_sell_out", "D0011"), ("diversion", "区 (R")],
)
def test_the_cheapest_check_says_at_whom_or_where(
    alerted: Findings, cause: str, where: str
) -> None:
    assert where in _teller(alerted).check(row_of(cause), LAST, Plain("zh"))


def test_causes_that_the_data_cannot_separate_are_all_told(alerted: Findings) -> None:
    dealer = row_of("stuffing")
    assert "明显更低" in _teller(alerted).doubt(dealer, LAST, Plain("zh"))
    two = with_another(alerted, "diversion", dealer)
    assert _teller(two).doubt(dealer, LAST, Plain("zh")) == "数据还分不清是压货，还是窜货。"


def test_the_smallest_lie_is_told_or_that_none_would_show(alerted: Findings) -> None:
    at = (row_of("stuffing"), LAST)
    told = _teller(alerted).reach(*at, Plain("en"))
    assert "% of real sales" in told
    blind = replace(
        alerted, channel=market(seed=3).channel("scans"), tables_present=("sell_in", "stock")
    )
    assert "no invented share would show" in _teller(blind).reach(*at, Plain("en"))


def test_what_added_most_is_told_in_full_and_the_rest_is_named(alerted: Findings) -> None:
    dealer = row_of("stuffing")
    raised = {
        **alerted.verdicts.raised,
        **{f"sees_{c}": alerted.verdicts.raised["also"] for c in CAUSES},
    }
    many = replace(alerted, verdicts=replace(alerted.verdicts, raised=raised))
    lines = _teller(many).evidence(dealer, LAST, Plain("en"))
    assert len(lines) == FIRST_TOLD + 1
    assert lines[0].startswith("80% of the score: sees_stuffing")
    assert lines[-1].startswith("Further signals, 3: ")
    assert len(_teller(alerted).evidence(dealer, LAST, Plain("en"))) == 2


def test_the_table_of_verdicts_tells_alerts_and_what_else_they_may_be(alerted: Findings) -> None:
    dealer = row_of("stuffing")
    two = with_another(alerted, "diversion", dealer)
    rows = verdicts_table(two, READERS).to_pylist()
    alert = [r for r in rows if r["verdict"] in ("inflated", "overmighty")]
    assert len(alert) == 6 * len(CAUSES)
    own = [r for r in alert if r["dealer_id"] == two.channel.panel.dealers.ids[dealer]]
    assert {(r["cause"], r["other_causes"]) for r in own} == {("stuffing", "diversion")}
    assert {r["amount_kind"] for r in alert} == {"unsupported", "conceded"}
    assert all(r["strength"] in ("weak", "medium", "strong") for r in alert)
    assert all(r["explanation_zh"].startswith("预警，") for r in alert)
    calm = [r for r in rows if r["verdict"] in ("genuine", "unjudged")]
    assert all(r["strength"] is None and r["other_causes"] is None for r in calm)
    genuine = [r["explanation_en"] for r in calm if r["verdict"] == "genuine"]
    assert genuine
    assert all(said.startswith("Genuine: ") for said in genuine)


def test_with_sell_in_alone_the_same_readings_are_told_as_unjudged(alerted: Findings) -> None:
    found = findings(present=("sell_in",))
    said = set(verdicts_table(found, READERS)["explanation_en"].to_pylist())
    assert not [text for text in said if text.startswith(("Alert", "Genuine"))]
