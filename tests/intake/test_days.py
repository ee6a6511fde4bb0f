"""Which dates can be meant: stated by the data, never by a clock."""

from __future__ import annotations

import datetime as dt

from steelyard.intake.days import EARLIEST, LATEST, Days, sane_window

YEAR = {dt.date(2024, 1, 1) + dt.timedelta(days=n): 5 for n in range(300)}


def test_sound_dates_and_small_tables_keep_everything() -> None:
    assert sane_window(YEAR) == (EARLIEST, LATEST)
    assert sane_window({dt.date(2020, 1, 1): 1, dt.date(2024, 1, 1): 1}) == (EARLIEST, LATEST)
    assert sane_window({}) == (EARLIEST, LATEST)


def test_a_lone_row_beyond_a_long_gap_is_a_slip() -> None:
    assert sane_window({**YEAR, dt.date(2042, 1, 1): 2})[1] == max(YEAR)
    assert sane_window({**YEAR, dt.date(2002, 1, 1): 2})[0] == min(YEAR)


def test_many_rows_beyond_a_gap_are_a_break_in_business() -> None:
    assert sane_window({**YEAR, dt.date(2042, 1, 1): 500}) == (EARLIEST, LATEST)


def test_dates_outside_any_reason_do_not_count_as_rows() -> None:
    assert sane_window({**YEAR, dt.date(1900, 1, 1): 900, dt.date(2999, 1, 1): 900}) == (
        EARLIEST,
        LATEST,
    )


def test_days_of_two_files_are_shared() -> None:
    first, second, third = (dt.date(2024, 1, day) for day in (1, 2, 3))
    days = Days({(0, "a"): {first: 1, second: 2}, (1, "b"): {second: 3}, (2, "c"): {third: 1}})
    assert days.shared() == {(0, "a"): {second}, (1, "b"): {second}}
    assert days.rows == {first: 1, second: 5, third: 1}
