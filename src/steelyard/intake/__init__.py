"""From files to typed tables: the only place that knows files, headers and spellings.

Problems are rows, not exceptions: a row that cannot be used stands in the quarantine with
its place and reasons. Only what leaves nothing to assess is an error, `InputUnusable`.
"""

from __future__ import annotations

from steelyard.intake.result import Intake, Refusal, SheetRead, TableRead
from steelyard.intake.run import read
from steelyard.intake.troubles import troubles_told
from steelyard.intake.unusable import InputUnusable

__all__ = [
    "InputUnusable",
    "Intake",
    "Refusal",
    "SheetRead",
    "TableRead",
    "read",
    "troubles_told",
]
