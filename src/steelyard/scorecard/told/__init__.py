"""The scorecard in words: sections with a title, notes and a table, in one language."""

from __future__ import annotations

from steelyard.scorecard.scorecard import Scorecard
from steelyard.scorecard.told.accused import accused
from steelyard.scorecard.told.compared import compared
from steelyard.scorecard.told.found import found
from steelyard.scorecard.told.judged import judged
from steelyard.scorecard.told.measured import measured
from steelyard.scorecard.told.section import Section
from steelyard.words import Language

__all__ = ["Section", "sections"]


def sections(card: Scorecard, language: Language) -> list[Section]:
    """Return what the command prints, in its order."""
    parts = (judged, found, accused, measured, compared)
    return [section for part in parts for section in part(card, language)]
