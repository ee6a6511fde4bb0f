"""The dealer master in the order of the panel's rows.

It knows the columns of the dealer table and what an empty cell means. Which dealers there
are is not its business: that the facts' rows tell.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from steelyard.facts.nearest_double import nearest_doubles
from steelyard.facts.panel import Dealers


def dealers_of(ids: pa.Array, master: pa.Table | None) -> Dealers:
    """Return what `master` says of those dealers; where it is None or silent, not known."""
    listed = _Listed(ids, master)
    parents = listed.values("parent_id", None)
    level = [
        lv or (2 if parent else 1)
        for lv, parent in zip(listed.values("level", 0), parents, strict=True)
    ]
    regions = [str(value) for value in listed.values("region_id", "")]
    region_ids = tuple(sorted(set(regions)))
    place = {region: index for index, region in enumerate(region_ids)}
    names = listed.values("name", "")
    return Dealers(
        ids=tuple(ids.to_pylist()),
        names=tuple(str(n or i) for n, i in zip(names, ids.to_pylist(), strict=True)),
        level=np.array(level, dtype=np.int64),
        region=np.array([place[region] for region in regions], dtype=np.int64),
        region_ids=region_ids,
        salesperson_ids=tuple(str(value) for value in listed.values("salesperson_id", "")),
        joined_on=listed.days("joined_on"),
        credit_days=listed.numbers("credit_days"),
        credit_limit=listed.numbers("credit_limit"),
        latitude=listed.numbers("latitude"),
        longitude=listed.numbers("longitude"),
    )


class _Listed:
    """Columns of the master, one entry a dealer of the panel."""

    def __init__(self, ids: pa.Array, master: pa.Table | None) -> None:
        self._ids = ids
        self._master = master

    def _column(self, name: str) -> pa.ChunkedArray | None:
        if self._master is None or name not in self._master.column_names:
            return None
        return self._master[name].take(pc.index_in(self._ids, value_set=self._master["dealer_id"]))

    def values(self, name: str, default: object) -> list[object]:
        column = self._column(name)
        if column is None:
            return [default] * len(self._ids)
        return [default if value is None else value for value in column.to_pylist()]

    def numbers(self, name: str) -> NDArray[np.float64]:
        column = self._column(name)
        if column is None:
            return np.full(len(self._ids), np.nan)
        return np.asarray(pc.fill_null(nearest_doubles(column), np.nan))

    def days(self, name: str) -> NDArray[np.datetime64]:
        return np.array(self.values(name, None), dtype="datetime64[D]")
