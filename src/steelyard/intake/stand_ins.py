"""What is told of ids that no code column gives: a name in its place, or one for all rows."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.intake.combine import Combined
from steelyard.intake.empty_ids import notes_on_empty_ids
from steelyard.words import Message


def stand_ins(combined: Mapping[str, Combined]) -> list[Message]:
    """Tell where a name serves as an id because there is no code, and what stands for both."""
    notes = []
    for name, one in combined.items():
        for sheet, found in ((parsed.sheet, parsed.match) for parsed in one.sheets):
            notes += notes_on_empty_ids(sheet, found)
            for column in sorted(found.weak & {"dealer_id", "product_id"}):
                header = sheet.headers[found.columns[column][0]]
                figures = {"place": sheet.place, "table": name, "column": column, "header": header}
                notes.append(Message("intake.name_for_code", figures))
    return notes
