"""Which report settles a case: by its rarest signal, and only what was not brought."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from steelyard.results.settling import brought, missing, steps
from steelyard.results.words import settle_case
from steelyard.signals import Reading
from steelyard.verdicts import Findings

ALL = ("sell_in", "sell_out", "stock", "scans")


def _found(present: tuple[str, ...], **p_values: float) -> Findings:
    cell = np.array([[1.0]])
    readings = {name: Reading(cell * p, cell, cell) for name, p in p_values.items()}
    verdicts = SimpleNamespace(raised={name: np.array([[True]]) for name in p_values})
    return Findings(None, readings, verdicts, present)  # type: ignore[arg-type]


def test_with_every_report_there_only_a_count_of_ones_own_is_asked_for() -> None:
    found = _found(ALL, sales_jump=0.001)
    assert steps(found, 0, 0) == []
    assert missing(ALL) == []
    assert "盘点" in settle_case(found, 0, 0, "zh")


@pytest.mark.parametrize(
    ("raised", "ranked"),
    [
        ({"sales_jump": 0.01}, ["stock", "sell_out", "scans"]),
        ({"sudden_silence": 0.01}, ["sell_out", "scans", "stock"]),
        ({"channel_share_jump": 0.01}, ["scans", "sell_out", "stock"]),
        ({"sales_jump": 0.01, "sudden_silence": 0.001}, ["sell_out", "scans", "stock"]),
        ({"pull_forward": 0.01}, ["sell_out", "scans", "stock"]),
        ({"month_end_loading": 0.01}, ["receipts", "stock", "sell_out", "scans"]),
        ({"quarter_end_loading": 0.01}, ["quarter_receipts", "stock", "sell_out", "scans"]),
        ({"rebate_step_landing": 0.01}, ["step_orders", "stock", "sell_out", "scans"]),
        ({"mechanical_ordering": 0.01}, ["requests", "sell_out", "scans", "stock"]),
        ({}, ["sell_out", "stock", "scans"]),
    ],
)
def test_the_rarest_signal_says_what_is_cheapest(
    raised: dict[str, float], ranked: list[str]
) -> None:
    assert steps(_found(("sell_in",), **raised), 0, 0) == ranked


def test_what_was_brought_is_not_asked_for_again() -> None:
    found = _found(("sell_in", "stock"), sales_jump=0.01)
    assert steps(found, 0, 0) == ["sell_out", "scans"]
    assert brought(found.tables_present) == ["stock"]


def test_the_sentence_names_the_cheapest_first_and_then_the_others() -> None:
    found = _found(("sell_in",), sales_jump=0.01)
    said = settle_case(found, 0, 0, "zh")
    assert said == "最省的一步：补充库存盘点；其次终端销售上报、消费者扫码。"
    english = settle_case(found, 0, 0, "en")
    assert english.index("(stock)") < english.index("(sell_out)") < english.index("(scans)")


def test_a_paper_is_asked_for_also_where_every_report_is_there() -> None:
    """No report of the contract holds it, so bringing them all does not answer it."""
    found = _found(ALL, month_end_loading=0.001)
    assert steps(found, 0, 0) == ["receipts"]
    assert settle_case(found, 0, 0, "zh") == "核对月末各单的签收日期与次月退货即可核实。"


def test_the_sentence_of_a_paper_says_to_check_it_not_to_bring_it() -> None:
    found = _found(("sell_in",), month_end_loading=0.001)
    said = settle_case(found, 0, 0, "zh")
    assert said.startswith("最省的一步：核对月末各单的签收日期与次月退货；其次库存盘点、")
    english = settle_case(found, 0, 0, "en")
    assert english.index("signed for") < english.index("(stock)")


def test_one_report_left_needs_no_ranking() -> None:
    found = _found(("sell_in", "stock", "scans"), sales_jump=0.01)
    assert settle_case(found, 0, 0, "zh") == "补充终端销售上报即可核实。"
