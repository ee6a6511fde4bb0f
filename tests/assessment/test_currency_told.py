"""Where no currency is set, the data report says where to set it."""

from __future__ import annotations

from pathlib import Path

import pytest

import steelyard

LINES = "单据编号,日期,客户编码,商品编码,数量,金额\nA1,2024-03-05,D1,P1,10,100\n"


@pytest.mark.parametrize(("settings", "told"), [('currency = "元"', False), ("", True)])
def test_only_a_report_without_currency_says_where_to_set_it(
    tmp_path: Path, settings: str, told: bool
) -> None:
    (tmp_path / "a.csv").write_text(LINES, encoding="utf-8")
    (tmp_path / "steelyard.toml").write_text(f"[settings]\n{settings}\n", encoding="utf-8")
    found = steelyard.check(tmp_path)
    said = [note["zh"] for note in found.data_report["notes"] if "currency" in note["zh"]]
    assert bool(said) == told
    assert all("steelyard.toml" in note for note in said)
    assert not any("currency" in line.zh for line in found.summary)
