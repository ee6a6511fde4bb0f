"""Rows of the demo that no program should count: typing errors that must be quarantined.

One in each spelling that people really make; they are spread over the files.
"""

from __future__ import annotations

import datetime as dt

from steelyard.simulation.demo_channel.sheets import Cell

# file -> rows as (date, order, dealer, product, quantity, amount)
BAD_ROWS: dict[str, list[tuple[Cell, ...]]] = {
    "2023": [
        (dt.date(2023, 8, 17), "XS-手工-01", None, "SP205", 12, 4368.0),
        (dt.date(2023, 11, 2), "XS-手工-02", "D0044", "SP301", "一百", 18000.0),
    ],
    "2024": [
        ("2024/2/30", "XS-手工-03", "D0071", "SP104", 6, "12,540.00"),
        ("2024/5/21", "XS-手工-04", "D0009", "SP402", 200, "12,0OO"),
        ("2999/12/31", "XS-手工-05", "D0120", "SP211", 8, "5,120.00"),
        ("2024/10/9", "", "D0015", "SP108", 4, "9,990.00"),
    ],
    "2025Q1": [("2025年3月5日", "XS-手工-06", "D0033", "SP206", 10, "见备注")],
    "2025Q2": [(dt.date(2025, 4, 18), "XS-手工-07", "D0101", None, 15, 2700.0)],
    "2025Q4": [("待定", "XS-手工-08", "D0087", "SP502", 40, 2080.0)],
}
BAD_ROW_COUNT = sum(len(rows) for rows in BAD_ROWS.values())
