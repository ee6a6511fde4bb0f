"""Findings on the made-up channel of the report's tests, and on a market with alerts."""

from __future__ import annotations

import pytest

from steelyard.verdicts.findings import Findings
from tests.report import channel_made_up
from tests.results import alerted as market_alerted


@pytest.fixture(scope="session")
def found() -> Findings:
    return channel_made_up.findings()


@pytest.fixture(scope="session")
def alerted() -> Findings:
    return market_alerted.findings()
