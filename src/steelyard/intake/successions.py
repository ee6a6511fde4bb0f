"""Rows of the table `successors` that cannot be meant, beside other rows and other tables.

A dealer that succeeds itself; one that no table knows; takeovers in a circle; shares of one
closed dealer that come to more than the whole. In a circle and with such shares nobody can tell
which row is wrong, so all of them are refused. A row that repeats an earlier one counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb
import numpy as np
import pyarrow as pa
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from steelyard.intake.apart import CIRCLE, ITSELF, NOBODY_KNOWN, ONCE, TOO_MUCH, Apart
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import ident, literal

SUCCESSORS = "successors"
"""The table; it is read after all others, since they say which dealers there are."""
_NAMED_IN = (
    ("sell_in", "dealer_id"), ("dealers", "dealer_id"), ("sell_out", "dealer_id"),
    ("sell_out", "buyer_id"),
)  # fmt: skip
_IN_CIRCLES = "succeeds_in_a_circle"
_MOST = 1.000001
"""Shares that were rounded may add up to a hair more than the whole."""


def not_meant(
    connection: duckdb.DuckDBPyConnection, sheets: Sequence[Parsed], apart: Apart
) -> Iterator[str]:
    """Yield queries of rows to set apart; each is to be added before the next is asked for.

    So a row that is out for one reason does not speak against another.
    """
    rows = _rows(sheets, apart)
    same = "partition by dealer_id, successor_dealer_id, taken_over_on, share"
    yield _chosen(
        f"(select *, row_number() over ({same} order by number, _file, _row) as nth from {rows})",
        "nth > 1",
        ONCE,
    )
    yield _chosen(rows, "dealer_id = successor_dealer_id", ITSELF)
    known = _known(connection)
    strange = " or ".join(
        f"{side} not in (select id from ({known}))" for side in ("dealer_id", "successor_dealer_id")
    )
    yield _chosen(rows, strange, NOBODY_KNOWN)
    connection.register(_IN_CIRCLES, _in_circles(connection, rows))
    circles = f"select dealer_id, successor_dealer_id from {_IN_CIRCLES}"
    yield _chosen(rows, f"(dealer_id, successor_dealer_id) in ({circles})", CIRCLE)
    connection.unregister(_IN_CIRCLES)
    total = "sum(coalesce(share, 1)) over (partition by dealer_id)"
    yield _chosen(f"(select *, {total} as total from {rows})", f"total > {_MOST}", TOO_MUCH)


def _in_circles(connection: duckdb.DuckDBPyConnection, rows: str) -> pa.Table:
    """Return the pairs of closed dealer and heir that lie on a circle.

    Both ends of a pair then lie in one strongly connected part (Tarjan 1972), which takes one
    walk over the pairs: who succeeds whom by any number of steps would fill the memory.
    """
    query = f"select distinct dealer_id, successor_dealer_id from {rows}"
    pairs = connection.sql(query).to_arrow_table()
    ends = np.concatenate([column.to_numpy(zero_copy_only=False) for column in pairs.columns])
    ids, number = np.unique(ends.astype(np.str_), return_inverse=True)
    closed, heir = number[: pairs.num_rows], number[pairs.num_rows :]
    graph = coo_matrix((np.ones(pairs.num_rows), (closed, heir)), (ids.size, ids.size))
    part = connected_components(graph, connection="strong")[1]
    return pairs.filter(pa.array(part[closed] == part[heir]))


def _rows(sheets: Sequence[Parsed], apart: Apart) -> str:
    """Return SQL for the sound rows that are not set apart when the query runs."""
    columns = "dealer_id, successor_dealer_id, taken_over_on, share"
    sound = " union all ".join(
        f"select {p.number} as number, _file, _row, {columns} from {p.relation} p"
        f" where _mask & {p.refusing} = 0 and not exists ({apart.same_row(p.number)})"
        for p in sheets
    )
    return f"({sound})"


def _chosen(rows: str, which: str, why: str) -> str:
    return f"select number, _file, _row, {literal(why)} as why from {rows} where {which}"


def _known(connection: duckdb.DuckDBPyConnection) -> str:
    """Return SQL for the ids of all dealers that an order, a report or the master names."""
    views = {
        name for (name,) in connection.execute("select view_name from duckdb_views()").fetchall()
    }
    return " union ".join(
        f"select {ident(column)} as id from {ident(table)} where {ident(column)} is not null"
        for table, column in _NAMED_IN
        if table in views
    )
