"""A made world from its tables to the page: what is told as evidence is evidence."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import steelyard
from steelyard.simulation.worlds import FAMILIES, make_world
from steelyard.simulation.worlds.simulate import write_world
from steelyard.verdicts.findings import ALERTS

DEALERS, MONTHS, SEED = 80, 36, 3300


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the results of a world of the usual family."""
    folder = tmp_path_factory.mktemp("world")
    write_world(make_world(FAMILIES["usual"], DEALERS, MONTHS, SEED), folder, lambda _: None)
    steelyard.assess(folder / "in", out=folder / "out")
    return folder / "out"


def test_no_sentence_tells_of_what_is_not_known(out: Path) -> None:
    signals = pq.read_table(out / "signals.parquet").to_pylist()
    words = [one[key] for one in signals for key in ("explanation_zh", "explanation_en")]
    assert words
    assert not [one for one in words if re.search(r"\bnan\b", one)]


def test_every_alert_lists_what_stands_out(out: Path) -> None:
    verdicts = pq.read_table(out / "verdicts.parquet").to_pylist()
    alerts = {(v["dealer_id"], v["month"]) for v in verdicts if v["verdict"] in ALERTS}
    told = {
        (s["dealer_id"], s["month"]) for s in pq.read_table(out / "signals.parquet").to_pylist()
    }
    assert alerts
    assert alerts <= told


def test_the_page_is_written(out: Path) -> None:
    page = (out / "report.html").read_text("utf-8")
    assert "扫码" in page
