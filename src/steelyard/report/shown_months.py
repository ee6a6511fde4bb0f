"""The monthly table as page and workbook show it: nobody listed is missing from its month.

The contract's table ends with a dealer's last order. A large dealer that fell silent is
listed in months after that, and whoever filters the month shown must find it there; so its
empty months follow, up to the last in which it was listed. The Parquet table stays as the
contract has it.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from steelyard.results.monthly import after_the_last
from steelyard.verdicts.findings import LISTED, Findings


def shown_months(monthly: pa.Table, findings: Findings) -> pa.Table:
    """Return the table with the months in which listed dealers bought nothing more."""
    panel = findings.channel.panel
    silent = after_the_last(panel, np.isin(findings.verdicts.verdict, LISTED))
    if not silent.num_rows:
        return monthly
    joined = pa.concat_tables([monthly, silent.select(monthly.column_names).cast(monthly.schema)])
    dealer, month = row_keys(joined, panel.dealers.ids, panel.months)
    return joined.take(pa.array(np.lexsort((month, dealer))))


def row_keys(
    table: pa.Table, ids: tuple[str, ...], months: NDArray[np.datetime64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each row's dealer and month as indexes into the panel."""
    dealer = pc.index_in(table["dealer_id"].cast(pa.string()), value_set=pa.array(ids, pa.string()))
    days = table["month"].cast(pa.date32()).to_numpy(zero_copy_only=False)
    month = (days.astype("datetime64[M]") - months[0]).astype(np.int64)
    return np.asarray(dealer.to_numpy(zero_copy_only=False), dtype=np.int64), month
