"""What an assessment and a check hand back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steelyard.assessment.result_table import ResultTable
from steelyard.verdicts import Findings
from steelyard.words import Message


@dataclass(frozen=True)
class Checked:
    """What `steelyard check` found: the data report, and the same in sentences."""

    data_report: Mapping[str, Any]
    summary: tuple[Message, ...]


@dataclass(frozen=True)
class Assessment:
    """The result tables of the contract, the data report, and the findings behind them."""

    monthly: ResultTable
    tiers: ResultTable
    signals: ResultTable
    verdicts: ResultTable
    salespeople: ResultTable
    data_report: Mapping[str, Any]
    findings: Findings
    summary: tuple[Message, ...]
    folder: Path | None
    """Where the results were written, or None."""

    @property
    def tables(self) -> tuple[ResultTable, ...]:
        """All result tables."""
        return (self.monthly, self.tiers, self.signals, self.verdicts, self.salespeople)
