"""Evidence is joined cause by cause, safe under dependence, never summed as points."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals import Reader, Reading, Signal
from steelyard.verdicts.join import join


def _reader(name: str, anchor: str = "books", look: str = "", **causes: float) -> Reader:
    words = {"zh": "", "en": ""}
    signal = Signal(name, words, words, words, {}, words, anchor, causes, look=look)  # type: ignore[arg-type]
    return Reader(signal, lambda _: None)  # type: ignore[arg-type, return-value]


def _reading(p: float, amount: float = 100.0) -> Reading:
    return Reading(np.array([[p]]), np.array([[1.0]]), np.array([[amount]]))


FLOOR = np.array([[10.0]])


def test_no_reading_no_evidence() -> None:
    joined = join({}, {}, FLOOR)
    assert np.isnan(joined.overall).all()
    assert joined.by_cause == {}
    assert joined.market is None


def test_an_unread_signal_does_not_vote() -> None:
    readers = {"a": _reader("a", stuffing=1.0), "b": _reader("b", stuffing=1.0)}
    joined = join({"a": _reading(1e-4), "b": _reading(np.nan)}, readers, FLOOR)
    assert joined.overall[0, 0] == pytest.approx(1e-4)


def test_an_amount_under_the_floor_does_not_accuse() -> None:
    readers = {"a": _reader("a", stuffing=1.0)}
    joined = join({"a": _reading(1e-9, amount=5.0)}, readers, FLOOR)
    assert joined.overall[0, 0] == pytest.approx(0.5)


def test_a_second_signal_that_sees_nothing_weakens_the_first() -> None:
    readers = {"a": _reader("a", stuffing=1.0), "b": _reader("b", stuffing=1.0)}
    joined = join({"a": _reading(1e-4), "b": _reading(0.5)}, readers, FLOOR)
    assert joined.overall[0, 0] == pytest.approx(2e-4, rel=0.01)


def test_causes_are_kept_apart() -> None:
    readers = {"a": _reader("a", stuffing=1.0), "b": _reader("b", power=1.0)}
    joined = join({"a": _reading(1e-6), "b": _reading(0.5)}, readers, FLOOR)
    assert joined.by_cause["stuffing"][0, 0] == pytest.approx(1e-6)
    assert joined.by_cause["power"][0, 0] == pytest.approx(0.5)


def test_only_what_saw_the_goods_is_market_evidence() -> None:
    readers = {"a": _reader("a", stuffing=1.0), "m": _reader("m", "market", diversion=1.0)}
    books = join({"a": _reading(1e-6)}, readers, FLOOR)
    both = join({"a": _reading(1e-6), "m": _reading(0.01)}, readers, FLOOR)
    assert books.market is None
    assert both.market is not None
    assert both.market[0, 0] == pytest.approx(0.01)


def test_three_views_of_one_thing_have_one_vote() -> None:
    readers = {name: _reader(name, look="jump", stuffing=1.0) for name in "abc"}
    readers["d"] = _reader("d", stuffing=1.0)
    dull = {name: _reading(0.5) for name in "abc"}
    joined = join({**dull, "d": _reading(1e-5)}, readers, FLOOR)
    assert joined.overall[0, 0] == pytest.approx(2e-5, rel=0.01)


def test_what_only_corroborates_takes_less_from_the_rest() -> None:
    readers = {"a": _reader("a", stuffing=1.0), "b": _reader("b", stuffing=0.25)}
    joined = join({"a": _reading(1e-5), "b": _reading(0.5)}, readers, FLOOR)
    assert joined.overall[0, 0] == pytest.approx(1.25e-5, rel=0.01)


def test_uniform_readings_join_to_a_uniform_p_value() -> None:
    rng = np.random.default_rng(3)
    looks = {"a": "jump", "b": "jump", "c": "timing", "d": "", "e": ""}
    readers = {n: _reader(n, look=look, stuffing=w) for (n, look), w in
               zip(looks.items(), (1.0, 0.6, 0.6, 1.0, 0.3), strict=True)}  # fmt: skip
    shape = (1000, 300)
    readings = {n: Reading(rng.uniform(size=shape), np.ones(shape), np.ones(shape)) for n in looks}
    overall = join(readings, readers, np.zeros((1, 1)) + np.zeros(shape)).overall
    for level in (1e-2, 1e-3):
        assert (overall <= level).mean() == pytest.approx(level, rel=0.15)
