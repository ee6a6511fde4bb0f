"""The page as text: strangers' words are inert, every key is there, numbers are the tables'."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

import steelyard.report
from steelyard.report import MonthNotThere, ReportInputs, write_report
from steelyard.report.page import PAGES, render
from steelyard.report.voice import Voice
from steelyard.results.salespeople import salespeople_table
from steelyard.verdicts.findings import Findings
from steelyard.words import LANGUAGES, catalogue
from tests.people.made import channel, weighed
from tests.report import channel_made_up
from tests.report.test_packing import unpack

HERE = Path(steelyard.report.__file__).parent


def _data(page: str) -> dict:
    return json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])


def _quiet(found: Findings) -> Findings:
    verdicts = replace(
        found.verdicts,
        verdict=np.where(found.verdicts.verdict == "watch", "unjudged", found.verdicts.verdict),
        raised={},
    )
    return replace(found, verdicts=verdicts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quiet_month_lists_nobody_and_says_why(
    found: Findings, given: ReportInputs, language: str
) -> None:
    quiet = _quiet(found)
    bare = replace(given, signals=given.signals.slice(0, 0))
    page = render(quiet, bare, language)
    assert catalogue("report", language)["glance.queue_empty"] in page
    assert 'id="dealer-1"' not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_tables_teach_what_would_fill_them(
    found: Findings, given: ReportInputs, language: str
) -> None:
    nothing = {
        name: getattr(given, name).slice(0, 0)
        for name in ("monthly", "tiers", "signals", "verdicts")
    }
    bare = replace(given, **nothing, data_report={}, title="", currency="", region_names={})
    page = render(_quiet(found), bare, language)
    words = catalogue("report", language)
    for key in (
        "table.no_rows",
        "quality.none",
        "glance.pyramid_empty",
        "unjudged.default_question",
    ):
        assert words[key] in page
    assert words["page.brand"] in page


def test_the_first_month_of_all_can_be_told(given: ReportInputs) -> None:
    made = channel_made_up.panel(dealers=4, months=1)
    found = channel_made_up.findings(replace(made, channel_last_day=np.zeros(0, np.int64)))
    inputs = channel_made_up.inputs(found)
    page = render(found, inputs, "zh")
    assert "订单截至" not in page
    assert catalogue("report", "zh")["glance.top_share_unknown"] in page


def test_a_channel_without_sell_in_has_no_curve(found: Findings, given: ReportInputs) -> None:
    panel = replace(found.channel.panel, sell_in_amount=np.zeros(found.channel.panel.shape))
    empty = replace(_quiet(found), channel=replace(found.channel, panel=panel))
    assert catalogue("report", "zh")["glance.concentration_empty"] in render(empty, given, "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_salespeople_the_page_has_no_part_on_them(
    found: Findings, given: ReportInputs, language: str
) -> None:
    nobody = salespeople_table(weighed(channel([("", "R1")] * 3), []))
    for people in (None, nobody):
        assert 'id="people"' not in render(found, replace(given, salespeople=people), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_salespeople_stand_with_their_reasons_those_to_look_at_first(
    found: Findings, given: ReportInputs, language: str
) -> None:
    table = channel_made_up.salespeople("Li", "Bai", channel_made_up.HOSTILE, "Zhao", "Wang")
    page = render(found, replace(given, salespeople=table), language)
    part = page[page.index('id="people"') : page.index('id="quality"')]
    assert "<script" not in part
    assert part.index(">Wang<") < min(part.index(f">{name}<") for name in ("Bai", "Li", "Zhao"))
    words = catalogue("report", language)
    assert words["people.lead"].format(clustered=1) in part
    row = table.to_pylist()[-2]
    assert row["judgement"] == "clustered"
    assert Voice(language).held(row[f"explanation_{language}"]) in part


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_those_to_look_at_are_unfolded_and_their_dealers_can_be_opened(
    found: Findings, given: ReportInputs, language: str
) -> None:
    table = channel_made_up.salespeople("Li", "Zhao", "Wang")
    page = render(found, replace(given, salespeople=table), language)
    part = page[page.index('id="people"') : page.index('id="quality"')]
    wang, others = part.split(">Wang<")[1].split("</tr>", 1)
    assert "<details open>" in wang
    assert wang.count('<a href="#table?q=D00') == 8
    assert "<details>" in others
    assert "<details open>" not in others
    assert part.count(catalogue("people", language)["by_watch"]) == 1 + table.num_rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_above_the_expected_comes_before_whom_nothing_can_be_said_of(
    found: Findings, given: ReportInputs, language: str
) -> None:
    rows = channel_made_up.salespeople("Li", "Bai", "Zhao", "Wang").to_pylist()
    said = {"Zhao": ("above_expected", 0.04), "Li": ("not_separable", 0.001), "Wang": ("", 0.5)}
    for row in rows:
        judgement, p = said.get(row["salesperson_id"], ("", 0.6))
        row.update(judgement=judgement or "not_clustered", p_value=p)
    table = pa.Table.from_pylist(rows)
    page = render(found, replace(given, salespeople=table), language)
    part = page[page.index('id="people"') : page.index('id="quality"')]
    assert part.index(">Zhao<") < part.index(">Li<")
    assert catalogue("report", language)["people.first"].format(count=1) in part


def test_of_one_salesperson_alone_the_page_says_what_is_not_known(
    found: Findings, given: ReportInputs
) -> None:
    alone = salespeople_table(weighed(channel([("Wang", "R1")] * 6), []))
    page = render(found, replace(given, salespeople=alone), "en")
    part = page[page.index('id="people"') : page.index('id="quality"')]
    assert part.count("—") == 2


def test_a_page_of_many_salespeople_says_where_the_others_are(
    found: Findings, given: ReportInputs
) -> None:
    many = salespeople_table(weighed(channel([(f"S{i:03d}", "R1") for i in range(45)]), []))
    page = render(found, replace(given, salespeople=many), "en")
    assert "Salespeople in all: 45; shown here, the first ones: 40" in page
    assert "(0 of 45)" in page


def test_strangers_words_are_inert(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert page.count("<script") == 3
        assert page.count("</script>") == 3
        assert "<img" not in page
        assert "<b>摘要</b>" not in page
        assert "&lt;img src=x" in page


def test_nothing_is_loaded_and_only_the_pages_own_scripts_run(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
        assert "default-src &#39;none&#39;" in policy
        scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
        assert len(scripts) == 2
        for script in scripts:
            digest = hashlib.sha256(script.encode()).digest()
            assert base64.b64encode(digest).decode() in policy.replace("&#43;", "+")


def test_the_same_input_gives_the_same_bytes(
    found: Findings, given: ReportInputs, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        write_report(found, given, tmp_path / name, "zh")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_embedded_table_is_the_monthly_table(
    pages: dict[str, str], given: ReportInputs
) -> None:
    table = _data(pages["zh"])["table"]
    rows = given.monthly.num_rows
    assert table["rows"] == rows
    ids = [table["dealers"]["id"][int(d)] for d in unpack(table["dealer"], rows)]
    months = [table["months"][int(m)] for m in unpack(table["month"], rows)]
    assert ids == given.monthly["dealer_id"].to_pylist()
    assert months == [f"{m:%Y-%m}" for m in given.monthly["month"].to_pylist()]
    for column in table["columns"]:
        exact = np.array(given.monthly[column["name"]].to_pylist(), dtype=float)
        kept = unpack(column["packed"], rows)
        places = 0 if column["kind"] in ("money", "quantity", "count") else 5e-7
        np.testing.assert_allclose(kept, exact, rtol=0, atol=places)
    assert "sell_out_quantity" not in [c["name"] for c in table["columns"]]


def test_as_many_rows_of_the_month_are_marked_as_dealers_are_listed() -> None:
    found, given = channel_made_up.fallen_silent()
    data = _data(render(found, given, "zh"))
    table, rows = data["table"], data["table"]["rows"]
    assert rows == given.monthly.num_rows + 3
    dealer, month, verdict = (unpack(table[n], rows) for n in ("dealer", "month", "verdict"))
    assert np.all(np.diff(dealer * 1000 + month) > 0)
    marked = (month == table["months"].index(table["asOf"])) & (
        verdict == data["verdictNames"].index("watch")
    )
    listed = set(np.flatnonzero(found.verdicts.verdict[:, -1] == "watch").tolist())
    assert set(dealer[marked].astype(int).tolist()) == listed
    place = table["dealers"]["id"].index(channel_made_up.SILENT)
    assert place in listed
    amount = next(c for c in table["columns"] if c["name"] == "sell_in_amount")
    bought = unpack(amount["packed"], rows)[dealer == place]
    assert bought[-3:].tolist() == [0.0, 0.0, 0.0]
    assert bought[-4] > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_print_count_the_rows_that_are_there(
    found: Findings, given: ReportInputs, language: str
) -> None:
    words = catalogue("report", language)
    rows = Voice(language).number(given.monthly.num_rows)
    assert words["table.print_note"].format(rows=rows) in render(found, given, language)
    silent, ended = channel_made_up.fallen_silent()
    page = render(silent, ended, language)
    shown, kept = (Voice(language).number(ended.monthly.num_rows + n) for n in (3, 0))
    assert words["table.loading"].format(rows=shown) in page
    said = words["table.print_note_silent"].format(rows=shown, kept=kept)
    assert said.replace("'", "&#39;") in page


def test_the_headline_is_the_sum_of_the_verdicts_each_kind_of_money_by_itself(
    pages: dict[str, str], given: ReportInputs
) -> None:
    rows = [
        r for r in given.verdicts.to_pylist()
        if r["month"] == given.as_of and r["verdict"] == "watch"
    ]  # fmt: skip
    headline = re.search(r"<h1>(.*?)</h1>", pages["en"])[1]
    assert f"{len(rows)} to verify" in headline
    for kind in ("surplus", "missing"):
        total = sum(r["amount_in_question"] for r in rows if r["amount_kind"] == kind)
        assert f'title="{total:,.2f} 元"' in headline
    whole = sum(r["amount_in_question"] for r in rows)
    assert f'title="{whole:,.2f} 元"' not in pages["en"].partition('id="dealer-1"')[0]


def test_every_flagged_dealer_has_its_evidence_and_its_step(
    pages: dict[str, str], given: ReportInputs
) -> None:
    last = [r for r in given.signals.to_pylist() if r["month"] == given.as_of]
    assert last
    for row in last:
        assert Voice("zh").held(row["explanation_zh"]) in pages["zh"]
        assert Voice("en").held(row["explanation_en"]) in pages["en"]


def test_of_hundreds_only_the_first_get_a_page_and_the_report_says_so() -> None:
    made = channel_made_up.panel(dealers=130)
    made.sell_in_amount[:, -1] *= 9
    found = channel_made_up.findings(made)
    page = render(found, channel_made_up.inputs(found), "en")
    assert f'id="dealer-{PAGES}"' in page
    assert f'id="dealer-{PAGES + 1}"' not in page
    assert f"the first {PAGES} in this order are listed" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_alerts_are_graded_is_said_only_where_there_is_one(
    found: Findings, given: ReportInputs, language: str
) -> None:
    words = catalogue("report", language)

    def seen(of: Findings) -> str:
        return render(of, given, language).split('<script type="application/json"')[0]

    assert words["strength.rule_watch"] in seen(found)
    assert words["strength.rule"] not in seen(found)
    assert words["strength.rule"] in seen(channel_made_up.alerted(found, {70: "stuffing"}))


def test_alerts_and_causes_are_named(found: Findings, given: ReportInputs) -> None:
    alerts = channel_made_up.alerted(found, {70: "stuffing", 6: "power"})
    alerts.verdicts.verdict[0, -1] = "genuine"
    page = render(alerts, given, "zh")
    assert "疑似虚增" in page
    assert "压货" in page
    assert "强势风险" in page
    assert "2 家预警" in page


def test_a_dealer_listed_without_a_single_raised_signal_says_so(
    found: Findings, given: ReportInputs
) -> None:
    page = render(found, replace(given, signals=given.signals.slice(0, 0)), "zh")
    assert catalogue("report", "zh")["dealer.why_none"] in page
    assert catalogue("report", "zh")["verdict_note.watch"] in page


def test_a_month_that_is_not_there_names_those_that_are(
    found: Findings, given: ReportInputs
) -> None:
    with pytest.raises(MonthNotThere, match=r"2023-01 .*2025-06"):
        render(found, replace(given, as_of=dt.date(2031, 1, 1)), "en")


def test_no_months_at_all_is_said_too(found: Findings, given: ReportInputs) -> None:
    with pytest.raises(MonthNotThere, match="—"):
        render(
            replace(found, channel=replace(found.channel, panel=found.channel.panel.until(0))),
            given,
            "en",
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_templates_and_scripts_name_is_in_the_catalogue(language: str) -> None:
    words = catalogue("report", language)
    templates = "\n".join(p.read_text("utf-8") for p in (HERE / "templates").iterdir())
    named = set(re.findall(r"""\bt(?:\.rich|\.in_currency)?\(["'](\w+\.\w+)["'][,)]""", templates))
    assert named
    assert named <= set(words)
    scripts = "\n".join(p.read_text("utf-8") for p in (HERE / "page").glob("*.js"))
    spoken = {".".join(k) for k in re.findall(r"words\.(\w+)\.(\w+)\b", scripts)}
    assert spoken <= set(words)


def test_a_month_that_is_not_over_says_so(found: Findings, given: ReportInputs) -> None:
    days = np.full(30, 28)
    panel = replace(found.channel.panel, channel_last_day=days)
    whole = replace(found, channel=replace(found.channel, panel=panel))
    assert "未满月" not in render(whole, given, "zh")
    panel = replace(panel, channel_last_day=np.where(np.arange(30) == 29, 12, days))
    short = replace(found, channel=replace(found.channel, panel=panel))
    assert "当月订单只到 2025年6月12日，未满月" in render(short, given, "zh")


def test_as_of_an_earlier_month_tells_that_month(found: Findings, given: ReportInputs) -> None:
    page = render(found, replace(given, as_of=dt.date(2025, 4, 1)), "zh")
    assert "2025年4月：" in page
    assert _data(page)["table"]["asOf"] == "2025-04"


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_dealers_without_names_regions_or_products_still_make_a_page(language: str) -> None:
    made = channel_made_up.panel(dealers=3, months=4)
    bare = replace(
        made.dealers, names=("",) * 3, region=np.zeros(3, np.int64), region_ids=("",),
        level=np.ones(3, np.int64),
    )  # fmt: skip
    found = channel_made_up.findings(replace(made, dealers=bare, promoted_amount=None))
    page = render(found, channel_made_up.inputs(found, title="", region_names={}), language)
    few = {"zh": "共 3 家，最大的 1 家占", "en": "The largest 1 of 3: "}
    assert few[language] in page
    assert catalogue("report", language)["glance.queue_empty"] in page
