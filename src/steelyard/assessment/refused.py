"""How a reason for refusing rows is said outside the intake: columns by the readers' names."""

from __future__ import annotations

from steelyard.intake.result import Refusal
from steelyard.tables import TABLES
from steelyard.words import Language, say


def reason_said(refusal: Refusal, table: str, language: Language) -> str:
    """Return the reason in one language; in Chinese the column stands with its Chinese name."""
    figures = dict(refusal.message.figures)
    if refusal.column is not None and "column" in figures:
        figures["column"] = _named(refusal.column, table, language)
    return say(refusal.message.key, language, **figures)


def _named(column: str, table: str, language: Language) -> str:
    known = {c.name: c.zh for c in TABLES[table].columns} if table in TABLES else {}
    return f"{known[column]} ({column})" if language == "zh" and column in known else column
