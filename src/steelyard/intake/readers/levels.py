"""Whether two rows are one row of headers: groups above, names below.

`客户信息` over `编码` and `名称` is read as `客户信息.编码` and `客户信息.名称`. Where a row says
everything by itself, what stands above it is a title or a filter of the report, and below
it are lines: then nothing is joined. Which rows are tried is decided in `header_row`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from steelyard.intake.headers import header_keys
from steelyard.tables import TABLES

Row = Sequence[str]
Span = tuple[int, int, int]
"""A cell merged sideways: row, first column, last column."""
_VALUE = re.compile(r"[\s¥$€£+(\-]*\d[\d,.\s/:年月日时分秒T%eE+\-)]*元?")
_BARE = re.compile(
    r"[*＊\s]*(编码|编号|代码|号码|名称|简称|全称|姓名|id|code|no|number|num|name)[*＊.\s]*",
    re.IGNORECASE,
)
"""Names that say nothing without the group they stand in."""
_LABELLED = re.compile(r"[:：]")


def joined(
    upper: Row, lower: Row, merged: Sequence[tuple[int, int]], *, below: bool
) -> tuple[str, ...]:
    """Return `group.name` for each column where `upper` groups the names of `lower`, else ().

    `merged` are the first and last columns of cells merged in the upper row. `below` is
    whether the lower row is the one that might as well be the first line of data.
    """
    width = max(len(upper), len(lower))
    upper = [tidy(cell) for cell in upper] + [""] * (width - len(upper))
    lower = [tidy(cell) for cell in lower] + [""] * (width - len(lower))
    if not _may_be_two(upper, lower, merged):
        return ()
    groups = _groups(upper, lower, merged)
    # A line of metadata above one row of headers also stands over names; only headers that
    # go on for both rows, or names that need their group, prove two levels.
    if not any(_spans_two(groups, lower, column) for column in range(width)):
        return ()
    return tuple(map(_join, groups, lower)) if _proven(upper, lower, groups, below=below) else ()


def tidy(cell: str) -> str:
    """Return a header on one line: exports break 数量 and (箱) over two."""
    return " ".join(cell.split())


def is_value(cell: str) -> bool:
    """Return whether a cell is a number, date or time, which a header seldom is."""
    return _VALUE.fullmatch(unicodedata.normalize("NFKC", cell)) is not None


def is_known(cell: str) -> bool:
    """Return whether the contract knows a header like this cell."""
    return not is_value(cell) and any(key in _known() for key in header_keys(cell))


@cache
def _known() -> frozenset[str]:
    columns = [column for table in TABLES.values() for column in table.columns]
    return frozenset(
        key
        for column in columns
        for name in (column.name, column.zh, column.en, *column.synonyms, *column.weak)
        for key in header_keys(name)
    )


def _may_be_two(upper: Row, lower: Row, merged: Sequence[tuple[int, int]]) -> bool:
    groups = [cell for cell in upper if cell]
    if not groups or not any(lower):
        return False
    if any(is_value(cell) or _LABELLED.search(cell) for cell in (*upper, *lower) if cell):
        return False
    # One cell alone is a title, unless it is a header of the contract.
    if len(groups) == 1 and not is_known(groups[0]):
        return False
    return bool(merged) or any(is_known(cell) or _BARE.fullmatch(cell) for cell in lower if cell)


def _groups(upper: Row, lower: Row, merged: Sequence[tuple[int, int]]) -> list[str]:
    """Return the group of each column: by merged cells where there are any, else to the right.

    A cell with nothing below it is a header of its own and goes on over none.
    """
    groups = list(upper)
    for column in range(1, len(upper)):
        inside = any(first < column <= last for first, last in merged)
        if not merged:
            inside = bool(lower[column] and lower[column - 1])
        if not upper[column] and inside:
            groups[column] = groups[column - 1]
    return groups


def _spans_two(groups: Row, lower: Row, column: int) -> bool:
    """Return whether this column and the one before have names under one group."""
    return bool(
        column
        and groups[column]
        and groups[column] == groups[column - 1]
        and lower[column]
        and lower[column - 1]
    )


def _proven(upper: Row, lower: Row, groups: Row, *, below: bool) -> bool:
    """Return whether neither row says everything by itself."""
    under = [(group, name) for group, name in zip(groups, lower, strict=True) if group and name]
    names = [name for _, name in under]
    alone = any(group and not name for group, name in zip(upper, lower, strict=True))
    if alone or len(set(names)) < len(names) or any(map(_BARE.fullmatch, names)):
        return True
    return not below and any(is_known(group) and not is_known(name) for group, name in under)


def _join(group: str, name: str) -> str:
    """Return `本月.数量`: a dotted name, whose last part says what is counted."""
    return f"{group}.{name}" if group and name else group or name
