"""The main job from end to end, on the bundled example and on small folders."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import steelyard
from steelyard.simulation.demo_channel import planted, write_folder
from steelyard.words import Message

TABLES = ("monthly", "tiers", "signals", "verdicts", "salespeople")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "in"
    write_folder(folder)
    return folder


@pytest.fixture(scope="module")
def done(example: Path) -> steelyard.Assessment:
    return steelyard.assess(example)


def _watched(table: steelyard.ResultTable) -> set[str]:
    return {row["dealer_id"] for row in table.to_dicts() if row["verdict"] == "watch"}


def test_sell_in_alone_convicts_nobody_and_clears_nobody(done: steelyard.Assessment) -> None:
    assert {row["verdict"] for row in done.verdicts.to_dicts()} == {"watch", "unjudged"}
    assert {row["cause"] for row in done.verdicts.to_dicts()} == {None}


def test_honest_growers_and_newcomers_are_left_alone(done: steelyard.Assessment) -> None:
    honest = {case.dealer_id for case in planted() if case.honest}
    assert honest
    assert not honest & _watched(done.verdicts)


def test_planted_cases_are_mostly_watched_and_few_others(done: steelyard.Assessment) -> None:
    guilty = {case.dealer_id for case in planted() if not case.honest}
    assert len(guilty & _watched(done.verdicts)) >= 5
    others = [r for r in done.verdicts.to_dicts() if r["dealer_id"] not in guilty]
    assert sum(row["verdict"] == "watch" for row in others) <= 0.005 * len(others)


def test_every_watch_explains_itself_in_both_languages(done: steelyard.Assessment) -> None:
    for row in done.verdicts.to_dicts():
        if row["verdict"] == "watch":
            assert row["amount_in_question"] > 0
            assert row["since"] <= row["month"]
            assert "待核实" in row["explanation_zh"]
            assert "stock count" in row["explanation_en"]
            assert "{" not in row["explanation_zh"] + row["explanation_en"]


def test_a_dealer_has_one_verdict_a_month(done: steelyard.Assessment) -> None:
    keys = [(row["dealer_id"], row["month"]) for row in done.verdicts.to_dicts()]
    assert len(keys) == len(set(keys))
    assert keys == sorted(keys)


def test_later_months_change_no_earlier_verdict(example: Path, done: steelyard.Assessment) -> None:
    earlier = steelyard.assess(example, as_of="2025-06")
    columns = ["dealer_id", "month", "verdict", "score", "amount_in_question", "since"]
    last = earlier.verdicts.to_pandas()["month"].max()
    full = done.verdicts.to_pandas()
    part = earlier.verdicts.to_pandas()
    cut = full[full["month"] <= last].reset_index(drop=True)
    pd.testing.assert_frame_equal(cut[columns], part[columns], rtol=1e-9)


def test_rows_after_the_month_asked_for_are_counted(example: Path) -> None:
    earlier = steelyard.assess(example, as_of="2025-06")
    assert earlier.data_report["as_of"] == "2025-06"
    assert earlier.data_report["tables"]["sell_in"]["rows_after_as_of"] > 0


def test_the_same_input_gives_the_same_bytes(example: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        steelyard.assess(example, tmp_path / name)
    for path in sorted((tmp_path / "a").rglob("*")):
        if path.is_file() and path.suffix != ".xlsx":
            twin = tmp_path / "b" / path.relative_to(tmp_path / "a")
            assert path.read_bytes() == twin.read_bytes(), path.name


def test_results_hold_the_tables_the_quarantine_and_the_report(
    example: Path, tmp_path: Path, done: steelyard.Assessment
) -> None:
    out = tmp_path / "out"
    steelyard.assess(example, out)
    for table in done.tables:
        written = pq.read_table(out / f"{table.name}.parquet")
        assert written.equals(table.to_arrow()), table.name
    report = json.loads((out / "data_report.json").read_text("utf-8"))
    for name, account in report["tables"].items():
        counted = sum(account[k] for k in ("rows_kept", "rows_quarantined", "rows_counted_once"))
        assert counted == account["rows_read"], name
        refused = out / "quarantine" / f"{name}.parquet"
        rows = pq.read_table(refused).num_rows if refused.exists() else 0
        assert rows == account["rows_quarantined"], name
    assert (out / "report.html").stat().st_size > 0
    assert (out / "workbook.xlsx").stat().st_size > 0


def test_a_later_run_names_the_verdicts_that_late_rows_changed(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    _orders(folder / "sell_in.csv", spike=False)
    first = steelyard.assess(folder, out, report=False)
    assert first.data_report["earlier_verdicts"]["compared"] == 0
    _orders(folder / "sell_in.csv", spike=True)
    second = steelyard.assess(folder, out, report=False)
    assert second.data_report["earlier_verdicts"]["changed"] >= 1
    assert any(line.key == "assessment.summary_changed" for line in second.summary)
    (folder / "steelyard.toml").write_text("[settings]\nmateriality_amount = 1e9\n")
    third = steelyard.assess(folder, out, report=False)
    assert not third.data_report["earlier_verdicts"]["made_alike"]
    assert any(line.key == "assessment.summary_remade" for line in third.summary)


def _orders(path: Path, *, spike: bool) -> None:
    """Write 30 dealers that order once a month for two years; one late order where asked."""
    lines = ["order_id,order_date,dealer_id,product_id,quantity,amount"]
    for dealer in range(30):
        for month in range(24):
            amount = 900 + 17 * ((dealer * 7 + month * 13) % 11)
            date = f"{2023 + month // 12}-{month % 12 + 1:02d}-{5 + dealer % 20:02d}"
            lines.append(f"O{dealer}-{month},{date},D{dealer:02d},P1,{amount / 10},{amount}")
    if spike:
        lines.append("LATE,2024-08-09,D03,P1,9000,90000")
    path.write_text("\n".join(lines) + "\n")


def test_results_turn_into_pandas_polars_and_arrow(done: steelyard.Assessment) -> None:
    frame, lazyless, arrow = (
        done.tiers.to_pandas(),
        done.tiers.to_polars(),
        done.tiers.to_arrow(),
    )
    assert isinstance(frame, pd.DataFrame)
    assert isinstance(lazyless, pl.DataFrame)
    assert len(frame) == lazyless.height == arrow.num_rows == len(done.tiers)
    assert pa.table(done.tiers).equals(arrow)
    assert repr(done.tiers).startswith("<tiers: 180 rows")


def test_without_out_nothing_is_written(done: steelyard.Assessment) -> None:
    assert done.folder is None


def test_stopping_leaves_no_half_written_results(example: Path, tmp_path: Path) -> None:
    def stop(message: Message) -> None:
        if message.key == "assessment.report":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        steelyard.assess(example, tmp_path / "out", progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("as_of", ["2025", "June", "2025-13", ""])
def test_a_month_that_is_none_is_refused(example: Path, as_of: str) -> None:
    with pytest.raises(steelyard.InputUnusable, match="2025-06"):
        steelyard.assess(example, as_of=as_of)


def test_a_month_before_the_data_is_refused(example: Path) -> None:
    with pytest.raises(steelyard.InputUnusable, match="2001-01"):
        steelyard.assess(example, as_of="2001-01")


def test_one_file_is_enough(tmp_path: Path) -> None:
    _orders(tmp_path / "whatever it is called.csv", spike=False)
    found = steelyard.assess(tmp_path / "whatever it is called.csv")
    assert len(found.tiers) == 30
    assert {row["verdict"] for row in found.verdicts.to_dicts()} == {"unjudged"}


def test_a_check_reads_and_judges_nothing(example: Path) -> None:
    found = steelyard.check(example)
    assert found.data_report["tables"]["sell_in"]["rows_quarantined"] > 0
    assert "verdicts" not in found.data_report
    assert all(line.zh and line.en for line in found.summary)
