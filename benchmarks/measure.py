"""One piece of work in a process of its own: its seconds, its peak memory, what it summed.

`python -m benchmarks.measure MODULE FUNCTION DATA` prints them as JSON. The clock starts
after the imports; pandas, which PyArrow imports where it is installed, is among them.
"""

from __future__ import annotations

import importlib
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa


@dataclass(frozen=True)
class Measured:
    """Medians over the runs; the sums are those of the last."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    sums: dict[str, float]
    runs: int


def measure_in_turn(pieces: dict[str, tuple[str, str, Path]], runs: int) -> dict[str, Measured]:
    """Run every piece once, then again, so that a busy minute falls on all of them."""
    seen: dict[str, list[dict]] = {name: [] for name in pieces}
    for number in range(runs):
        for name, piece in pieces.items():
            print(f"  run {number + 1} of {runs}: {name}", file=sys.stderr, flush=True)
            seen[name].append(_in_a_process(*piece))
    return {
        name: Measured(
            seconds=statistics.median(one["seconds"] for one in ones),
            cpu_seconds=statistics.median(one["cpu_seconds"] for one in ones),
            peak_mb=statistics.median(one["peak_mb"] for one in ones),
            sums=ones[-1]["sums"],
            runs=runs,
        )
        for name, ones in seen.items()
    }


def _in_a_process(module: str, function: str, data: Path) -> dict:
    command = [sys.executable, "-m", "benchmarks.measure", module, function, str(data)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _run(module: str, function: str, data: Path) -> dict:
    work = getattr(importlib.import_module(f"benchmarks.{module}"), function)
    pa.array(np.zeros(1)).to_numpy(zero_copy_only=False)
    with tempfile.TemporaryDirectory() as folder:
        start, cpu = time.perf_counter(), time.process_time()
        tables = work(data, Path(folder))
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    # Kilobytes on Linux, bytes on macOS.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak_mb = peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return {"seconds": seconds, "cpu_seconds": cpu, "peak_mb": peak_mb, "sums": _sums(tables)}


def _sums(tables: dict[str, pa.Table]) -> dict[str, float]:
    return {
        name: math.fsum(value for value in table[name].to_pylist() if value is not None)
        for table in tables.values()
        for name in table.column_names
        if name not in ("dealer_id", "month")
    }


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1], sys.argv[2], Path(sys.argv[3]))))
