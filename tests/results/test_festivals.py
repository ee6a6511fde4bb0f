"""The moving festivals fall on their days."""

from __future__ import annotations

import datetime as dt

from steelyard.results.festivals import festivals


def test_no_country_has_no_festivals() -> None:
    assert festivals((2025,), "") == {}
    assert festivals((), "CN") == {}


def test_spring_festival_moves_between_january_and_february() -> None:
    spring = festivals((2024, 2025), "CN")["spring"]
    assert spring == {2024: dt.date(2024, 2, 10), 2025: dt.date(2025, 1, 29)}


def test_mid_autumn_is_found_where_it_falls_together_with_the_national_day() -> None:
    assert festivals((2025,), "CN")["autumn"] == {2025: dt.date(2025, 10, 6)}
