"""Columns with a few allowed values, and the many words they are met under.

The words that stand in a column are few, so they are looked at one by one in Python and
the column is then translated in SQL.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from steelyard.intake.quoting import literal
from steelyard.tables import Column

MOST_WORDS = 500
"""A column with more different words is no choice; the rest of them is not translated."""
_REMAINDER = {"document_type": "sale"}
# A kind of document that is no return is a sale, whatever a company calls it.


def value(text: str, column: Column, words: Iterable[str]) -> str:
    """Return SQL that translates the words met in a column; NULL for one that fits nothing."""
    pairs = [(word, allowed) for word in sorted(words) if (allowed := chosen(word, column))]
    whens = " ".join(f"when {literal(word)} then {literal(allowed)}" for word, allowed in pairs)
    remainder = _REMAINDER.get(column.name)
    otherwise = (
        "null"
        if remainder is None
        else f"case when {text} is null then null else '{remainder}' end"
    )
    return f"case {text} {whens} else {otherwise} end" if whens else f"cast({otherwise} as varchar)"


def chosen(word: str, column: Column) -> str | None:
    """Return the allowed value a word stands for: equal to one of its words, or holding one."""
    folded = _fold(word)
    known = {_fold(w): a for a, words in column.choices.items() for w in (a, *words)}
    if folded in known:
        return known[folded]
    held = [w for w in known if _tells(w) and w in folded]
    return known[max(held, key=len)] if held else _REMAINDER.get(column.name)


def _tells(word: str) -> bool:
    """Whether a word is long enough to mean something inside another: 退 is, `re` is not."""
    return not word.isascii() or len(word) >= 4


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).strip().casefold()
