"""Names of invented dealers: a region, a stem or branch, a trade. Nobody's firm."""

from __future__ import annotations

from collections.abc import Sequence

_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
_TRADES = ("商贸", "酒业", "贸易", "副食", "食品", "商行")
_SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕施张孔曹"


def dealer_names(regions: Sequence[str]) -> tuple[str, ...]:
    """Return a name for each dealer, given its region's name; no two are the same."""
    seen: dict[str, int] = {}
    names = []
    for region in regions:
        number = seen[region] = seen.get(region, -1) + 1
        trade = _TRADES[number % len(_TRADES)]
        names.append(f"{region}{_in_stems(number // len(_TRADES))}{trade}")
    return tuple(names)


def salesperson_ids(count: int) -> tuple[str, ...]:
    """Return an id for each salesperson: a surname and a number."""
    return tuple(f"{_SURNAMES[n % len(_SURNAMES)]}经理{n + 1:02d}" for n in range(count))


def _in_stems(number: int) -> str:
    letters = _STEMS[number % len(_STEMS)]
    while number >= len(_STEMS):
        number = number // len(_STEMS) - 1
        letters = _STEMS[number % len(_STEMS)] + letters
    return letters
