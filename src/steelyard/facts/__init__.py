"""Facts: raw lines become dealer x month, by plain SQL on an engine, and then arrays."""

from __future__ import annotations

from steelyard.facts.fact import Fact, facts
from steelyard.facts.gather import LATE, panel_from, run_facts, with_late
from steelyard.facts.panel import Dealers, Panel
from steelyard.facts.places import Regions, ScanPlaces

__all__ = [
    "LATE",
    "Dealers",
    "Fact",
    "Panel",
    "Regions",
    "ScanPlaces",
    "facts",
    "panel_from",
    "run_facts",
    "with_late",
]
