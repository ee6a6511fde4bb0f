"""A product column that some files have and others lack is told; one layout says nothing."""

from __future__ import annotations

import pytest

from tests.intake.conftest import LINES

WITHOUT = "单据编号,日期,客户编码,数量,金额\nB1,2024-04-05,D1,10,100\n"
KEY = "intake.product_in_some"


@pytest.mark.parametrize(
    "files",
    [
        {"a.csv": LINES, "b.csv": LINES.replace("2024-03", "2024-04")},
        {"a.csv": WITHOUT, "b.csv": WITHOUT.replace("2024-04", "2024-05")},
    ],
)
def test_files_that_all_have_it_or_all_lack_it_are_not_told(brought, files) -> None:
    assert KEY not in [note.key for note in brought(files).notes]


def test_a_file_without_one_among_others_is_named(brought) -> None:
    intake = brought({"三月.csv": LINES, "四月.csv": WITHOUT})
    (note,) = [note for note in intake.notes if note.key == KEY]
    assert "四月.csv" in note.zh and "三月.csv" not in note.zh
    assert "四月.csv" in note.en


@pytest.mark.parametrize("header", ["货品编码", "货品编号", "货品代码", "货品名称", "货品"])
def test_the_other_word_for_goods_is_a_product_too(brought, rows, header: str) -> None:
    intake = brought(
        {
            "a.csv": LINES,
            "b.csv": WITHOUT.replace("数量,", f"{header},数量,").replace(",D1,", ",D1,P1,"),
        }
    )
    assert rows(intake, "select distinct product_id from sell_in") == [("P1",)]
    assert KEY not in [note.key for note in intake.notes]
