"""What `check` prints of each table, and that `assess` has the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest

import steelyard

HEADER = "单据编号,日期,客户编码,商品编码,数量,金额\n"
MONTHS = [f"2024-{month:02d}" for month in range(1, 7)]
LINES = "".join(f"A{d}{m},{m}-0{d},D{d},P1,10,100.5\n" for m in MONTHS for d in (1, 2, 3))
RETURN = "R1,2024-06-20,D1,P1,-2,-20.1\n"


def brought(tmp_path: Path, text: str, **others: str) -> Path:
    root = tmp_path / "in"
    root.mkdir(exist_ok=True)
    (root / "sell_in.csv").write_text(text, "utf-8")
    for name, table in others.items():
        (root / f"{name}.csv").write_text(table, "utf-8")
    return root


def said(done: object, language: str = "en") -> str:
    return "\n".join(line.speak(language) for line in done.summary)


def test_clean_lines_have_nothing_in_brackets(tmp_path: Path) -> None:
    told = said(steelyard.check(brought(tmp_path, HEADER + LINES)))
    assert told.startswith(
        "sell_in rows: 18 read, 18 used, 0 quarantined, 0 counted once because files overlap.\n"
        "  Dated 1 Jan 2024 to 3 Jun 2024\n"
        "  Dealers 3, orders 18, quantity 180, amount 1,809\n"
    )


def test_the_sums_are_those_of_the_lines_in_use_with_returns_apart(tmp_path: Path) -> None:
    faults = "合计,,,,180,1809\n制单人：张三,,,,,\nA9,2024-05-05,,P1,x,50\n"
    done = steelyard.check(brought(tmp_path, HEADER + LINES + RETURN + faults))
    assert "amount 1,788.90 (1,809 bought, 20.10 returned)" in said(done)
    assert "金额 1,788.90（进货 1,809，退货 20.10）" in said(done, "zh")
    no_lines = "totals, notes, repeated headers or empty rows among them, with nothing to mend: 2"
    assert f"3 quarantined ({no_lines})" in said(done)
    assert "隔离 3 行（其中 2 行是合计、备注、重复表头或空行，无需改正）" in said(done, "zh")
    lines = done.data_report["tables"]["sell_in"]
    assert lines["rows_to_mend"] == 1
    assert lines["totals"] == {
        "first_date": "2024-01-01", "last_date": "2024-06-20", "dealers": 3, "orders": 19,
        "quantity": 178, "amount": 1788.9, "returns_amount": 20.1,
    }  # fmt: skip


def test_rows_to_mend_that_are_not_shown_are_counted(tmp_path: Path) -> None:
    faults = "".join(f"F{n},2024-05-05,,P1,5,50\n" for n in range(5))
    done = steelyard.check(brought(tmp_path, HEADER + LINES + faults))
    assert said(done).count("sell_in.csv, row ") == 3
    assert "… and more rows to mend: 2;" in said(done)
    assert "另有 2 行要改正" in said(done, "zh")


@pytest.mark.parametrize("level_2", [False, True])
def test_an_assessment_has_the_same_totals(tmp_path: Path, level_2: bool) -> None:
    others = {
        "dealers": "dealer_id,level,parent_id\nD1,1,\nC,2,D1\n",
        "sell_out": "sold_on,dealer_id,product_id,quantity,amount,buyer_id\n"
        "2024-03-04,D1,P1,5,600,C\n",
    }
    root = brought(tmp_path, HEADER + LINES + RETURN, **(others if level_2 else {}))
    checked = steelyard.check(root).data_report["tables"]["sell_in"]["totals"]
    assert steelyard.assess(root).data_report["tables"]["sell_in"]["totals"] == checked
    cut = steelyard.assess(root, as_of="2024-05").data_report["tables"]["sell_in"]["totals"]
    assert (cut["last_date"], cut["orders"], cut["returns_amount"]) == ("2024-05-03", 15, 0)


def test_reasons_that_add_up_to_more_than_the_rows_say_why(tmp_path: Path) -> None:
    several = "A row may have several reasons"
    one = HEADER + LINES + "A9,2024-05-05,,P1,1,50\n"
    assert several not in said(steelyard.check(brought(tmp_path, one)))
    two = one + "A8,2024-05-05,,P1,x,50\n"
    told = said(steelyard.check(brought(tmp_path, two)))
    assert several in told
    assert "2 × dealer_id is empty" in told


def test_a_month_beyond_the_data_is_said_and_the_last_is_judged(tmp_path: Path) -> None:
    root = brought(tmp_path, HEADER + LINES)
    assert "The data end" not in said(steelyard.assess(root, as_of="2024-06"))
    done = steelyard.assess(root, as_of="2030-01")
    assert "The data end in Jun 2024, before Jan 2030 (--as-of); Jun 2024 is judged." in said(done)
    assert "数据到 2024年6月 为止，没有 2030年1月；判断的是 2024年6月。" in said(done, "zh")
    assert done.data_report["notes"][-1]["en"].startswith("The data end in Jun 2024")
    assert done.data_report["as_of"] == "2024-06"


def test_the_summary_names_the_quarantine_only_where_there_is_one(tmp_path: Path) -> None:
    assert "quarantine/" not in said(steelyard.assess(brought(tmp_path, HEADER + LINES)))
    done = steelyard.assess(brought(tmp_path, HEADER + LINES + "合计,,,,180,1809\n"))
    assert "1 quarantined (see quarantine/; only totals" in said(done)


def test_a_row_corrected_twice_is_told_as_that(tmp_path: Path) -> None:
    own = ",file,sheet,row,reasons_zh,reasons_en\n"
    mended = HEADER.replace("\n", own) + "A9,2024-05-05,D1,P1,5,50,sell_in.csv,,20,甲,one\n"
    bad = HEADER + LINES + "A9,2024-05-05,D1,P1,5箱,50\n"
    done = steelyard.check(brought(tmp_path, bad, 改正1=mended, 改正2=mended))
    told = "1 counted once because two files correct the same quarantined row alike."
    assert told in said(done)
    assert "同一隔离行有两份相同的更正、只计一次 1 行" in said(done, "zh")
    assert done.data_report["tables"]["sell_in"]["rows_corrected_twice"] == 1


def test_a_month_sent_again_is_told_with_its_money_and_settled_in_one_line(tmp_path: Path) -> None:
    old = "A12024-04,2024-04-01,D1,P1,10,100.5"
    again = HEADER + LINES.replace(old, old.replace("10,100.5", "12,120.6"))
    folder = brought(tmp_path, HEADER + LINES, 更正=again)
    checked, assessed = steelyard.check(folder), steelyard.assess(folder)
    for done in (checked, assessed):
        assert "for example A12024-04. Nothing was guessed" in said(done)
        assert (
            "Only in sell_in.csv: lines 1, amount 100.50; only in 更正.csv: lines 1, amount 120.60."
            in said(done)
        )
        assert "注意：sell_in 有 1 张单据在 sell_in.csv 和 更正.csv 里都有" in said(done, "zh")
        (found,) = done.data_report["tables"]["sell_in"]["documents_that_differ"]
        assert (found["first_amount"], found["second_amount"]) == (100.5, 120.6)
        assert "Nothing was guessed" in done.data_report["notes"][0]["en"]
    settled = {"corrects.更正.csv": "sell_in.csv"}
    checked = steelyard.check(folder, overrides=settled)
    assert "18 superseded by a correcting file" in said(checked)
    assert "documents that count as 更正.csv has them: 18" in said(checked)
    account = checked.data_report["tables"]["sell_in"]
    assert account["documents_that_differ"] == []
    assert account["totals"]["amount"] == 1829.1
    assert [(f["file"], f["rows_kept"], f["rows_superseded"]) for f in account["files"]] == [
        ("sell_in.csv", 0, 18),
        ("更正.csv", 18, 0),
    ]


def test_rows_without_a_document_say_that_nothing_was_superseded(tmp_path: Path) -> None:
    stock = "库存日期,经销商编码,商品编码,库存数量\n2024-03-31,D1,P1,5\n"
    folder = brought(tmp_path, HEADER + LINES, 库存=stock, 库存2=stock.replace(",5", ",6"))
    told = said(steelyard.check(folder, overrides={"corrects.库存2.csv": "库存.csv"}))
    assert "rows of stock name no document" in told
    assert "'库存.csv=ignore'" in told


def test_a_library_that_is_wanting_is_named_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = steelyard.assess(brought(tmp_path, HEADER + LINES))
    monkeypatch.setattr("steelyard.assessment.result_table.find_spec", lambda _: None)
    with pytest.raises(ImportError, match=r"python -m pip install pandas$"):
        done.tiers.to_pandas()
