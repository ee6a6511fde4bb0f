"""The chart library is built, or the report says how to build it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from steelyard.cli.app import run
from steelyard.cli.exit_codes import UNUSABLE
from steelyard.report import MissingAsset, ReportInputs, refuse_without_charts, write_report
from steelyard.report.chart_library import chart_library
from steelyard.verdicts.findings import Findings
from steelyard.words import LANGUAGES, Language

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def test_a_chart_library_that_is_there_is_read(tmp_path: Path) -> None:
    there = tmp_path / "echarts.min.js"
    there.write_text("var echarts", encoding="utf-8")
    assert chart_library(there) == "var echarts"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_chart_library_says_where_what_and_the_mend(
    tmp_path: Path, language: Language
) -> None:
    with pytest.raises(MissingAsset) as missing:
        chart_library(tmp_path / "echarts.min.js")
    said = missing.value.speak(language)
    assert said.startswith(str(tmp_path / "echarts.min.js"))
    for word in ("make setup", "python3 make.py assets", "--no-report"):
        assert word in said


@pytest.fixture
def not_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand where the chart library has not been built."""
    path = tmp_path / "echarts.min.js"
    for function in (chart_library, refuse_without_charts):
        monkeypatch.setattr(function, "__defaults__", (path,))
    return path


def test_the_command_line_says_so_before_the_work_and_not_as_a_defect_of_ours(
    not_built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("no table at all", encoding="utf-8")
    assert run(["assess", str(orders), "--out", str(tmp_path / "out"), "--lang", "en"]) == UNUSABLE
    said = capsys.readouterr().err
    assert str(not_built) in said.replace("\n", "")
    assert "internal error" not in said
    assert not (tmp_path / "out").exists()


def test_without_the_chart_library_no_half_page_is_written(
    found: Findings, given: ReportInputs, tmp_path: Path, not_built: Path
) -> None:
    assert not not_built.exists()
    with pytest.raises(MissingAsset):
        write_report(found, given, tmp_path / "report.html", "zh")
    assert not (tmp_path / "report.html").exists()


def test_the_lock_names_no_registry_and_every_part_has_a_checksum() -> None:
    text = (ASSETS / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in text
    parts = json.loads(text)["packages"]
    assert all("integrity" in part for name, part in parts.items() if name)
