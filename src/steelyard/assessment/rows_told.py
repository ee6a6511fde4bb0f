"""What became of the rows, in a sentence: used, quarantined, counted once, superseded.

For one table and for all. It names what a reader would look for: where quarantined rows lie,
and how many of them want no mending.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from steelyard.words import Language, Message, say


class RowsTold(Message):
    """The account of rows; `figures` are those of the data report, summed over its tables."""

    def speak(self, language: Language) -> str:
        """Return the sentence."""
        figures = self.figures
        shown = {name: f"{figures[f'rows_{name}']:,}" for name in ("read", "kept", "quarantined")}
        aside = _aside(figures, language)
        once = _once(figures, language)
        table = figures.get("table", "")
        return say(self.key, language, table=table, aside=aside, once=once, **shown)


def rows_told(key: str, account: Mapping[str, Any], **more: object) -> RowsTold:
    """Return the account of one table of the data report, or of a sum of tables."""
    return RowsTold(key, {**{name: account[name] for name in ROWS}, **more})


ROWS = (
    "rows_read", "rows_kept", "rows_quarantined", "rows_to_mend", "rows_mended",
    "rows_counted_once", "rows_corrected_twice", "rows_superseded",
)  # fmt: skip


def _aside(figures: Mapping[str, Any], language: Language) -> str:
    """Return what stands in brackets behind the quarantined rows; nothing where there are none."""
    quarantined = figures["rows_quarantined"]
    no_lines = quarantined - figures["rows_to_mend"]
    said = []
    if quarantined and figures.get("written"):
        said.append(say("assessment.in_quarantine", language))
    if no_lines:
        key = "all_no_lines" if no_lines == quarantined else "some_no_lines"
        said.append(say(f"assessment.{key}", language, rows=f"{no_lines:,}"))
    if figures["rows_mended"]:
        said.append(say("assessment.mended", language, rows=f"{figures['rows_mended']:,}"))
    joined = say("assessment.aside_joiner", language).join(said)
    return say("assessment.aside", language, said=joined) if said else ""


def _once(figures: Mapping[str, Any], language: Language) -> str:
    twice = figures["rows_corrected_twice"]
    overlapping = figures["rows_counted_once"] - twice
    said = []
    if overlapping or not twice:
        said.append(say("assessment.once_overlap", language, rows=f"{overlapping:,}"))
    if twice:
        said.append(say("assessment.once_corrected", language, rows=f"{twice:,}"))
    if figures["rows_superseded"]:
        rows = f"{figures['rows_superseded']:,}"
        said.append(say("assessment.superseded", language, rows=rows))
    return say("assessment.once_joiner", language).join(said)
