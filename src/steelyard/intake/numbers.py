"""Numbers as people write them: 1,234.50  (1,234)  1234-  ￥１２　1.2万  3%  1.234,50.

SQL on whole columns. A cell in the plain form costs one cast; only the rest is taken
apart. What stays unclear (12箱, 12,0OO) is no number: a guess here would move money.
"""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.intake.quoting import literal

_GROUPED = r"(\d)[ '’](\d{3})\b"
_LOOSE_BLANK = r"(^|[^\d])\s+|\s+([^\d]|$)"
_CURRENCY = r"[¥￥$€£₩]|RMB|CNY|USD|EUR|GBP|HKD|人民币|元整|元|圆|块"
_NUMBER = r"(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?"
_WRITTEN = (
    rf"[-+−]?{_NUMBER}(万|亿|%)?",
    rf"{_NUMBER}-",
    rf"\({_NUMBER}(万|亿|%)?\)",
)
_SIGNS = r"[^\dA-Za-z.,]*"
_COMMA_DECIMAL = (
    rf"{_SIGNS}((\d{{1,3}}(\.\d{{3}})+|\d+),(\d{{1,2}}|\d{{4,}})|\d{{1,3}}(\.\d{{3}})+,\d+){_SIGNS}"
)
_POINT_DECIMAL = rf"{_SIGNS}([\d,]*\d\.(\d{{1,2}}|\d{{4,}})|[\d,]*,\d{{3}}(\.\d*|,\d{{3}})){_SIGNS}"
_EITHER = rf"{_SIGNS}\d{{1,3}},\d{{3}}{_SIGNS}"


@dataclass(frozen=True)
class NumberSpelling:
    """How the numbers of one column are spelled."""

    plain: bool = True
    """Every cell is in the plain form."""
    decimal_comma: bool = False
    """1.234,50 is a thousand and more; decided by the whole column."""


def evidence(text: str) -> tuple[str, ...]:
    """Return aggregates over a column.

    Cells that are not plain; those that show a decimal comma; a decimal point; and those
    like 1,200, which may be the one or the other.
    """
    unplain = f"{text} is not null and try_cast({text} as decimal(18,4)) is null"
    return (
        f"count_if({unplain})",
        f"count_if({unplain} and regexp_full_match({text}, {literal(_COMMA_DECIMAL)}))",
        f"count_if(contains({text}, '.') and regexp_full_match({text}, {literal(_POINT_DECIMAL)}))",
        f"count_if({unplain} and regexp_full_match({text}, {literal(_EITHER)}))",
    )


def spelling_from(unplain: int, commas: int, points: int, either: int) -> NumberSpelling:
    """Decide the spelling from the evidence of the whole column.

    A comma is decimal only where no point contradicts and most cells with a comma say so:
    one mistyped 12,5 must not make 1.2 of every 1,200.
    """
    decimal_comma = points == 0 and commas > either
    return NumberSpelling(plain=unplain == 0, decimal_comma=decimal_comma)


def shape(text: str, spelling: NumberSpelling) -> str | None:
    """Return SQL for the cells that must be taken apart, freed of signs; None for none."""
    if spelling.plain:
        return None
    joined = f"regexp_replace({text}, {literal(_GROUPED)}, '\\1\\2', 'g')"
    bare = f"regexp_replace({joined}, {literal(_CURRENCY)}, '', 'gi')"
    bare = f"regexp_replace({bare}, {literal(_LOOSE_BLANK)}, '\\1\\2', 'g')"
    if spelling.decimal_comma:
        return f"translate({bare}, ',.', '.,')"
    return f"case when try_cast({text} as decimal(18,4)) is null then {bare} end"


def value(text: str, shaped: str | None, sql_type: str, *, percent: bool = False) -> str:
    """Return SQL for the number, NULL where the cell is none; 3% is one for a ratio only."""
    plain = f"try_cast({text} as {sql_type})"
    if shaped is None:
        return plain
    return f"case when {shaped} is null then {plain} else {_apart(shaped, sql_type, percent)} end"


def _apart(shaped: str, sql_type: str, percent: bool) -> str:
    forms = [form if percent else form.replace("|%", "") for form in _WRITTEN]
    written = " or ".join(f"regexp_full_match({shaped}, {literal(form)})" for form in forms)
    digits = f"replace(regexp_extract({shaped}, '[0-9.,]+'), ',', '')"
    sign = f"case when regexp_matches({shaped}, '[-−(]') then '-' else '' end"
    number = f"try_cast({sign} || {digits} as {sql_type})"
    times = (
        f"case regexp_extract({shaped}, '[万亿%]') when '万' then 10000 when '亿' then 100000000"
        " when '%' then 0.01 else 1 end"
    )
    scaled = f"try_cast(try_cast({number} as double) * ({times}) as {sql_type})"
    many = f"case when regexp_matches({shaped}, '[万亿%]') then {scaled} else {number} end"
    return f"case when {written} then {many} end"
