"""The commands as a user runs them: what they print, and with which code they end."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest

from steelyard.cli.app import FAILED, STOPPED, UNUSABLE, run

HEADER = "订单编号,单据日期,客户编码,客户名称,商品编码,数量,金额\n"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """Return a folder with one small export in Chinese."""
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [
        f"O{d}-{m},2024-{m:02d}-{5 + d},D{d},川东{d}号商贸,P{m % 3},{10 + d},{1000 + 10 * m}\n"
        for d in range(5)
        for m in range(1, 13)
    ]
    (folder / "2024年出库.csv").write_text(HEADER + "".join(rows), "utf-8")
    return folder


def test_assess_prints_what_it_took_for_what_and_ends_well(
    orders: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = run(["assess", str(orders), "--out", str(tmp_path / "out"), "--lang", "zh"])
    said = capfd.readouterr().out
    assert code == 0
    assert "dealer_id = 客户编码" in said
    assert "5 家经销商" in said
    assert str(tmp_path / "out" / "report.html") in said


def test_without_a_report_none_is_written(orders: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(["assess", str(orders), "--out", str(out), "--no-report"]) == 0
    assert (out / "verdicts.parquet").exists()
    assert not (out / "report.html").exists()
    assert not (out / "workbook.xlsx").exists()


def test_check_says_what_was_refused(orders: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with (orders / "2024年出库.csv").open("a", encoding="utf-8") as file:
        file.write("O-bad,2024-05-05,D1,川东,P1,12,'12,0OO'\n")
        file.write("O-bad,2999-05-05,D1,川东,P1,12,120\n")
    assert run(["check", str(orders), "--lang", "en"]) == 0
    said = capfd.readouterr().out
    assert "2 quarantined" in said
    assert "2024年出库.csv, row 63: 单据日期 is 2999-05-05, far from all other dates" in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_says_everything_in_both_languages(
    language: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", "--help", "--lang", language]) == 0
    said = capfd.readouterr().out
    for option in ("--out", "--engine", "--as-of", "--no-report", "--map", "--config", "--lang"):
        assert option in said
    assert ("结果文件夹" in said) is (language == "zh")


@pytest.mark.parametrize(
    "given",
    [
        ["assess", "IN"],
        ["assess", "IN", "--out", "x", "--lang", "fr"],
        ["assess", "IN", "--out", "x", "--map", "nonsense"],
        ["weigh"],
    ],
)
def test_a_wrong_command_line_is_the_users_to_mend(
    given: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(given) == UNUSABLE
    assert capfd.readouterr().err


def test_map_without_a_sign_is_told_in_the_language_asked(
    orders: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(orders), "--map", "nonsense", "--lang", "zh"]) == UNUSABLE
    assert "请写成“表.列=列名”" in capfd.readouterr().err


def test_a_month_far_ahead_is_as_good_as_none(orders: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    assert run(["assess", str(orders), "--out", out, "--no-report", "--as-of", "9999-12"]) == 0


@pytest.mark.parametrize("given", [["--engine", "abacus"], ["--as-of", "yesterday"]])
def test_a_value_that_is_none_names_the_mend(
    given: list[str], orders: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = run(["assess", str(orders), "--out", str(tmp_path / "out"), "--lang", "en", *given])
    said = capfd.readouterr().err
    assert code == UNUSABLE
    assert given[1] in said
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


def test_input_that_is_not_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(tmp_path / "nothing"), "--lang", "zh"]) == UNUSABLE
    assert "nothing" in capfd.readouterr().err


def test_a_defect_of_ours_is_a_sentence_and_no_traceback(
    orders: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("steelyard.cli.commands.check.check", break_down)
    assert run(["check", str(orders), "--lang", "en"]) == FAILED
    said = capfd.readouterr().err
    assert "ZeroDivisionError" in said
    assert "Traceback" not in said
    monkeypatch.setenv("STEELYARD_DEBUG", "1")
    assert run(["check", str(orders), "--lang", "en"]) == FAILED
    assert "break_down" in capfd.readouterr().err


def test_a_full_disk_names_disk_and_permissions(
    orders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("steelyard.assessment.write._write", full)
    out = tmp_path / "out"
    assert run(["assess", str(orders), "--out", str(out), "--lang", "en"]) == FAILED
    assert "disk space" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == [orders]


@pytest.mark.parametrize(("lang", "said"), [("en", "the disk is full"), ("zh", "磁盘已满")])
def test_a_full_disk_is_told_with_its_place(
    lang: str,
    said: str,
    orders: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "Error writing bytes to file")

    monkeypatch.setattr("steelyard.assessment.write._write", full)
    out = tmp_path / "out"
    assert run(["assess", str(orders), "--out", str(out), "--lang", lang]) == FAILED
    told = capfd.readouterr().err
    assert f"{out}" in told
    assert said in told
    assert "Errno" not in told


def test_a_folder_that_may_not_be_written_is_told_with_its_place(
    orders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("steelyard.assessment.publish.writable", lambda _: False)
    assert run(["assess", str(orders), "--out", str(tmp_path / "out"), "--lang", "zh"]) == FAILED
    told = capfd.readouterr().err
    assert f"{tmp_path}：没有权限" in told
    assert "Errno" not in told


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk", "utf-8"])
def test_a_log_that_cannot_hold_a_name_does_not_fail_the_run(
    orders: Path, tmp_path: Path, encoding: str
) -> None:
    out = tmp_path / "out"
    command = ["-m", "steelyard", "assess", str(orders), "--out", str(out), "--no-report"]
    done = subprocess.run(
        [sys.executable, *command, "--lang", "en"],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0
    assert b"Dec 2024: 5;" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="signals to a process work differently on Windows")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_ends_with_a_sentence_and_leaves_nothing(
    sent: signal.Signals, orders: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    program = (
        "import sys, time\n"
        "from steelyard.cli import main\n"
        "import steelyard.assessment.run as r\n"
        "def slow(done, intake, side, *a):\n"
        "    (side / 'half').write_text('x'); print('ready', flush=True); time.sleep(60)\n"
        "r.write_results = slow\n"
        f"sys.argv = ['', 'assess', {str(orders)!r}, '--out', {str(out)!r}, '--lang', 'en']\n"
        "main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.1)
    process.send_signal(sent)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == STOPPED
    assert "Stopped" in errors
    assert list(tmp_path.iterdir()) == [orders]


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise on Windows")
def test_ctrl_c_during_a_query_is_a_stop(monkeypatch, capsys, orders, tmp_path) -> None:
    def endless(*_: object, **__: object) -> None:
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        duckdb.connect().execute("select count(*) from range(1000000000000)").fetchall()

    monkeypatch.setattr("steelyard.cli.commands.assess.assess", endless)
    assert run(["assess", str(orders), "--out", str(tmp_path / "out"), "--lang", "en"]) == STOPPED
    assert "defect" not in capsys.readouterr().err
