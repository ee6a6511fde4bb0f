"""Rows that are no lines: a signature, a page mark, a remark below the data, a heading.

Told by what they lack (a day and a number) and by what they begin with. Whoever meets one
is not asked to fill its cells. A line that lost its day and its numbers still has its codes,
and stays a line to mend; where the two cannot be told apart it is taken for a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from steelyard.intake.coerce import Coercion
from steelyard.intake.quoting import ident, literal
from steelyard.intake.readers.refused import TOO_FEW, TOO_MANY
from steelyard.intake.sheet import Sheet

NOTE = "note_row"
_SIGNED = (
    "制单", "制表", "开单", "填表", "填报", "编制", "审核", "复核", "审批", "批准", "核准", "经办",
    "经手", "主管", "负责人", "会计", "出纳", "仓管", "保管", "库管", "盘点人", "发货人", "收货人",
    "提货人", "送货人", "签收", "签字", "签名", "盖章", "打印", "备注", "说明", "附注", "注意",
    "页码", "联系电话", "地址",
)  # fmt: skip
"""A name may begin so too (会计用品店), so these end, or lead to a colon."""
_REMARKED = ("日期：", "日期:", "导出时间", "导出日期", "注：", "注:", "以上")
_ENGLISH = (
    r"(prepared|approved|checked|reviewed|printed|issued|signed|exported|generated)\b"
    r"|signature|notes?\s*:|remarks?\s*:|page\s*\d|end of (report|data)"
)
_PAGE = r"第\s*\d+\s*页|共\s*\d+\s*页"
_ENDS = r"(人|员)?([\s\pP\pS]|$)|[^:：]{0,6}[:：]"
MARKED = (
    rf"(?i)^[\s\pP\pS]*(({'|'.join(_SIGNED)})({_ENDS})"
    rf"|{'|'.join(_REMARKED)}|{_ENGLISH}|{_PAGE})"
)
"""What the first filled cell of a signature, page mark or remark begins with."""
_CODE = r"[\w./#-]*\d[\w./#-]*"
"""A cell that may be a code or a number: no words, and a digit."""
_SAYS = r"[^\s\x{A0}\x{3000}]"
_DELIMITERS = r"[,;|\t]+"
_FEW = 2
"""So many codes make a line; so many filled cells may make a remark without a mark."""


def is_note(coercions: Sequence[Coercion], cells: Sequence[int]) -> str:
    """Return SQL over the stages of `parse` for "this row is a note"; `cells` are its places.

    A table that asks for neither a day nor a number has nothing that a note would lack.
    """
    required = [one for one in coercions if one.cells.column.required]
    ids = [one for one in required if one.cells.column.kind in ("id", "text", "choice")]
    days = [one for one in required if one.cells.column.kind == "date"]
    numbers = [one for one in required if one not in ids and one not in days]
    if not days and not numbers:
        return "false"
    no_number = _all([f"{ident(one.name)} is null" for one in numbers])
    no_day = _all([f"{ident(one.name)} is null" for one in days])
    codes = _count([f"regexp_full_match({_text(one)}, {literal(_CODE)})" for one in ids])
    named = _count([f"{_text(one)} is not null" for one in ids])
    marked = f"regexp_matches({_first(required)}, {literal(MARKED)})"
    dated = f"or {named} <= 1" if numbers else ""
    signed = f"({marked} and (({no_day} and {codes} < {_FEW}) {dated}))"
    empty = _all([f"{_text(one)} is null" for one in (*days, *numbers)])
    remark = f"({empty} and {named} <= 1 and {_few_words(cells)})"
    return (
        f"case when {no_number} and ({no_day} or {str(bool(numbers)).lower()})"
        f" then coalesce({signed} or {remark}, false) else false end"
    )


def reasoned(sheet: Sheet) -> str:
    """Return SQL for `_row, raw, reason_key` of the rows that a reader could not split.

    A note has fewer cells than the header, or more; it is no line that was cut.
    """
    told = " ".join(
        f"when reason_key = {literal(key)} and {_is_raw_note('raw')} then {literal(NOTE)}"
        for key in (TOO_FEW, TOO_MANY)
    )
    reason = f"case {told} else reason_key end as reason_key"
    return f"select _row, raw, {reason} from {ident(sheet.refused or '')}"


def _is_raw_note(raw: str) -> str:
    pieces = f"string_split_regex({raw}, {literal(_DELIMITERS)})"
    says = f"list_filter({pieces}, lambda x: regexp_matches(x, {literal(_SAYS)}))"
    codes = f"len(list_filter({says}, lambda x: {_is_code('x')}))"
    marked = f"regexp_matches({raw}, {literal(MARKED)})"
    return f"coalesce({codes} < {_FEW} and {marked} or {codes} = 0 and len({says}) = 1, false)"


def _few_words(cells: Sequence[int]) -> str:
    """Return SQL: few cells of the whole row are filled, and none of them with a code."""
    listed = ", ".join(f"cast(c{n} as varchar)" for n in cells)
    says = f"list_filter([{listed}], lambda x: regexp_matches(x, {literal(_SAYS)}))"
    codes = f"len(list_filter({says}, lambda x: {_is_code('x')}))"
    return f"(len({says}) between 1 and {_FEW} and {codes} = 0)"


def _is_code(cell: str) -> str:
    return f"regexp_full_match(trim({cell}), {literal(_CODE)})"


def _first(required: Sequence[Coercion]) -> str:
    """Return SQL for the first filled cell of those required, in the order of the sheet."""
    placed = sorted(required, key=lambda one: one.cells.place)
    return f"coalesce({', '.join(map(_text, placed))}, '')"


def _text(one: Coercion) -> str:
    return f"cast(t_{one.name} as varchar)"


def _all(conditions: Sequence[str]) -> str:
    return f"({' and '.join(conditions) or 'true'})"


def _count(conditions: Sequence[str]) -> str:
    return f"({' + '.join(f'case when {c} then 1 else 0 end' for c in conditions) or '0'})"
