"""The queries that the pages tell people to write run on CSV files, whose cells are text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from steelyard.intake import read
from steelyard.words import LANGUAGES, Language

HOW_TO = "docs/{language}/how-to/{page}.md"
ROOT = Path(__file__).resolve().parents[2]
FILES: Mapping[str, Mapping[str, str]] = {
    "choose-columns": {
        "orders.csv": "orderNumber,orderDate,customerNumber\n1,2024-01-05,D1\n2,2024-02-05,D2\n",
        "orderdetails.csv": "orderNumber,productCode,quantityOrdered,priceEach\n"
        "1,P1,2,5.5\n2,P2,3,4\n",
    },
    "own-export": {
        "出库.csv": "单据编号,日期,客户编码,数量,金额,币种\n"
        "1,2024-01-05,D1,2,11,CNY\n2,2024-02-05,D2,3,10,USD\n3,2024-02-06,D2,3,?,USD\n"
    },
}
AMOUNTS = {"choose-columns": ["11", "12"], "own-export": ["11", "71"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", FILES)
def test_the_query_of_the_page_runs(page: str, language: Language, tmp_path: Path) -> None:
    text = (ROOT / HOW_TO.format(language=language, page=page)).read_text("utf-8")
    (query,) = (b for b in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if "query" in b)
    folder = tmp_path / "in"
    folder.mkdir()
    for name, lines in {**FILES[page], "steelyard.toml": query}.items():
        (folder / name).write_text(lines, encoding="utf-8")
    intake = read(folder, work=tmp_path / "work")
    found = intake.connection.execute("select amount from sell_in order by order_id").fetchall()
    intake.connection.close()
    assert [amount for (amount,) in found] == [Decimal(amount) for amount in AMOUNTS[page]]
