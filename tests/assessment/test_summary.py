"""What the terminal says of the channel: shares of the dealers that bought in the year."""

from __future__ import annotations

from pathlib import Path

import steelyard
from steelyard.words import Message

HEADER = "order_id,order_date,dealer_id,product_id,quantity,amount\n"


def test_a_dealer_that_returned_more_than_it_bought_makes_no_share_exceed_the_whole(
    tmp_path: Path,
) -> None:
    months = [f"2024-{month:02d}" for month in range(1, 13)]
    lines = [f"A{m},{m}-05,A,P1,10,1000" for m in months]
    lines += [f"B{m},{m}-06,B,P1,-2,-200" for m in months]
    (tmp_path / "sell_in.csv").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    done = steelyard.assess(tmp_path)
    said = {message.key: message for message in done.summary}
    channel = said["assessment.summary_channel"]
    assert channel.en == (
        "Dealers, Jan 2024 to Dec 2024: 2; with net direct sell-in (bought more than returned) in "
        "the last 12 months: 1, for 12.0K."
    )
    assert channel.zh.endswith("直接进货、扣除退货后仍为正的有 1 家，净进货额 1.2 万。")
    concentration = said["assessment.summary_concentration"]
    assert concentration.en == "Of these, key: 1, with 100.0% of the sell-in; major: 0."
    assert concentration.zh == "其中大客户 1 家，占进货额的 100.0%；主要客户 0 家。"


def test_dealers_of_the_second_level_are_in_no_share(tmp_path: Path) -> None:
    lines = [f"A{m:02d},2024-{m:02d}-05,A,P1,10,1000" for m in range(1, 13)]
    (tmp_path / "sell_in.csv").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    (tmp_path / "dealers.csv").write_text("dealer_id,name,level,parent_id\nA,甲,1,\nC,丙,2,A\n")
    sold = "sold_on,dealer_id,product_id,quantity,amount,buyer_id\n2024-03-04,A,P1,5,600,C\n"
    (tmp_path / "sell_out.csv").write_text(sold)
    said = {message.key: message for message in steelyard.assess(tmp_path).summary}
    assert said["assessment.summary_channel"].en.endswith("in the last 12 months: 1, for 12.0K.")


def _months(dealer: str, until: str) -> list[str]:
    """Return an order on the 5th and 28th of every month of 2023 and 2024, up to a day."""
    days = [f"{y}-{m:02d}-{d:02d}" for y in (2023, 2024) for m in range(1, 13) for d in (5, 28)]
    return [f"{dealer}{day},{day},{dealer},P1,10,1000" for day in days if day <= until]


def _said(folder: Path, until: str) -> dict[str, Message]:
    lines = [line for dealer in "AB" for line in _months(dealer, until)]
    (folder / "sell_in.csv").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    return {message.key: message for message in steelyard.assess(folder).summary}


def test_a_month_that_breaks_off_is_said_to(tmp_path: Path) -> None:
    said = _said(tmp_path, "2024-12-09")["assessment.summary_breaks_off"]
    assert said.en.startswith("Orders of this month reach only to 5 Dec 2024: the month is not")
    assert said.zh.startswith("当月订单只到 2024年12月5日，未满月")


def test_a_complete_month_is_not_said_to_break_off(tmp_path: Path) -> None:
    assert "assessment.summary_breaks_off" not in _said(tmp_path, "2024-12-31")


def test_sell_in_lines_are_told_apart_from_other_tables(tmp_path: Path) -> None:
    (tmp_path / "dealers.csv").write_text("dealer_id,name\nA,甲\nB,乙\n", "utf-8")
    said = _said(tmp_path, "2024-12-31")
    assert said["assessment.summary_sell_in"].en.startswith("Sell-in lines: 96 read, 96 used, 0 ")
    assert said["assessment.summary_others"].en.startswith("Rows of other tables: 2 read, 2 used,")


def test_without_other_tables_nothing_is_said_of_them(tmp_path: Path) -> None:
    assert "assessment.summary_others" not in _said(tmp_path, "2024-12-31")
