"""What is told of ids that no code column gives: a name in its place, or one for all rows."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.intake.combine import Combined
from steelyard.intake.empty_ids import notes_on_empty_ids
from steelyard.intake.fed_back import is_back
from steelyard.intake.listed import listed
from steelyard.words import Message


def stand_ins(combined: Mapping[str, Combined]) -> list[Message]:
    """Tell where a name serves as an id because there is no code, and what stands for both."""
    notes = []
    for name, one in combined.items():
        brought = [(p.sheet, p.match) for p in one.sheets if p.sheet.source is None]
        for sheet, found in brought:
            notes += notes_on_empty_ids(sheet, found)
            for column in sorted(found.weak & {"dealer_id", "product_id"}):
                header = sheet.headers[found.columns[column][0]]
                figures = {"place": sheet.place, "table": name, "column": column, "header": header}
                notes.append(Message("intake.name_for_code", figures))
        notes += _product_in_some(name, one)
    return notes


def _product_in_some(table: str, one: Combined) -> list[Message]:
    """Tell where some sheets have a product column and others none: they do not compare.

    A quarantine file that is fed back has what its rows had, and is no layout of its own.
    """
    sheets = [parsed for parsed in one.sheets if not is_back(parsed.sheet)]
    without = [parsed for parsed in sheets if "product_id" not in parsed.match.columns]
    known = any(column.name == "product_id" for column in one.table.required_columns)
    if not known or not 0 < len(without) < len(sheets):
        return []
    places = listed(parsed.sheet.place for parsed in without)
    figures = {"table": table, "column": "product_id", "places": places, "count": len(without)}
    return [Message("intake.product_in_some", figures)]
