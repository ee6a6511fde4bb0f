"""The one step that would settle a case, and how chance is said."""

from __future__ import annotations

import pytest

from steelyard.report.settling import least_step, missing_anchors, one_in, present_anchors


def test_with_every_report_there_only_a_visit_is_left() -> None:
    assert least_step(("sell_in", "sell_out", "stock", "scans"), fell=False) == "visit"
    assert missing_anchors(("sell_out", "stock", "scans")) == []


@pytest.mark.parametrize(
    ("present", "fell", "step"),
    [
        (("sell_in",), False, "stock"),
        (("sell_in",), True, "sell_out"),
        (("sell_in", "stock"), False, "sell_out"),
        (("sell_in", "sell_out", "stock"), True, "scans"),
    ],
)
def test_the_cheapest_missing_report_comes_first(
    present: tuple[str, ...], fell: bool, step: str
) -> None:
    assert least_step(present, fell) == step


def test_anchors_that_were_brought_are_named() -> None:
    assert present_anchors(("sell_in", "scans", "stock")) == ["stock", "scans"]


@pytest.mark.parametrize(("p", "said"), [(0.5, "2"), (0.0123, "81"), (0.0000123, "81,000")])
def test_chance_is_said_with_two_digits(p: float, said: str) -> None:
    assert one_in(p) == said
