"""Evidence is joined cause by cause, safe under dependence, never summed as points."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals import Reader, Reading, Signal
from steelyard.verdicts.join import join


def _reader(name: str, anchor: str = "books", **causes: float) -> Reader:
    words = {"zh": "", "en": ""}
    signal = Signal(name, words, words, words, {}, words, anchor, causes)  # type: ignore[arg-type]
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
