"""The reasons for which rows are refused, in words: for the account and for each row."""

from __future__ import annotations

from typing import Any

from steelyard.intake.coerce import MISSING, Check
from steelyard.intake.folding import folded
from steelyard.intake.quoting import literal
from steelyard.intake.result import Refusal
from steelyard.tables import TABLES
from steelyard.words import Language, Message, say

_VALUE = "\x01"
_SPECIAL = (
    ("number_too_large", r"^[-+(¥￥$€£\s]*\d[\d,]{13,}(\.\d*)?[)\s]*$"),
    (
        "letter_in_number",
        r"^[-+(¥￥$€£\s]*([\d.,]*\d[\d.,]*[OoIl][\dOoIl.,]*"
        r"|[OoIl.,]*[OoIl][OoIl.,]*\d[\dOoIl.,]*)[)\s]*$",
    ),
    ("spreadsheet_error", r"^#[A-Z/0!?]+[!?]?$"),
    ("unit_in_number", r"^[-+]?\d[\d.,]*\s*[^\d.,\s%]{1,4}$"),
)
"""What a cell that is no number may be, told by its look; the mend differs."""
_ERRORS = tuple((key, pattern) for key, pattern in _SPECIAL if key == "spreadsheet_error")


def about(key: str, column: str | None) -> Message:
    """Return the reason without a row's own value, for counts."""
    if "." in key:
        return Message(key)
    return Message(f"intake.count.{key}", {"column": column or ""})


def refused_line(refusal: Refusal, table: str) -> Message:
    """Return the line that says how many rows one reason struck."""
    return _Struck("intake.rows_refused", {"of": refusal, "table": table})


class _Struck(Message):
    """How many rows one reason struck; the reason is a message of its own."""

    def speak(self, language: Language) -> str:
        """Return the line."""
        refusal: Any = self.figures["of"]
        reason = reason_said(refusal, str(self.figures["table"]), language)
        return say(self.key, language, rows=f"{refusal.rows:,}", reason=reason)


def reason_said(refusal: Refusal, table: str, language: Language) -> str:
    """Return the reason in one language; in Chinese the column stands with its Chinese name."""
    figures = dict(refusal.message.figures)
    if refusal.column is not None and "column" in figures:
        figures["column"] = _named(refusal.column, table, language)
    return say(refusal.message.key, language, **figures)


def _named(column: str, table: str, language: Language) -> str:
    known = {c.name: c.zh for c in TABLES[table].columns} if table in TABLES else {}
    return f"{known[column]} ({column})" if language == "zh" and column in known else column


def row_reason(check: Check, text: str, language: Language, *, workbook: bool = False) -> str:
    """Return SQL for the sentence that names a row's own value; `text` is SQL for it.

    In a `workbook` an empty cell may be a formula: readers get nothing for one that shows an
    error or was never calculated.
    """
    key = "missing_in_workbook" if workbook and check.kind == MISSING else check.reason
    words = _sentence(key, check, text, language)
    special = _SPECIAL if check.reason == "not_a_number" else _ERRORS
    seen = f"trim({text})" if check.kind == MISSING else folded(text, messy=True)
    whens = " ".join(
        f"when regexp_matches({seen}, {literal(pattern)})"
        f" then {_sentence(key, check, text, language)}"
        for key, pattern in special
    )
    return f"case {whens} else {words} end"


def plain_reason(key: str, language: Language, **figures: object) -> str:
    """Return SQL for a sentence that needs nothing of the row."""
    return literal(say(key if "." in key else f"intake.reason.{key}", language, **figures))


def _sentence(key: str, check: Check, text: str, language: Language) -> str:
    column = check.column
    sentence = say(
        f"intake.reason.{key}",
        language,
        column=column.name,
        header=check.header,
        meaning=column.zh if language == "zh" else column.en,
        value=_VALUE,
        low=_bound(column.minimum),
        high=_bound(column.maximum),
    )
    return f"replace({literal(sentence)}, chr(1), left(coalesce({text}, ''), 80))"


def _bound(bound: float | None) -> str:
    return "" if bound is None else f"{bound:,.12g}"
