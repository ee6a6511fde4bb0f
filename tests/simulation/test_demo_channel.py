"""The bundled example: nothing in it convicts an honest dealer by name, and it never changes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from steelyard.simulation.demo_channel import BAD_ROW_COUNT, planted, write_folder
from steelyard.simulation.demo_channel.__main__ import main
from steelyard.simulation.demo_channel.bad_rows import BAD_ROWS
from steelyard.simulation.demo_channel.dealers import dealers
from steelyard.simulation.demo_channel.deeds import REBATE_STEP
from steelyard.simulation.demo_channel.lines import CANCELLATION, RETURN, SALE, channel
from steelyard.simulation.demo_channel.seasons import FIRST_DAY

Array = np.ndarray


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "in"
    write_folder(path)
    return path


@pytest.fixture(scope="module")
def monthly() -> Array:
    """(dealers, months): net amount in yuan."""
    lines = channel()
    days = np.datetime64(FIRST_DAY) + lines.day
    month = (days.astype("datetime64[M]") - np.datetime64(FIRST_DAY, "M")).astype(int)
    amounts = np.zeros((len(dealers()), 30))
    np.add.at(amounts, (lines.dealer, month), lines.amount_fen / 100)
    return amounts


def _of(deed: str) -> int:
    return next(int(case.dealer_id[1:]) - 1 for case in planted() if case.deed == deed)


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def test_the_input_folder_names_no_planted_case(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert len(names) == 11
    assert not [name for name in names if "truth" in name or "planted" in name]


def test_the_same_bytes_every_time(folder: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "steelyard.simulation.demo_channel", str(tmp_path)],
        check=True,
        capture_output=True,
    )
    assert done.stdout
    assert _digest(tmp_path) == _digest(folder)


def test_the_command_asks_for_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "DIR" in capsys.readouterr().err


def test_the_command_names_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 0
    assert "经销商档案.xlsx" in capsys.readouterr().out


def test_size_is_that_of_a_real_export() -> None:
    assert 40_000 <= len(channel()) <= 60_000
    assert len(dealers()) == 180
    assert len({dealer.name for dealer in dealers()}) == 180


def test_a_few_dealers_carry_the_channel(monthly: Array) -> None:
    total = np.sort(monthly.sum(axis=1))[::-1]
    assert 0.15 < total[:2].sum() / total.sum() < 0.30
    assert total[:18].sum() / total.sum() > 0.55


def test_nobody_orders_over_spring_festival() -> None:
    days = np.datetime64(FIRST_DAY) + channel().day[channel().kind == SALE]
    for festival in ("2024-02-10", "2025-01-29"):
        away = (days - np.datetime64(festival)).astype(int)
        assert not ((away >= -6) & (away <= 8)).any()


def test_spring_festival_moves_the_peak_between_january_and_december(monthly: Array) -> None:
    channel_total = monthly.sum(axis=0)
    december_2024, january_2025, january_2024 = channel_total[[17, 18, 6]]
    assert january_2024 > 1.3 * january_2025
    assert december_2024 > january_2025


def test_returns_and_cancellations_are_negative_and_cancellations_net_out() -> None:
    lines = channel()
    assert (lines.cases[lines.kind != SALE] < 0).all()
    assert (lines.cases[lines.kind == SALE] > 0).all()
    assert (lines.kind == RETURN).sum() > 100
    assert 100 < (lines.kind == CANCELLATION).sum() < 600


def test_the_rebate_dealer_lands_just_above_the_step_each_quarter_of_2025(monthly: Array) -> None:
    quarters = monthly[_of("rebate_step"), 18:].reshape(4, 3).sum(axis=1)
    assert (quarters >= REBATE_STEP).all()
    assert (quarters <= REBATE_STEP * 1.01).all()


def test_the_silent_dealer_stops_and_was_large(monthly: Array) -> None:
    silent = monthly[_of("key_silence")]
    assert (silent[28:] == 0).all()
    assert (silent[:28] > 0).all()
    assert np.argsort(-monthly[:, :28].sum(axis=1)).tolist().index(_of("key_silence")) < 9


def test_the_pull_forward_is_paid_back(monthly: Array) -> None:
    dealer = monthly[_of("pull_forward")]
    usual = np.median(dealer[12:26])
    assert dealer[26] > 2.5 * usual
    assert dealer[27] < 0.3 * usual
    assert dealer[26:29].mean() < 1.35 * usual


def test_the_ramp_doubles_the_share(monthly: Array) -> None:
    share = monthly[_of("share_ramp")] / monthly.sum(axis=0)
    assert share[26:].mean() > 1.6 * share[8:20].mean()


def test_month_end_loading_begins_in_april() -> None:
    lines, dealer = channel(), _of("month_end_loading")
    mine = (lines.dealer == dealer) & (lines.kind == SALE)
    days = np.datetime64(FIRST_DAY) + lines.day[mine]
    month = days.astype("datetime64[M]")
    last = (month + 1).astype("datetime64[D]") - days <= np.timedelta64(5, "D")
    amount = lines.amount_fen[mine]
    april = days >= np.datetime64("2025-04-01")
    assert amount[last & april].sum() / amount[april].sum() > 0.6
    assert amount[last & ~april].sum() / amount[~april].sum() < 0.3


def test_mechanical_orders_repeat_line_by_line() -> None:
    lines, dealer = channel(), _of("mechanical_orders")
    days = np.datetime64(FIRST_DAY) + lines.day
    mine = (lines.dealer == dealer) & (days >= np.datetime64("2025-06-01")) & (lines.kind == SALE)
    sums = np.array([lines.amount_fen[mine & (lines.order == o)].sum()
                     for o in np.unique(lines.order[mine])])  # fmt: skip
    assert len(sums) > 20
    assert len(np.unique(sums)) == 1


def test_the_overlapping_month_stands_in_two_files_with_the_same_lines(folder: Path) -> None:
    def june(name: str) -> list[tuple[object, ...]]:
        rows = CalamineWorkbook.from_path(folder / name).get_sheet_by_index(0).to_python()
        return [tuple(row) for row in rows if str(row[0]).startswith("2025-06")]

    assert len(june("2025年二季度进货明细.xlsx")) > 1_000
    assert june("2025年二季度进货明细.xlsx") == june("2025年6-9月进货明细.xlsx")


def test_one_year_is_gb18030_with_a_title_and_a_totals_row(folder: Path) -> None:
    text = (folder / "2024年进货明细(导出).csv").read_bytes().decode("gb18030").splitlines()
    assert text[0].endswith("进货明细")
    assert "客户编号" in text[1]
    assert text[-1].startswith("合计")


def test_the_unusable_rows_are_there(folder: Path) -> None:
    assert BAD_ROW_COUNT == sum(map(len, BAD_ROWS.values())) >= 8
    text = (folder / "2024年进货明细(导出).csv").read_bytes().decode("gb18030")
    assert "12,0OO" in text
    assert "2999/12/31" in text
