"""Steelyard (杆秤) weighs dealers: from one order export to a verdict with its evidence.

import steelyard

done = steelyard.assess("folder")
done.verdicts.to_pandas()
"""

from __future__ import annotations

from steelyard.assessment import Assessment, Checked, ResultTable, assess, check
from steelyard.intake import InputUnusable
from steelyard.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "Assessment",
    "Checked",
    "InputUnusable",
    "ResultTable",
    "Settings",
    "__version__",
    "assess",
    "check",
]
