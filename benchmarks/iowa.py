"""The whole Iowa set as the contract's sell-in: some 20 million lines in nine files."""

from __future__ import annotations

from pathlib import Path

import duckdb

from steelyard.intake.workspace import MEMORY_LIMIT

FOLDER = "iowa_liquor"
CONFIG = Path(__file__).resolve().parents[1] / "examples" / FOLDER / "steelyard.toml"

_SELL_IN = """
create view sell_in as
select left("Invoice/Item Number", -5) as order_id, "Date" as order_date,
       "Store Number" as dealer_id, "Item Number" as product_id,
       cast("Bottles Sold" as decimal(18,4)) as quantity,
       cast("Sale (Dollars)" as decimal(18,4)) as amount
from read_parquet('{folder}/sales_*.parquet')
"""


def files(data: Path) -> list[Path]:
    """Return the set's files; empty where it is not there."""
    return sorted((data / FOLDER).glob("sales_*.parquet"))


def connect(data: Path, work: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection with Steelyard's own limits and the view `sell_in` over the files."""
    connection = duckdb.connect(str(work / "rows.duckdb"))
    connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
    connection.execute(f"set temp_directory = '{work / 'spill'}'")
    connection.execute(_SELL_IN.format(folder=data / FOLDER))
    return connection
