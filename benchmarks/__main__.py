"""Measure and print the table: `python -m benchmarks [--data DIR] [--runs N] [--write]`."""

from __future__ import annotations

import argparse
import math
import os
import platform
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks import excel, iowa
from benchmarks.measure import Measured, measure_in_turn
from steelyard.intake.workspace import MEMORY_LIMIT

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "data"
FLOOR, FACTS = "floor: the facts by hand in SQL", "our facts"
ASSESS = "entire assess of the same lines, without the report"
MASTERS = "… with product and dealer masters, which the floor does not read"
PANDAS = "pandas, the lesser table"
BARE, CHECK = "Excel: python-calamine alone", "Excel: read, mapped and checked"


def main() -> None:
    """Measure what can be measured here and print it as one Markdown table."""
    given = _arguments()
    lines = [
        *_machine(given.runs),
        "",
        "| what | seconds | ratio | wanted | CPU seconds | peak MB |",
    ]
    lines.append("|---|---|---|---|---|---|")
    lines += _scale(given.data.resolve(), given.runs)
    lines += _excel(given.runs)
    print("\n".join(lines))
    if given.write:
        path = HERE / "results" / f"{duckdb.__version__}-{os.cpu_count()}-cores.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of real data sets")
    parser.add_argument("--runs", type=int, default=3, help="runs of each; medians are shown")
    parser.add_argument("--write", action="store_true", help="also into benchmarks/results/")
    return parser.parse_args()


def _machine(runs: int) -> list[str]:
    threads = duckdb.sql("select current_setting('threads')").fetchall()[0][0]
    return [
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; "
        f"Python {platform.python_version()}, DuckDB {duckdb.__version__} with {threads} threads "
        f"and a memory limit of {MEMORY_LIMIT} in every row.",
        f"Medians of {runs} runs taken in turn, each in a process of its own, imports excluded; "
        "peak is the largest resident memory of that process.",
    ]


def _scale(data: Path, runs: int) -> list[str]:
    files = iowa.files(data)
    if not files:
        return [f"| {iowa.FOLDER} | skipped: {data.name}/{iowa.FOLDER} is not there | | | | |"]
    pieces = {FLOOR: ("floor", "run", data), FACTS: ("our_facts", "run", data)}
    pieces |= {ASSESS: ("whole_assess", "lines", data)}
    pieces |= {MASTERS: ("whole_assess", "everything", data)}
    seen = measure_in_turn(pieces, runs)
    seen |= measure_in_turn({PANDAS: ("with_pandas", "run", data)}, 1)
    _same_sums(seen[FLOOR], seen[FACTS])
    _same_sums(seen[PANDAS], seen[FLOOR])
    rows = duckdb.sql(f"from read_parquet({[str(f) for f in files]})").aggregate("count(*)")
    return [
        f"| {iowa.FOLDER}, {rows.fetchall()[0][0]:,} lines | | | | | |",
        _row(FLOOR, seen[FLOOR], seen[FLOOR], ""),
        _row(FACTS, seen[FACTS], seen[FLOOR], "≤ 1.15"),
        _row(ASSESS, seen[ASSESS], seen[FLOOR], "≤ 2, ≤ 2,500 MB"),
        _row(MASTERS, seen[MASTERS], seen[FLOOR], ""),
        _row(PANDAS, seen[PANDAS], seen[FLOOR], ""),
    ]


def _same_sums(some: Measured, others: Measured) -> None:
    """Stop where two ways differ in what they sum: a faster wrong answer is no floor."""
    for name, value in some.sums.items():
        if not math.isclose(value, others.sums[name], rel_tol=1e-9):
            sys.exit(f"{name} differs: {value} and {others.sums[name]}")


def _excel(runs: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "销售出库单列表.xlsx"
        excel.write(path)
        pieces = {BARE: ("excel", "bare", path), CHECK: ("excel", "ours", path)}
        seen = measure_in_turn(pieces, runs)
    return [
        f"| Excel, {excel.LINES:,} lines of {len(excel.HEADER)} columns | | | | | |",
        _row(BARE, seen[BARE], seen[BARE], ""),
        _row(CHECK, seen[CHECK], seen[BARE], "≤ 1.5"),
    ]


def _row(name: str, one: Measured, floor: Measured, wanted: str) -> str:
    ratio = one.seconds / floor.seconds
    cells = (name, f"{one.seconds:.2f}", f"{ratio:.2f}", wanted, f"{one.cpu_seconds:.2f}")
    return f"| {' | '.join(cells)} | {one.peak_mb:,.0f} |"


if __name__ == "__main__":
    main()
