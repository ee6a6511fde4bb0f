"""The words of columns that allow a few values."""

from __future__ import annotations

import pytest

from steelyard.intake.choices import chosen
from steelyard.tables import TABLES

DOCUMENT = TABLES["sell_in"]["document_type"]
KIND = TABLES["claims"]["kind"]


@pytest.mark.parametrize("word", ["标准销售", "普通订单", "Regular order", "TA", "赊销"])
def test_a_kind_of_document_that_is_no_return_is_a_sale(word: str) -> None:
    assert chosen(word, DOCUMENT) == "sale"


@pytest.mark.parametrize(
    "word",
    ["退货", "销售退货单", "红字出库单", "Sales Return", "RETURN", "ZRE", "Credit Memo", "return"],
)
def test_a_return_is_known_by_its_words(word: str) -> None:
    assert chosen(word, DOCUMENT) == "return"


def test_the_longest_word_decides() -> None:
    assert chosen("价格支持", KIND) == "price_support"
    assert chosen("２０２４年返利", KIND) == "rebate"
    assert chosen("差旅", KIND) is None
    assert chosen("Promotion", KIND) == "promotion"
