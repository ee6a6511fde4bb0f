"""Results appear whole or not at all, and nothing that is not ours is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from steelyard.assessment import publish
from steelyard.assessment.publish import MARK, refuse_foreign_folder, side_folder, writable
from steelyard.intake.unusable import InputUnusable


def _results(out: Path, text: str = "old") -> None:
    out.mkdir()
    (out / MARK).write_text("{}")
    (out / "monthly.parquet").write_text(text)


def _stop_halfway(out: Path) -> None:
    with side_folder(out) as side:
        (side / "monthly.parquet").write_text("half")
        raise KeyboardInterrupt


def test_a_stopped_run_leaves_the_earlier_results(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _results(out)
    with pytest.raises(KeyboardInterrupt):
        _stop_halfway(out)
    assert (out / "monthly.parquet").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_stopped_first_run_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), side_folder(tmp_path / "out"):
        raise OSError("disk full")
    assert list(tmp_path.iterdir()) == []


def test_results_take_the_place_of_earlier_ones(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    out.parent.mkdir()
    _results(out)
    (out / "quarantine").mkdir()
    with side_folder(out) as side:
        (side / MARK).write_text("{}")
        (side / "monthly.parquet").write_text("new")
    assert (out / "monthly.parquet").read_text() == "new"
    assert not (out / "quarantine").exists()
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_what_people_laid_beside_the_results_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _results(out)
    (out / "notes.txt").write_text("mine")
    (out / "letters").mkdir()
    (out / "letters" / "a.txt").write_text("too")
    with side_folder(out) as side:
        (side / MARK).write_text("{}")
    assert (out / "notes.txt").read_text() == "mine"
    assert (out / "letters" / "a.txt").read_text() == "too"


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("x")
    with pytest.raises(InputUnusable, match="empty folder"):
        refuse_foreign_folder(tmp_path / "out", tmp_path / "in")


@pytest.mark.parametrize("out", ["in", "."])
def test_the_input_is_never_the_output(tmp_path: Path, out: str) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(InputUnusable, match="input folder"):
        refuse_foreign_folder(tmp_path / out, tmp_path / "in")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(InputUnusable, match="is a file"):
        refuse_foreign_folder(tmp_path / "out", tmp_path / "in")


def test_a_new_an_empty_and_an_earlier_folder_are_welcome(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    _results(tmp_path / "earlier")
    for name in ("new", "empty", "earlier"):
        refuse_foreign_folder(tmp_path / name, tmp_path / "in")


def test_a_folder_yet_to_be_made_is_writable_where_its_parent_is(tmp_path: Path) -> None:
    assert writable(tmp_path / "a" / "b")


def test_nothing_is_made_on_the_way_to_a_folder_that_never_came(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), side_folder(tmp_path / "a" / "b" / "out"):
        raise OSError("disk full")
    assert list(tmp_path.iterdir()) == []


def test_what_people_laid_into_the_quarantine_or_as_parquet_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _results(out)
    (out / "quarantine").mkdir()
    (out / "quarantine" / "sell_in.parquet").write_text("old")
    (out / "quarantine" / "mended.xlsx").write_text("mine")
    (out / "own.parquet").write_text("mine")
    with side_folder(out) as side:
        (side / MARK).write_text("{}")
    assert (out / "quarantine" / "mended.xlsx").read_text() == "mine"
    assert (out / "own.parquet").read_text() == "mine"
    assert not (out / "quarantine" / "sell_in.parquet").exists()
    assert not (out / "monthly.parquet").exists()


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    _results(tmp_path / "real")
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with side_folder(tmp_path / "out") as side:
        (side / MARK).write_text("{}")
        (side / "monthly.parquet").write_text("new")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real" / "monthly.parquet").read_text() == "new"


def test_a_mounted_folder_is_filled_and_not_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    _results(out)
    (out / "signals.parquet").write_text("old")
    (out / "notes.txt").write_text("mine")
    (out / "quarantine").mkdir()
    (out / "quarantine" / "stock.parquet").write_text("old")
    inode = out.stat().st_ino
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == out)
    with side_folder(out) as side:
        assert side.parent == out
        (side / MARK).write_text("{}")
        (side / "monthly.parquet").write_text("new")
        (side / "quarantine").mkdir()
        (side / "quarantine" / "sell_in.parquet").write_text("new")
    assert out.stat().st_ino == inode
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*")) == [
        MARK, "monthly.parquet", "notes.txt", "quarantine", "quarantine/sell_in.parquet",
    ]  # fmt: skip
    with side_folder(out) as side:
        (side / MARK).write_text("{}")
    assert not (out / "quarantine").exists()


def test_a_rename_that_fails_puts_the_earlier_results_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    _results(out)
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if "unfinished" in self.name:
            raise OSError("refused")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="refused"), side_folder(out) as side:
        (side / MARK).write_text("{}")
    assert (out / "monthly.parquet").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_written_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "writable", lambda _: False)
    with pytest.raises(PermissionError, match=str(tmp_path)):
        refuse_foreign_folder(tmp_path / "out", tmp_path / "in")


def test_a_folder_below_a_file_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(InputUnusable, match=r"notes\.txt is a file"):
        refuse_foreign_folder(tmp_path / "notes.txt" / "out", tmp_path / "in")
