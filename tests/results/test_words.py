"""A signal's sentence: its figures as people write them, and nothing said of nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.baselines import Channel
from steelyard.results.words import figure, signal_sentence
from steelyard.settings import Settings
from steelyard.signals import Figure, Reader, Reading, Signal
from steelyard.verdicts import Findings
from steelyard.words import Language
from tests.panels import panel

SIGNAL = Signal(
    name="asked",
    title={"zh": "题", "en": "title"},
    question={"zh": "问？", "en": "asked?"},
    explanation={"zh": "{month}：{returned}应约 {amount}。", "en": "{month}: {returned}{amount}."},
    figures={"returned": Figure("money")},
    effect={"zh": "比", "en": "ratio"},
    anchor="books",
    speaks_for={"stuffing": 1.0},
    clauses={"returned": {"zh": "已扣退货 {returned}，", "en": "after returns of {returned}, "}},
)


def _said(returned: float, language: Language) -> str:
    cell = np.array([[1.0]])
    reading = Reading(cell, cell, cell * 52_000, {"returned": cell * returned})
    channel = Channel(panel({"A": [1.0]}), Settings(currency="元"))
    found = Findings(channel, {"asked": reading}, None, ("sell_in",))  # type: ignore[arg-type]
    readers = {"asked": Reader(SIGNAL, lambda _: reading)}
    return signal_sentence(found, "asked", 0, 0, language, readers)


@pytest.mark.parametrize("nothing", [0.0, 0.2, -0.1])
def test_a_clause_is_left_out_where_its_figure_reads_zero(nothing: float) -> None:
    assert _said(nothing, "zh") == "2024年1月：应约 5.2 万元。"
    assert _said(nothing, "en") == "Jan 2024: 52.0K 元."


def test_a_clause_is_said_where_there_is_something_to_say() -> None:
    assert _said(8_000.0, "zh") == "2024年1月：已扣退货 8,000元，应约 5.2 万元。"
    assert _said(8_000.0, "en") == "Jan 2024: after returns of 8.0K 元, 52.0K 元."


@pytest.mark.parametrize(("ratio", "written"), [(2.346, "2.35"), (41.36, "41.4")])
def test_a_large_ratio_is_told_with_one_decimal(ratio: float, written: str) -> None:
    assert figure(ratio, Figure("ratio"), "zh", "元") == written


def _landed(total: float, language: Language) -> str:
    signal = replace(
        SIGNAL,
        explanation={"zh": "{total}，越过 {step}", "en": "{total}, above {step}"},
        figures={"total": Figure("money"), "step": Figure("money")},
        clauses={},
        apart={"total": "step"},
    )
    cell = np.array([[1.0]])
    reading = Reading(cell, cell, cell, {"total": cell * total, "step": cell * 8e6})
    channel = Channel(panel({"A": [1.0]}), Settings(currency="元"))
    found = Findings(channel, {"asked": reading}, None, ("sell_in",))  # type: ignore[arg-type]
    readers = {"asked": Reader(signal, lambda _: reading)}
    return signal_sentence(found, "asked", 0, 0, language, readers)


@pytest.mark.parametrize(
    ("total", "zh", "en"),
    [
        (9e6, "900.0 万元，越过 800.0 万元", "9.0M 元, above 8.0M 元"),
        (8_000_000, "800.0 万元，越过 800.0 万元", "8.0M 元, above 8.0M 元"),
        (8_048_000, "804.8 万元，越过 800.0 万元", "8.05M 元, above 8.00M 元"),
        (8_003_000, "800.3 万元，越过 800.0 万元", "8.003M 元, above 8.000M 元"),
    ],
)
def test_amounts_set_against_each_other_read_differently_where_they_are(
    total: float, zh: str, en: str
) -> None:
    assert (_landed(total, "zh"), _landed(total, "en")) == (zh, en)


@pytest.mark.parametrize(("language", "said"), [("zh", "不详"), ("en", "unknown")])
def test_a_figure_that_is_not_known_is_said_to_be(language: Language, said: str) -> None:
    for unit in ("percent", "count", "ratio", "money"):
        assert figure(float("nan"), Figure(unit), language, "元") == said
