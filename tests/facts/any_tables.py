"""Any tables at all: random rows of every table of the contract, by a seed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

from steelyard.tables import TABLES, Column, Table

World = dict[str, list[dict[str, Any]]]
_LAUNCH = dt.date(2024, 5, 1)

_IDS = ("a", "B", "ä", "经销商", "a ", "0", "00", "A")
_KEYS = {"dealers": "dealer_id", "products": "product_id"}
"""Masters hold one row a key: intake sees to it."""


def any_tables(seed: int, lines: int) -> World:
    """Return so many rows of each table, eight times as many of sell-in."""
    chance = Random(seed)  # noqa: S311 no secret
    sizes = {name: lines * 8 if name == "sell_in" else lines for name in TABLES}
    world = {name: _rows(table, sizes[name], chance) for name, table in TABLES.items()}
    for line in world["sell_in"][::2]:
        if line["order_date"] >= _LAUNCH:
            line["product_id"] = "new"
    return world


def _rows(table: Table, size: int, chance: Random) -> list[dict[str, Any]]:
    rows = [{c.name: _cell(c, chance) for c in table.columns} for _ in range(size)]
    key = _KEYS.get(table.name)
    return rows if key is None else list({row[key]: row for row in rows}.values())


def _cell(column: Column, chance: Random) -> object:
    if not column.required and chance.random() < 0.4:
        return None
    match column.kind:
        case "date":
            return dt.date(2023, 12, 1) + dt.timedelta(days=chance.randrange(210))
        case "quantity" | "money":
            return _decimal(chance)
        case "integer":
            return chance.randint(1, 3)
        case "choice":
            return chance.choice(list(column.choices))
        case "id":
            return chance.choice(_IDS)
        case _:
            return None


def _decimal(chance: Random) -> Decimal:
    # Small whole numbers meet their opposites, halves of a cent must round alike, and large
    # ones leave what a double holds exactly.
    unscaled = chance.choice(
        (chance.randint(-3, 3) * 10**4, chance.randint(-(10**6), 10**6), chance.randint(1, 10**15))
    )
    return Decimal(unscaled).scaleb(-4)
