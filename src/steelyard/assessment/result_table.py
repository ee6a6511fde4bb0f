"""A result table that turns into whatever the reader works with."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True)
class ResultTable:
    """One table of the contract. pandas and Polars are asked for only when they are wanted."""

    name: str
    _arrow: pa.Table

    def __len__(self) -> int:
        return int(self._arrow.num_rows)

    def __repr__(self) -> str:
        return f"<{self.name}: {len(self):,} rows, columns {', '.join(self.columns)}>"

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Let any Arrow-speaking library read the rows without a copy."""
        return self._arrow.__arrow_c_stream__(requested_schema)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names, in the order of the contract."""
        return tuple(self._arrow.column_names)

    def to_arrow(self) -> pa.Table:
        """Return the rows as a pyarrow table."""
        return self._arrow

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas frame; needs pandas in the same environment."""
        _need("pandas")
        return self._arrow.to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a Polars frame; needs Polars in the same environment."""
        _need("polars")
        import polars as pl

        frame = pl.from_arrow(self._arrow)
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 a table never becomes a series
        return frame

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries; for small tables."""
        rows: list[dict[str, Any]] = self._arrow.to_pylist()
        return rows


def _need(library: str) -> None:
    """Raise ImportError with the mend where a library of the extra is not installed."""
    if find_spec(library) is None:
        raise ImportError(f"{library} is not installed: python -m pip install {library}")
