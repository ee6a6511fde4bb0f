"""The main job: tables in, verdicts out. It calls the layers in order and owns no rule."""

from __future__ import annotations

from steelyard.assessment.assessment import Assessment, Checked
from steelyard.assessment.result_table import ResultTable
from steelyard.assessment.run import assess, check

__all__ = ["Assessment", "Checked", "ResultTable", "assess", "check"]
