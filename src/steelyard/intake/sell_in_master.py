"""Dealers as the sell-in lines name them, where nobody brought a dealer master.

A dealer has the name, region and salesperson of its earliest line, so that lines added
later change nothing that was said about earlier months.
"""

from __future__ import annotations

import duckdb

from steelyard.intake.quoting import ident
from steelyard.tables import TABLES
from steelyard.tables.schema import SQL_TYPE

FROM_LINES = {"name": "dealer_name", "region_id": "region_id", "salesperson_id": "salesperson_id"}
"""Column of `dealers` -> column of `sell_in`."""


def dealers_from_sell_in(connection: duckdb.DuckDBPyConnection, brought: set[str]) -> bool:
    """Make the view `dealers` from `sell_in`; return whether its lines say anything of them."""
    found = {name: line for name, line in FROM_LINES.items() if line in brought}
    if not found:
        return False
    listed = []
    for column in TABLES["dealers"].columns:
        sql = f"cast(null as {SQL_TYPE[column.kind]})"
        if column.name in found:
            line = found[column.name]
            sql = f"arg_min({line}, (order_date, order_id, {line})) filter ({line} is not null)"
        listed.append(
            f"{'dealer_id' if column.name == 'dealer_id' else sql} as {ident(column.name)}"
        )
    connection.execute(
        f"create table dealers as select {', '.join(listed)}, cast(null as varchar) as _file,"
        " cast(null as bigint) as _row from sell_in group by dealer_id order by dealer_id"
    )
    return True
