"""What the oracle sees: the tables that a world brings, in units by dealer and month.

NaN where nothing came. Sums are over products; an audit is compared with the dealer's own count
of the same products.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.grid import Grid
from steelyard.scorecard.rival import LeftOut
from steelyard.words import Message

Array = NDArray[np.float64]

SELL_IN = """
select dealer_id, date_trunc('month', order_date) m, sum(quantity), sum(greatest(amount, 0))
from '{}/sell_in.parquet' group by all
"""
SELL_OUT = """
select dealer_id, date_trunc('month', sold_on) m, sum(quantity)
from '{}/sell_out.parquet' group by all
"""
STOCK = """
select dealer_id, date_trunc('month', counted_on) m, sum(quantity)
from '{}/stock.parquet' where counted_by = 'dealer' group by all
"""
AUDITS = """
select a.dealer_id, date_trunc('month', a.counted_on) m, sum(a.quantity), sum(d.quantity)
from '{0}/stock.parquet' a join '{0}/stock.parquet' d using (dealer_id, product_id, counted_on)
where a.counted_by = 'audit' and d.counted_by = 'dealer' group by all
"""
SCANS = """
select dealer_id, date_trunc('month', scanned_on) m, region_id, count(*)
from '{}/scans.parquet' where region_id is not null group by all
"""
PAYMENTS = """
with first as (
  select invoice_id, min(paid_on) paid_on from '{0}/payments.parquet' group by all)
select dealer_id, date_trunc('month', paid_on) m, date_trunc('month', issued_on) issued,
  avg(paid_on - due_on), count(*)
from first join '{0}/invoices.parquet' using (invoice_id) where amount > 0 group by all
"""
CLAIMS = """
select dealer_id, date_trunc('month', claimed_on) m, sum(amount_paid)
from '{}/claims.parquet' group by all
"""
TRANSFERS = """
select from_dealer_id, date_trunc('month', moved_on) m, to_dealer_id, sum(quantity)
from '{}/transfers.parquet' group by all
"""


@dataclass(frozen=True)
class Seen:
    """Arrays (dealers, months), but for `handed`."""

    bought: Array
    """Units, returns deducted."""
    told: Array
    claimed: Array
    audited: Array
    audited_claimed: Array
    """What the dealer claims of the products that were audited."""
    home: Array
    """Scans whose place is known, in the dealer's territory of that month."""
    away: Array
    late: Array
    """Days by which payments of the month came later than the dealer's habit, on average."""
    payments: Array
    """How many these were."""
    granted: Array
    """Trade spend, relative to what was bought."""
    handed: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Array]
    """Declared moves: giver, taker, month, units; (rows,)."""


def read_seen(
    world: Path, grid: Grid, region: Array, late_days: Array, regions: Sequence[str]
) -> Seen:
    """Return it, with the honest `region` and `late_days`, (dealers, months).

    LeftOut where a table is not there or cannot be read.
    """
    try:
        return _read(world / "in", grid, region, late_days, regions)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise LeftOut(Message("scorecard.oracle_unread", {"reason": reason})) from None


def _read(
    folder: Path, grid: Grid, region: Array, late_days: Array, regions: Sequence[str]
) -> Seen:
    with duckdb.connect() as connection:
        tables = _Tables(connection, folder, grid)
        bought, paid_for = tables.sums(SELL_IN)
        (told,), (claimed,) = tables.sums(SELL_OUT), tables.sums(STOCK)
        audited, audited_claimed = tables.sums(AUDITS)
        (granted,) = tables.sums(CLAIMS)
        home, away = tables.scans(region, regions)
        late, payments = tables.lateness(late_days)
        handed = tables.handed()
    with np.errstate(invalid="ignore", divide="ignore"):
        granted = granted / np.where(paid_for > 0, paid_for, np.nan)
    return Seen(
        np.nan_to_num(bought), told, claimed, audited, audited_claimed,
        home, away, late, payments, granted, handed,
    )  # fmt: skip


class _Tables:
    """The tables of one world, laid out on one grid."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, grid: Grid) -> None:
        self.connection, self.folder, self.grid = connection, folder, grid

    def columns(self, query: str) -> list[NDArray[np.generic]]:
        found = self.connection.execute(query.format(self.folder)).fetchnumpy()
        return [np.asarray(one) for one in found.values()]

    def sums(self, query: str) -> list[Array]:
        dealer, month, *sums = self.columns(query)
        places = self.grid.places(dealer.astype(np.str_), month.astype("datetime64[M]"))
        return [places.laid(one.astype(np.float64), np.nan) for one in sums]

    def scans(self, region: Array, regions: Sequence[str]) -> tuple[Array, Array]:
        """Return scans at home and away; none is 0."""
        dealer, month, where, count = self.columns(SCANS)
        places = self.grid.places(dealer.astype(np.str_), month.astype("datetime64[M]"))
        of = {name: number for number, name in enumerate(regions)}
        number = np.array([of.get(one, -1) for one in where.tolist()])
        inside = places.inside
        at = places.dealer[inside], places.month[inside]
        is_home = region[at] == number[inside]
        found = np.zeros((2, *places.shape))
        np.add.at(found, ((~is_home).astype(np.int64), *at), count[inside].astype(np.float64))
        return found[0], found[1]

    def lateness(self, late_days: Array) -> tuple[Array, Array]:
        """Return the mean days beyond the habit of the month of issue, and of how many."""
        dealer, month, issued, days, count = self.columns(PAYMENTS)
        paid = self.grid.places(dealer.astype(np.str_), month.astype("datetime64[M]"))
        bill = self.grid.places(dealer.astype(np.str_), issued.astype("datetime64[M]"))
        inside = paid.inside & bill.inside
        habit = late_days[bill.dealer[inside], bill.month[inside]]
        at, many = (paid.dealer[inside], paid.month[inside]), count[inside].astype(np.float64)
        sums, number = np.zeros(paid.shape), np.zeros(paid.shape)
        np.add.at(sums, at, many * (days[inside].astype(np.float64) - habit))
        np.add.at(number, at, many)
        return np.where(number > 0, sums / np.maximum(number, 1), np.nan), number

    def handed(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Array]:
        """Return the declared moves."""
        giver, month, taker, units = self.columns(TRANSFERS)
        months = month.astype("datetime64[M]")
        gives = self.grid.places(giver.astype(np.str_), months)
        takes = self.grid.places(taker.astype(np.str_), months)
        inside = gives.inside & takes.inside
        chosen = (gives.dealer[inside], takes.dealer[inside], gives.month[inside])
        return (*chosen, units[inside].astype(np.float64))
