"""Dates as people write them: 2024-03-05, 2024/3/5, 2024年3月, 20240305, 45356, 3/5/2024.

SQL on whole columns. Which of 3/5/2024 is the month is decided by the whole column: a day
above 12 anywhere settles it, and where nothing does the user is asked. A month without a
day is its first or last day, by what the column means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from steelyard.intake.quoting import literal

Order = Literal["mdy", "dmy", "ymd"]
MonthDay = Literal["first", "last", "before"]
LONG, SHORT = "long", "short"
"""3/5/2024 and 3/5/24."""
ORDERS: Mapping[str, tuple[Order, ...]] = {LONG: ("mdy", "dmy"), SHORT: ("mdy", "dmy", "ymd")}

_LONG = r"^(\d{1,2})-(\d{1,2})-(\d{4})$"
_SHORT = r"^(\d{1,2})-(\d{1,2})-(\d{2})$"
_PATTERN = {LONG: _LONG, SHORT: _SHORT}
_TIME = r"([T\s]+|\s*(上午|下午)\s*)\d{1,2}\s*[:：时点].*$"
_WEEKDAY = r"\s*[(]?(星期|周)[一二三四五六日天][)]?"
_NAMED = (
    "%d-%b-%y", "%d-%b-%Y", "%b-%d-%Y", "%d-%B-%Y", "%B-%d-%Y", "%b-%d,-%Y", "%B-%d,-%Y",
    "%Y-%b-%d",
)  # fmt: skip
# Two digits first: %Y takes 24 for the year 24.
_NAMED_MONTHS = ("%b-%y", "%b-%Y", "%B-%Y", "%Y-%b", "%Y-%B")
# A two-digit year below this is 20yy: dealers' orders from 1970 on, none from 2070.
_CENTURY = 70


@dataclass(frozen=True)
class DateSpelling:
    """How the dates of one column are spelled."""

    plain: bool = True
    """Every cell is year, month, day with dashes or slashes."""
    orders: Mapping[str, Order] = field(default_factory=dict)
    month_day: MonthDay = "first"


def plain(text: str) -> str:
    """Return SQL for year-month-day cells; NULL for every other."""
    # DuckDB takes 24-03-05 for the year 24, which is another spelling.
    day = f"try_cast({text} as date)"
    return f"case when year({day}) >= 1000 then {day} end"


def shape(text: str, spelling: DateSpelling) -> str | None:
    """Return SQL for the cells that are not plain, with dashes between their parts."""
    if spelling.plain:
        return None
    bare = f"regexp_replace(regexp_replace({text}, {literal(_TIME)}, ''), {literal(_WEEKDAY)}, '')"
    dashed = rf"regexp_replace({bare}, '[年月./\\\s-]+', '-', 'g')"
    return f"case when {plain(text)} is null then regexp_replace({dashed}, '(日|号)?-?$', '') end"


def value(text: str, shaped: str | None, spelling: DateSpelling) -> str:
    """Return SQL for the date, NULL where the cell is none."""
    if shaped is None:
        return plain(text)
    short = [_ordered(shaped, length, order) for length, order in sorted(spelling.orders.items())]
    ways = [plain(text), _ymd(shaped), *short, _serial(text), _named(shaped)]
    ways.append(_month(shaped, spelling))
    return f"coalesce({', '.join(ways)})"


def evidence(shaped: str, length: str) -> tuple[str, ...]:
    """Return aggregates over the cells of one length.

    How many there are, how many each order forbids, how many it would read otherwise than
    the first order, and an example.
    """
    orders = ORDERS[length]
    readings = [_ordered(shaped, length, order) for order in orders]
    some = f"coalesce({', '.join(readings)}) is not null"
    first = readings[0]
    return (
        f"count_if({some})",
        *(f"count_if({some} and {reading} is null)" for reading in readings),
        *(f"count_if({some} and {reading} is distinct from {first})" for reading in readings),
        f"min({shaped}) filter ({some})",
    )


def order_from(length: str, figures: tuple[int, ...]) -> Order | None:
    """Return the only order the cells allow; None where several do, or none.

    `figures` are the counts of `evidence` without the example. Orders that read every cell
    alike are one.
    """
    orders = ORDERS[length]
    forbidden, otherwise = figures[1 : 1 + len(orders)], figures[1 + len(orders) :]
    open_ = [n for n in range(len(orders)) if forbidden[n] == 0]
    if len(open_) == 1 or (open_ and all(otherwise[n] == otherwise[open_[0]] == 0 for n in open_)):
        return orders[open_[0]]
    return None


def _ymd(shaped: str) -> str:
    eight = f"try_strptime({shaped}, '%Y%m%d')::date"
    return (
        rf"case when regexp_full_match({shaped}, '\d{{4}}-\d{{1,2}}-\d{{1,2}}')"
        rf" then try_cast({shaped} as date)"
        rf" when regexp_full_match({shaped}, '(19|20|21|29)\d{{6}}') then {eight} end"
    )


def _ordered(shaped: str, length: str, order: Order) -> str:
    pattern = literal(_PATTERN[length])
    part = {
        letter: f"regexp_extract({shaped}, {pattern}, {n})" for n, letter in enumerate(order, 1)
    }
    year = part["y"]
    if length == SHORT:
        number = f"try_cast({year} as integer)"
        year = f"({number} + case when {number} < {_CENTURY} then 2000 else 1900 end)"
    day = f"try_cast({year} || '-' || {part['m']} || '-' || {part['d']} as date)"
    return f"case when regexp_matches({shaped}, {pattern}) then {day} end"


def _serial(text: str) -> str:
    """Days since 1899-12-30, as spreadsheets count them: 20,000 is in 1954, 80,000 in 2119."""
    number = f"try_cast({text} as double)"
    day = f"date '1899-12-30' + try_cast(floor({number}) as integer)"
    return rf"case when regexp_full_match({text}, '[2-7]\d{{4}}(\.\d+)?') then {day} end"


def _named(shaped: str) -> str:
    formats = ", ".join(map(literal, _NAMED))
    named = f"try_strptime({shaped}, [{formats}])::date"
    return f"case when regexp_matches({shaped}, '[A-Za-z]{{3}}') then {named} end"


def _month(shaped: str, spelling: DateSpelling) -> str:
    """Return SQL for a month without its day."""
    formats = ", ".join(map(literal, _NAMED_MONTHS))
    first = (
        rf"case when regexp_full_match({shaped}, '\d{{4}}-\d{{1,2}}')"
        rf" then try_cast({shaped} || '-1' as date)"
        rf" when regexp_full_match({shaped}, '(19|20)\d{{2}}(0[1-9]|1[0-2])')"
        rf" then try_strptime({shaped} || '01', '%Y%m%d')::date"
        rf" when regexp_full_match({shaped}, '\d{{1,2}}-\d{{4}}')"
        rf" then try_cast(regexp_extract({shaped}, '\d+$') || '-'"
        rf" || regexp_extract({shaped}, '^\d+') || '-1' as date)"
        f" when regexp_matches({shaped}, '[A-Za-z]{{3}}')"
        f" then try_strptime({shaped}, [{formats}])::date end"
    )
    if spelling.month_day == "first":
        return first
    if spelling.month_day == "last":
        return f"last_day({first})"
    return f"({first} - 1)"
