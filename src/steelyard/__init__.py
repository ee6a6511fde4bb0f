"""Steelyard (杆秤) weighs dealers: from one order export to a verdict with its evidence.

import steelyard

done = steelyard.assess("folder")
done.verdicts.to_pandas()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def __getattr__(name: str) -> object:
    """Read the program when something of it is first asked for.

    The command line must be able to stop before that: it takes a second.
    """
    home = {"InputUnusable": "intake", "Settings": "settings"}.get(name, "assessment")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
