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
_UNIT = re.compile(
    r"[(（]?(箱|瓶|件|盒|个|支|台|套|吨|公斤|kg|元|千元|万元|亿元|天|%|含税|不含税|未税|折前|折后)[)）]?",
    re.IGNORECASE,
)
"""What may stand below a header to say in what it is counted."""
_PERIOD = re.compile(r"(\d{4}年)?\s*(\d{1,2}月)?|\d{4}")
_LABELLED = re.compile(r"[:：]\s*\S")
"""A filter of a report with its value: `日期：全年`."""


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
    if _is_unit_row(upper, lower):
        return tuple(map(_join, _groups(upper, lower, merged), lower))
    if not _may_be_two(upper, lower, merged, below=below):
        return ()
    groups = _groups(upper, lower, merged)
    # A line of metadata above one row of headers also stands over names; only headers that
    # go on for both rows, or names that need their group, prove two levels.
    if not any(_spans_two(groups, lower, column) for column in range(width)):
        return ()
    return tuple(map(_join, groups, lower)) if _proven(upper, lower, groups, below=below) else ()


def with_units(names: tuple[str, ...], below: Row) -> tuple[str, ...]:
    """Return the names with the units below them, or () where `below` is no row of units."""
    width = max(len(names), len(below))
    upper = [*names] + [""] * (width - len(names))
    lower = [tidy(cell) for cell in below] + [""] * (width - len(below))
    return tuple(map(_join, upper, lower)) if _is_unit_row(upper, lower) else ()


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


def _is_unit_row(upper: Row, lower: Row) -> bool:
    """Return whether nothing but units stands below headers: 箱 below 数量, 万元 below 金额."""
    units = [cell for cell in lower if cell]
    if not units or not all(map(_UNIT.fullmatch, units)):
        return False
    return sum(is_known(cell) for cell in upper if cell) >= 2


def _may_be_two(upper: Row, lower: Row, merged: Sequence[tuple[int, int]], *, below: bool) -> bool:
    groups, names = [cell for cell in upper if cell], [cell for cell in lower if cell]
    if not groups or not names or any(map(is_value, names)):
        return False
    if any(_LABELLED.search(group) or _is_no_group(group) for group in groups):
        return False
    # One cell alone is a title, unless it is a header of the contract.
    if len(groups) == 1 and not is_known(groups[0]):
        return False
    like = sum(is_known(name) or _BARE.fullmatch(name) is not None for name in names)
    # A line of data may hold a header's word; a row of headers holds little else.
    enough = max(2, len(names) / 2) if below else 1
    return like >= enough or (bool(merged) and not (below and _is_beside(upper, lower, merged)))


def _is_beside(upper: Row, lower: Row, merged: Sequence[tuple[int, int]]) -> bool:
    """Return whether the lower row goes on beside the merged cells, as a line of data does."""
    inside = {column for first, last in merged for column in range(first, last + 1)}
    return any(
        group and name and column not in inside
        for column, (group, name) in enumerate(zip(upper, lower, strict=True))
    )


def _is_no_group(cell: str) -> bool:
    """Return whether a cell is a number or a day; names may be grouped by year and month."""
    return is_value(cell) and _PERIOD.fullmatch(cell) is None


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
