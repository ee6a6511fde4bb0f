"""Headers as people write them, brought to one form so that they can be compared.

It knows spellings: `*数量（箱）`, `求和项:金额`, `orders.OrderNo`, `Invoice Number`, and
`客户信息.编码` for a name in a group, as headers of two rows are read. Which
column a header stands for is decided in `mapping`, by asking the tables' declarations.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_PIVOT = re.compile(r"^\s*(求和项|总和项|sum of)\s*[:：]?\s*", re.IGNORECASE)
_COUNTED = re.compile(
    r"^\s*((计数|平均值|最大值|最小值)项|count of|average of|min of|max of)\s*[:：]?\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[{【〔<「](?P<inside>[^)\]}】〕>」]*)[)\]}】〕>」]")
_UNIT_BEHIND = re.compile(
    r"[/_:.\s](?P<unit>元|万元|千元|亿元|箱|瓶|件|盒|个|支|台|套|吨|公斤|kg|天|%)$"
)
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
# A bracket with one of these says something else than a unit, so it must not be dropped:
# 数量(赠品) is no sales quantity, 日期(预计) no day on which anything happened.
_OTHER_MEANING = re.compile(
    r"赠|送|预|计划|上期|上年|上月|去年|累计|交货|目标|退|plan|budget|free|last|ytd"
)
_OTHER_GROUP = re.compile(
    r"赠|退|作废|红字|冲销|样品|预|计划|上期|上年|上月|去年|同期|累计|目标"
    r"|(?<![a-z])(plan(ned)?|budget|target|free|samples?|returns?|returned|refunds?|refunded"
    r"|cancell?ed|credit\s(notes?|memos?)|last|ytd)(?![a-z])",
    re.IGNORECASE,
)
"""A group with one of these counts something else than its names say: 退货 over 数量."""
_DAY_TO_COME = re.compile(
    r"(.*\.)?[^.]*(预计|预定|交货|交付|(?<![a-z])(due|delivery|expected|estimated)(?![a-z]))[^.]*"
    r"\.\s*(日期|date)",
    re.IGNORECASE,
)
"""A day that is not yet, named by its group alone: 交货 over 日期."""
_ABOUT = re.compile(
    r"(?<=.)(基本|基础)?(信息|资料|档案|情况|明细|数据|内容)$|\s+(info(rmation)?|details?|data)$",
    re.IGNORECASE,
)
_SHORT = {"number": "no", "num": "no", "nr": "no", "qty": "quantity", "amt": "amount"}
_SHORT_END = re.compile(r"(?<=[a-z])(number|num|qty|amt)$")
"""Where case does not show the words, as in ORDERNUMBER, a short form is known by the end."""
_SCALES = {
    "千元": 1_000,
    "万": 10_000,
    "万元": 10_000,
    "百万": 1_000_000,
    "亿": 10**8,
    "亿元": 10**8,
}


@cache
def header_keys(header: str) -> tuple[str, ...]:
    """Return the forms under which a header is looked up, the fullest first.

    `数量（箱）` gives 数量箱 and 数量; `orders.OrderNo` gives ordersorderno and orderno;
    `客户信息.编码` gives 客户编码 too, and 金额.含税 gives 含税金额. A count or an average of a
    pivot (计数项:单号) is not the thing counted and gives none.
    """
    text = unicodedata.normalize("NFKC", header).strip()
    if _COUNTED.match(text):
        return ()
    text = _PIVOT.sub("", text)
    forms = [text, _without_unit(text)]
    forms += [part for form in forms for part in _in_group(form)]
    return tuple(dict.fromkeys(key for key in map(_fold, forms) if key))


def is_of_other_group(header: str) -> bool:
    """Return whether the group of a name says that it counts something else: `退货.数量`."""
    *groups, _ = unicodedata.normalize("NFKC", header).rstrip(".").split(".")
    return any(_OTHER_GROUP.search(group) for group in groups)


def is_day_to_come(header: str) -> bool:
    """Return whether a date's group says that it is no day on which anything happened."""
    return _DAY_TO_COME.fullmatch(unicodedata.normalize("NFKC", header).strip()) is not None


def header_scale(header: str) -> int:
    """Return by what the header's unit multiplies its numbers: 10,000 for 金额（万元）."""
    text = unicodedata.normalize("NFKC", header).strip()
    units = [found["inside"].removeprefix("单位:").strip() for found in _BRACKETED.finditer(text)]
    behind = _UNIT_BEHIND.search(text)
    units += [behind["unit"]] if behind else []
    return next((_SCALES[unit] for unit in units if unit in _SCALES), 1)


def _in_group(form: str) -> tuple[str, ...]:
    """Return what `group.name` may be called: with the group before it, behind it, or without."""
    *groups, name = form.rstrip(".").split(".")
    if not groups:
        return ()
    group = _ABOUT.sub("", groups[-1].strip())
    return f"{group}_{name}", f"{name}_{group}", name


def _without_unit(text: str) -> str:
    if any(_OTHER_MEANING.search(found["inside"].lower()) for found in _BRACKETED.finditer(text)):
        return text
    return _UNIT_BEHIND.sub("", _BRACKETED.sub("", text).strip())


def _fold(text: str) -> str:
    """Drop spaces, underscores and signs; fold case and the usual short forms."""
    words = [word.casefold() for word in _WORDS.findall(text)]
    joined = "".join(_SHORT.get(word, word) for word in words)
    return _SHORT_END.sub(lambda end: _SHORT[end[0]], joined)
