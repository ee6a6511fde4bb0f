"""Verdicts: signals joined into one answer a dealer and month, with cause, doubt and words."""

from __future__ import annotations

from steelyard.verdicts.decide import decide
from steelyard.verdicts.findings import VERDICTS, Findings, Verdicts

__all__ = ["VERDICTS", "Findings", "Verdicts", "decide"]
