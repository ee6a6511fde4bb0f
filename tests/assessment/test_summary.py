"""What the terminal says of the channel: shares of the dealers that bought in the year."""

from __future__ import annotations

from pathlib import Path

import steelyard

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
    assert "2 dealers; 1 bought direct" in said["assessment.summary_channel"].en
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
    assert said["assessment.summary_channel"].en.endswith(
        "2 dealers; 1 bought direct in the last 12 months, for 12.0K."
    )
