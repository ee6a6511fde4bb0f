"""The chart library is built, or the report says how to build it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from steelyard.report import MissingAsset, ReportInputs, write_report
from steelyard.report.chart_library import chart_library
from steelyard.verdicts.findings import Findings

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def test_a_chart_library_that_is_there_is_read(tmp_path: Path) -> None:
    there = tmp_path / "echarts.min.js"
    there.write_text("var echarts", encoding="utf-8")
    assert chart_library("zh", there) == "var echarts"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_missing_chart_library_names_the_mend(tmp_path: Path, language: str) -> None:
    with pytest.raises(MissingAsset, match=r"assets/build\.py"):
        chart_library(language, tmp_path / "echarts.min.js")


def test_without_the_chart_library_no_half_page_is_written(
    found: Findings, given: ReportInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> str:
        raise MissingAsset("python assets/build.py")

    monkeypatch.setattr("steelyard.report.page.chart_library", missing)
    with pytest.raises(MissingAsset):
        write_report(found, given, tmp_path / "report.html", "zh")
    assert not (tmp_path / "report.html").exists()


def test_the_lock_names_no_registry_and_every_part_has_a_checksum() -> None:
    text = (ASSETS / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in text
    parts = json.loads(text)["packages"]
    assert all("integrity" in part for name, part in parts.items() if name)
