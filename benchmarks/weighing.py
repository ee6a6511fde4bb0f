"""How long facts, balance, signals and verdicts take: `python -m benchmarks.weighing`.

A made channel is copied until it has the dealers and lines asked for, each copy with dealers and
regions of its own, and written as Parquet. The floor, in a process of its own, is the bare
groupings of those files that any monthly facts need, by dealer and month, each as short as a
person would write it:

- sell-in by document (orders are counted), by product (they are counted), by category with its
  cost (both are columns of the results) and by salesperson (who served the dealer);
- purchases of second-level dealers, which are the sell-out lines that name them as buyer;
- sell-out; stock by the last count of each product and counter, because counts of one product on
  several days are not to be added; the first scan of each code by place; moves on both sides;
- invoices by the month they were issued and the month they fall due; payments; claims.

Nothing that only our own methods ask for is in it: no promotions, launches, audits held against
counts, rates of scans, bursts or repeated reports.
"""

from __future__ import annotations

import argparse
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import holidays.countries  # noqa: F401  the product imports it late, and the clock starts after imports
import numpy as np
import pyarrow as pa

from benchmarks.conviction.weighed import typed
from benchmarks.measure import measure_in_turn
from steelyard.baselines import Channel
from steelyard.engines import open_engine
from steelyard.facts import LATE, facts, panel_from, run_facts, with_late
from steelyard.intake.workspace import MEMORY_LIMIT
from steelyard.settings import Settings
from steelyard.simulation.worlds import FAMILIES, make_world, tables
from steelyard.verdicts.decide import decide, read_signals

MADE, MONTHS, SEED = 1250, 36, 900
LINES = {"sell_in": 20_000_000, "sell_out": 10_000_000, "scans": 10_000_000}
"""How many there are at the most copies."""
_SHARED = {"product_id", "scheme_id"}
"""Ids that all copies have in common."""

FLOOR = {
    "sell_in": """
        select dealer_id, date_trunc('month', order_date) as month, sum(quantity), sum(amount),
               count(*) from (
            select dealer_id, order_id, order_date, sum(quantity) as quantity,
                   sum(amount) as amount from sell_in group by all) group by all""",
    "second_level": """
        select dealer_id, date_trunc('month', sold_on) as month, sum(quantity), sum(amount),
               count(*) from (
            select buyer_id as dealer_id, s.dealer_id as seller_id, sold_on,
                   sum(quantity) as quantity, sum(amount) as amount
            from sell_out s join dealers d on s.buyer_id = d.dealer_id
            where d.level = 2 group by all) group by all""",
    "products": """
        select dealer_id, date_trunc('month', order_date) as month, count(distinct product_id)
        from sell_in group by all""",
    "categories": """
        select dealer_id, category, date_trunc('month', order_date) as month, sum(amount),
               sum(cast(quantity as decimal(19,4)) * unit_cost)
        from sell_in left join products using (product_id) group by all""",
    "salespeople": """
        select dealer_id, salesperson_id, date_trunc('month', order_date) as month, sum(amount)
        from sell_in group by all""",
    "sell_out": """
        select dealer_id, date_trunc('month', sold_on) as month, sum(quantity), sum(amount)
        from sell_out group by all""",
    "stock": """
        select dealer_id, month, counted_by, sum(quantity) from (
            select dealer_id, product_id, counted_by, date_trunc('month', counted_on) as month,
                   arg_max(quantity, counted_on) as quantity from stock group by all)
        group by all""",
    "scans": """
        select dealer_id, region_id, month, count(*) from (
            select code, dealer_id, region_id, date_trunc('month', min(scanned_on)) as month
            from scans group by all) group by all""",
    "transfers": """
        select dealer_id, date_trunc('month', moved_on) as month, sum(came), sum(went) from (
            select to_dealer_id as dealer_id, moved_on, quantity as came, 0 as went
            from transfers union all
            select from_dealer_id, moved_on, 0, quantity from transfers) group by all""",
    "invoices": """
        select dealer_id, date_trunc('month', issued_on) as month, sum(amount)
        from invoices group by all""",
    "due": """
        select dealer_id, date_trunc('month', due_on) as month, sum(amount)
        from invoices group by all""",
    "payments": """
        select dealer_id, date_trunc('month', paid_on) as month, sum(amount)
        from payments group by all""",
    "claims": """
        select dealer_id, date_trunc('month', claimed_on) as month, sum(amount_paid)
        from claims group by all""",
}


def main() -> None:
    """Measure at growing sizes and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.weighing", description=__doc__)
    parser.add_argument("--copies", type=int, nargs="+", default=[2, 4, 8])
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    made = tables(make_world(FAMILIES["usual"], MADE, MONTHS, SEED))
    most = max(asked.copies)
    parts = {name: lines / most / len(made[name]) for name, lines in LINES.items()}
    print(
        "| dealers | lines of sell-in, sell-out, scans | floor | facts to verdicts | ratio "
        "| of processor time | peak |"
    )
    print("|---|---|---|---|---|---|---|")
    for copies in asked.copies:
        with tempfile.TemporaryDirectory() as folder:
            lines = write(made, Path(folder), copies, parts)
            pieces = {name: ("weighing", name, Path(folder)) for name in ("floor", "ours")}
            seen = measure_in_turn(pieces, asked.runs)
        floor, ours = seen["floor"], seen["ours"]
        told = ", ".join(f"{lines[n] / 1e6:.1f} M" for n in ("sell_in", "sell_out", "scans"))
        print(
            f"| {copies * MADE:,} | {told} | {floor.seconds:.1f} s | {ours.seconds:.1f} s | "
            f"{ours.seconds / floor.seconds:.2f} | {ours.cpu_seconds / floor.cpu_seconds:.2f} | "
            f"{ours.peak_mb / 1000:.1f} GB |",
            flush=True,
        )


def write(
    made: dict[str, pa.Table], folder: Path, copies: int, parts: dict[str, float]
) -> dict[str, int]:
    """Write every table, copied; return how many lines each has.

    Of a table with more lines to come than there are, each line is written in so many parts; of
    one with fewer to come, only so many are kept.
    """
    connection, lines = duckdb.connect(), {}
    for name, table in made.items():
        part = parts.get(name, 1.0)
        some = table.take(_every(len(table), part))
        connection.register("made", some)
        times = max(round(part), 1)
        chosen = ", ".join(_copied(column, times) for column in table.column_names)
        again = 1 if name in ("products", "rebate_steps") else copies
        path = folder / f"{name}.parquet"
        connection.execute(
            f"copy (select {chosen} from made, range({again}) c(copy), range({times}) p(part)) "
            f"to '{path}' (format parquet)"
        )
        lines[name] = len(some) * times * again
    return lines


def _every(lines: int, part: float) -> pa.Array:
    """Return which lines are kept: all, or evenly so many."""
    return pa.array(np.linspace(0, lines - 1, round(lines * min(part, 1.0))).astype(np.int64))


def _copied(column: str, parts: int) -> str:
    if column == "sold_on" and parts > 1:
        # Equal lines of one day would be a report that came twice, in every month of all dealers.
        earlier = f"{column} - cast(part as int)"
        later = f"{column} + cast(part as int)"
        return f"case when day({column}) > part then {earlier} else {later} end as {column}"
    if column == "code" or (column.endswith("_id") and column not in _SHARED):
        return f"{column} || '-' || copy as {column}"
    if column in ("quantity", "amount") and parts > 1:
        return f"({column} / {parts})::decimal(18,4) as {column}"
    return column


def floor(data: Path, work: Path) -> dict[str, pa.Table]:
    """Return the bare groupings, each as a count of its rows."""
    connection = _connect(data, work)
    rows = [connection.sql(query).to_arrow_table().num_rows for query in FLOOR.values()]
    return {"rows": pa.table({"rows": rows})}


def ours(data: Path, work: Path) -> dict[str, pa.Table]:
    """Return how many months stand under each verdict; late facts are counted beside, as ever."""
    connection = _connect(data, work)
    present = tuple(sorted(path.stem for path in data.glob("*.parquet")))
    engine = open_engine("duckdb", connection, work)
    rows = run_facts(engine, present, wanted=facts().keys() - LATE)
    dealers = connection.sql("select * from dealers").to_arrow_table()
    channel = Channel(panel_from(rows, dealers), Settings())
    with ThreadPoolExecutor(1, "beside") as beside:
        late = beside.submit(run_facts, engine, present, wanted=LATE)
        found = decide(channel, read_signals(channel, present), present=present)
    with_late(channel.panel, late.result())
    verdicts, count = np.unique(found.verdict, return_counts=True)
    return {
        "verdicts": pa.table(
            {str(v) or "none": [int(n)] for v, n in zip(verdicts, count, strict=True)}
        )
    }


def _connect(data: Path, work: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(work / "rows.duckdb"))
    connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
    connection.execute(f"set temp_directory = '{work / 'spill'}'")
    for path in sorted(data.glob("*.parquet")):
        columns = typed(path.stem, connection.sql(f"select * from '{path}' limit 0").columns)
        connection.execute(f"create view {path.stem} as select {columns} from '{path}'")
    return connection


if __name__ == "__main__":
    main()
