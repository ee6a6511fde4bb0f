"""The report: one self-contained page and one workbook, in Chinese or English.

It writes what was found and decides nothing.
"""

from __future__ import annotations

from steelyard.report.chart_library import MissingAsset, refuse_without_charts
from steelyard.report.inputs import ReportInputs
from steelyard.report.month import MonthNotThere
from steelyard.report.page import write_report
from steelyard.report.workbook import write_workbook

__all__ = [
    "MissingAsset",
    "MonthNotThere",
    "ReportInputs",
    "refuse_without_charts",
    "write_report",
    "write_workbook",
]
