"""Cells brought to one form: no blanks at the ends, no full-width forms, no words for "none".

Ids that differ only in such things are one dealer, not two. All of it is SQL on whole
columns; a column that needs none of it is left alone.
"""

from __future__ import annotations

from steelyard.intake.quoting import literal

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
LONGEST_NONE_WORD = max(len(word.encode()) for word in NONE_WORDS)


def folded(cell: str, *, messy: bool, narrow: bool = True) -> str:
    """Return SQL for a text cell in its one form; NULL where it says nothing.

    `messy` is whether some cell of the column matches MESSY; `narrow` also makes full-width
    forms ordinary (names keep them, as people write them).
    """
    if messy:
        cell = f"trim({_narrowed(cell) if narrow else cell}, {literal(_TRIMMED)})"
    words = ", ".join(literal(word) for word in NONE_WORDS)
    return f"case when {cell} in ({words}) then null else {cell} end"


def _narrowed(cell: str) -> str:
    unusual = literal(_UNUSUAL + r"|\p{M}")
    narrow = f"nfc_normalize(translate({cell}, {literal(_FROM)}, {literal(_TO)}))"
    return f"case when regexp_matches({cell}, {unusual}) then {narrow} else {cell} end"
