"""Findings on the made-up channel of the report's tests."""

from __future__ import annotations

import pytest

from steelyard.verdicts.findings import Findings
from tests.report import channel_made_up


@pytest.fixture(scope="session")
def found() -> Findings:
    return channel_made_up.findings()
