"""Which salesperson the sell-in lines name for each dealer and month, laid out as an array.

It knows positions only. Who is answerable where no line names anybody is a question of
`steelyard.people`.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Index = NDArray[np.int64]
NOBODY = -1


def served(
    table: pa.Table | None, where: tuple[Index, ...], shape: tuple[int, int]
) -> tuple[tuple[str, ...], Index | None]:
    """Return the people by id, and who served as an index into them, (dealers, months).

    `table` has the rows of the fact `served_month`, which stand at `where` (dealers, months).
    NOBODY where no line names anybody; no array where none does at all.
    """
    if table is None or not table.num_rows:
        return (), None
    people = pc.unique(table["salesperson_id"]).sort()
    by = np.full(shape, NOBODY, dtype=np.int64)
    by[where] = pc.index_in(table["salesperson_id"], value_set=people).to_numpy()
    return tuple(people.to_pylist()), by
