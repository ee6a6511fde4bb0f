"""The written world: accepted as it is, the same every time, and never in place of other things."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from steelyard.assessment import check
from steelyard.cli.app import FAILED, UNUSABLE, run
from steelyard.tables import TABLES

SMALL = ["--dealers", "40", "--months", "12", "--seed", "3"]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "world"
    assert run(["simulate", str(out), *SMALL]) == 0
    return out


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_no_row_is_refused(world: Path) -> None:
    report = check(world / "in").data_report
    for name, account in report["tables"].items():
        assert account["rows_quarantined"] == 0, name
        assert account["rows_kept"] == account["rows_read"], name
    assert set(report["tables"]) == {path.stem for path in (world / "in").iterdir()}
    assert set(report["tables"]) <= set(TABLES)


def test_the_input_does_not_tell_who_lies(world: Path) -> None:
    assert not [name for name in _digests(world / "in") if "truth" in name or "latent" in name]


def test_every_code_is_scanned_once_and_after_its_dealer_had_the_product(world: Path) -> None:
    scans, sell_in = world / "in/scans.parquet", world / "in/sell_in.parquet"
    twice = duckdb.sql(f"select code from '{scans}' group by code having count(*) > 1")  # noqa: S608
    assert twice.fetchall() == []
    early = duckdb.sql(f"""
        select s.code from '{scans}' s
        left join (select dealer_id, product_id, min(order_date) as first
                   from '{sell_in}' group by all) i using (dealer_id, product_id)
        where i.first is null or s.scanned_on < i.first
    """)  # noqa: S608
    assert early.fetchall() == []


def test_the_same_bytes_for_the_same_seed(world: Path, tmp_path: Path) -> None:
    assert run(["simulate", str(tmp_path / "again"), *SMALL]) == 0
    assert _digests(tmp_path / "again") == _digests(world)


def test_the_known_constants_name_no_dealer(world: Path) -> None:
    text = (world / "world.json").read_text("utf-8")
    assert json.loads(text)["dealers"] == 40
    assert "D0001" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--dealers", "3"], "--dealers"),
        (["--months", "500"], "--months"),
        (["--seed", "-1"], "--seed"),
        (["--family", "odd"], "usual"),
    ],
)
def test_what_cannot_be_made_is_told(
    language: str,
    given: list[str],
    said: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["simulate", str(tmp_path / "w"), *given, "--lang", language]) == UNUSABLE
    assert said in capfd.readouterr().err
    assert not (tmp_path / "w").exists()


def test_only_an_earlier_world_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "w"
    assert run(["simulate", str(out), *SMALL]) == 0
    assert run(["simulate", str(out), *SMALL]) == 0
    (out / "mine.txt").write_text("kept", "utf-8")
    assert run(["simulate", str(out), *SMALL]) == UNUSABLE
    assert (out / "mine.txt").read_text("utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["w"]


def test_an_earlier_world_stays_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "w"
    assert run(["simulate", str(out), *SMALL]) == 0
    before = _digests(out)
    move = Path.replace

    def refuses(self: Path, target: Path) -> Path:
        if self.name == "made":
            raise PermissionError(13, "no", str(target))
        return move(self, target)

    monkeypatch.setattr(Path, "replace", refuses)
    assert run(["simulate", str(out), *SMALL[:-1], "4"]) == FAILED
    assert _digests(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["w"]


def test_a_messy_world_is_read_without_a_refused_row(tmp_path: Path) -> None:
    assert run(["simulate", str(tmp_path / "w"), *SMALL, "--family", "messy"]) == 0
    report = check(tmp_path / "w" / "in").data_report
    assert all(account["rows_quarantined"] == 0 for account in report["tables"].values())
    assert pq.read_metadata(tmp_path / "w" / "truth.parquet").num_rows == 40
