"""What is listed on real sales without known fraud: `python -m benchmarks.real_channels`.

One line a channel: dealer-months judged, how many are to verify, how many are alerts. They are
exports of sell-in alone, so that an alert would be a fault.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.unseen.figures import share
from steelyard import assess

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
DATA = EXAMPLES.parents[1] / "shared" / "data"
CHANNELS = {
    "iowa_liquor, vendor 260": ("iowa_liquor", "vendor_260.toml"),
    "iowa_liquor, vendor 421": ("iowa_liquor", "vendor_421.toml"),
    "iowa_liquor, vendor 065": ("iowa_liquor", "vendor_065.toml"),
    "online_retail_ii": ("online_retail_ii", "steelyard.toml"),
}


def main() -> None:
    """Assess each channel and print its line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.real_channels", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of real data sets")
    data = parser.parse_args().data
    print("| channel | to verify | of them explained | alerts |\n|---|---|---|---|")
    for name, (folder, config) in CHANNELS.items():
        with tempfile.TemporaryDirectory() as out:
            result = Path(out) / "out"
            assess(data / folder, result, config=EXAMPLES / folder / config, report=False)
            table = pq.read_table(result / "verdicts.parquet")
        verdict = table["verdict"].to_pylist()
        said = [bool(text) for text in table["explanation_en"].to_pylist()]
        watched = [word == "watch" for word in verdict]
        explained = [s for s, w in zip(said, watched, strict=True) if w]
        alerts = sum(word in ("inflated", "overmighty") for word in verdict)
        print(f"| {name} | {share(watched)} | {sum(explained)} | {alerts} |", flush=True)


if __name__ == "__main__":
    main()
