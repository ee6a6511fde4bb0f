"""The real courses: what each store bought of one vendor in each of 36 months."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

VENDORS = ("260", "421", "065")
FIRST, MONTHS = np.datetime64("2016-01", "M"), 36
_MONTHS_BOUGHT = 30
"""Months of 36 in which a store must have bought: others are no dealer's course."""
_LEAST = 0.1
"""A month without a purchase counts as this part of the store's mean month."""

_QUERY = """
select "Store Number" as store, date_diff('month', date '{first}', "Date") as month,
       sum("Bottles Sold")::double as units
from read_parquet('{folder}/sales_*.parquet')
where "Item Number" in (
    select "Item Number" from read_csv('{folder}/products.csv', all_varchar = true)
    where ltrim("Vendor", '0') = ltrim('{vendor}', '0'))
  and "Date" >= date '{first}' and "Date" < date '{first}' + interval {months} month
group by all
"""


def courses(folder: Path, vendor: str) -> Array:
    """Return (stores, months): each store's purchases over its mean month, the largest first."""
    query = _QUERY.format(folder=folder, vendor=vendor, first=f"{FIRST}-01", months=MONTHS)
    found = duckdb.connect().execute(query).fetchnumpy()
    stores, store = np.unique(found["store"], return_inverse=True)
    units = np.zeros((stores.size, MONTHS))
    units[store, found["month"]] = np.maximum(found["units"], 0.0)
    units = units[(units > 0).sum(axis=1) >= _MONTHS_BOUGHT]
    units = units[np.argsort(-units.sum(axis=1))]
    mean = units.mean(axis=1, keepdims=True)
    return np.asarray(np.maximum(units, _LEAST * mean) / mean, dtype=np.float64)
