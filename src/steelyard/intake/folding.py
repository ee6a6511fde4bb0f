"""Cells brought to one form: no blanks at the ends, no full-width forms, no words for "none".

Ids that differ only in such things are one dealer, not two. All of it is SQL on whole
columns; a column that needs none of it is left alone.
"""

from __future__ import annotations

from steelyard.intake.quoting import literal
from steelyard.tables import Kind

_BLANKS = "".join(map(chr, (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
_NOTHING = "".join(map(chr, (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF)))
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F))) + "￥￡"
_NARROW = "".join(map(chr, range(0x21, 0x7F))) + "¥£"
_FROM = _WIDE + _BLANKS + _NOTHING  # what has no counterpart in _TO is dropped
_TO = _NARROW + " " * len(_BLANKS)
_TRIMMED = " \t\r\n\v\f"
_UNUSUAL = r"[\x{A0}\x{2000}-\x{200F}\x{202F}\x{205F}\x{3000}\x{FEFF}\x{FF01}-\x{FFE6}]"
MESSY = rf"^\s|\s$|[\x00-\x1f]|{_UNUSUAL}|\p{{M}}"
"""A cell that matches needs folding."""

NONE_WORDS = (
    "", "NULL", "null", "None", "N/A", "n/a", "#N/A", "NaN", "nan", "NaT", "-", "--", "—", "/",
)  # fmt: skip
_ERRORS = (
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#ERROR!",
)
LONGEST_NONE_WORD = max(len(word.encode()) for word in (*NONE_WORDS, *_ERRORS))


def none_words(kind: Kind) -> tuple[str, ...]:
    """Return the words that say nothing in a column of that kind.

    A spreadsheet's error among numbers or dates is refused as none; in a code it would be
    taken for one more dealer, though a workbook has nothing there.
    """
    return (*NONE_WORDS, *_ERRORS) if kind in ("id", "text", "choice") else NONE_WORDS


def folded(cell: str, *, messy: bool, kind: Kind = "quantity") -> str:
    """Return SQL for a text cell in its one form; NULL where it says nothing.

    `messy` is whether some cell of the column matches MESSY; full-width forms are made
    ordinary but in a text (names keep them, as people write them).
    """
    if messy:
        narrow = cell if kind == "text" else _narrowed(cell)
        cell = f"trim({narrow}, {literal(_TRIMMED)})"
    words = ", ".join(literal(word) for word in none_words(kind))
    return f"case when {cell} in ({words}) then null else {cell} end"


def _narrowed(cell: str) -> str:
    unusual = literal(_UNUSUAL + r"|\p{M}")
    narrow = f"nfc_normalize(translate({cell}, {literal(_FROM)}, {literal(_TO)}))"
    return f"case when regexp_matches({cell}, {unusual}) then {narrow} else {cell} end"
