"""The reasons for which rows are refused, in words: for the account and for each row."""

from __future__ import annotations

from steelyard.intake.coerce import MISSING, Check
from steelyard.intake.folding import folded
from steelyard.intake.quoting import literal
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
