"""What the sell-in lines in use add up to: the figures to hold against the ERP.

Exact sums and distinct counts by the engine. `assess` takes them from the orders, which the
facts have made by then; `check` makes no facts and asks the lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

LINES, ORDERS = "sell_in", "orders"
_RETURNED: dict[str, str] = {
    LINES: "sum(case when amount < 0 then -amount else 0 end)",
    ORDERS: "sum(returns_amount)",
}

_QUERY = """
select min(order_date) as first_date, max(order_date) as last_date,
       count(distinct dealer_id) as dealers, count(distinct order_id) as orders,
       sum(quantity) as quantity, sum(amount) as amount, {returned} as returns_amount
from {over}
"""


@dataclass(frozen=True)
class Totals:
    """The sell-in lines in use: their days, dealers, different order numbers, and sums."""

    first_date: dt.date
    last_date: dt.date
    dealers: int
    orders: int
    quantity: Decimal
    amount: Decimal
    """Net: what was bought less what was returned."""
    returns_amount: Decimal
    """What was returned, as a positive amount."""

    def plain(self) -> dict[str, Any]:
        """Return the figures as they go into a file."""
        return {name: plain(value) for name, value in asdict(self).items()}


def totals(ask: Callable[[str], pa.Table], over: str = LINES) -> Totals:
    """Return the totals; `ask` runs SQL, `over` is LINES or ORDERS, which hold the same."""
    (row,) = ask(_QUERY.format(returned=_RETURNED[over], over=over)).to_pylist()
    return Totals(**row)


def orders_are_sell_in(present: tuple[str, ...]) -> bool:
    """Whether the facts' orders are the manufacturer's alone, without level-2 purchases."""
    return not {"sell_out", "dealers"} <= set(present)


def plain(value: object) -> object:
    """Return a figure as it goes into a file."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value
