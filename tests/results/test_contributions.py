"""What each signal added to an alert's score, and which is told first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from steelyard.results.contributions import Contributions, Part
from steelyard.verdicts import Findings
from tests.results.alerted import LAST, row_of


def test_a_month_that_is_no_alert_has_no_parts(alerted: Findings) -> None:
    assert Contributions(alerted).parts(0, LAST) == []


def test_the_parts_are_shares_of_what_was_added_and_the_largest_is_first(
    alerted: Findings,
) -> None:
    parts = Contributions(alerted).parts(row_of("power"), LAST)
    assert [part.signal for part in parts] == ["sees_power", "also"]
    assert sum(part.share for part in parts) == pytest.approx(1.0)
    assert parts[0].share == pytest.approx(2.0 / 2.5)


def test_a_raised_signal_without_a_part_stands_last(alerted: Findings) -> None:
    dealer = row_of("power")
    raised = {**alerted.verdicts.raised, "sees_stuffing": alerted.verdicts.raised["also"]}
    more = replace(alerted, verdicts=replace(alerted.verdicts, raised=raised))
    assert Contributions(more).parts(dealer, LAST)[-1] == Part("sees_stuffing", 0.0)
