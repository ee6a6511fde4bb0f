"""A made-up channel, its tables, and the page and workbook written from them."""

from __future__ import annotations

import pytest

from steelyard.report import ReportInputs
from steelyard.report.case import CaseTeller
from steelyard.report.page import render
from steelyard.report.voice import Voice
from steelyard.verdicts.findings import Findings
from tests.report import channel_made_up


@pytest.fixture(scope="session")
def found() -> Findings:
    return channel_made_up.findings()


@pytest.fixture(scope="session")
def given(found: Findings) -> ReportInputs:
    return channel_made_up.inputs(found)


@pytest.fixture
def teller(found: Findings, given: ReportInputs) -> CaseTeller:
    return CaseTeller(found, given, Voice("zh", "元"))


@pytest.fixture(autouse=True)
def no_library_needed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a stub for the chart library, except where a browser draws with the real one."""
    if "browser" not in request.keywords and "chart_library" not in request.node.name:
        monkeypatch.setattr("steelyard.report.page.chart_library", lambda _: "/* stub */")


@pytest.fixture
def pages(found: Findings, given: ReportInputs) -> dict[str, str]:
    return {language: render(found, given, language) for language in ("zh", "en")}
