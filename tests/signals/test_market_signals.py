"""What every signal of the market promises, whatever it asks."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals import SIGNALS
from steelyard.statistics.level_shift import LAGS
from steelyard.words import filled
from tests.markets import Market, market, ordinary_channels

MARKET = {
    name: reader
    for name, reader in SIGNALS.items()
    if not set(reader.signal.needs) <= {"sell_in", "rebate_steps"} or reader.signal.needs_one_of
}
BRINGS = {
    "sell_out": "sell_out", "stock": "stock", "scans": "scans", "regions": "regions",
    "claims": "claims", "invoices": "payments", "payments": "payments",
}  # fmt: skip
"""Which part of a made market brings which table; the dealer master is always there."""


def _asked(name: str, ours: Market, *without: str):  # type: ignore[no-untyped-def]
    """Return the reading; where nobody scans for the signal that only speaks then."""
    hushed = ("scans",) if name == "neighbours_losses" else ()
    return MARKET[name].read(ours.channel(*hushed, *without))


@pytest.mark.parametrize("name", sorted(MARKET))
def test_every_reading_keeps_its_promises(name: str) -> None:
    alone = name == "neighbours_losses"
    channel = market(regions=12).channel("scans") if alone else ordinary_channels()[0]
    reading, shape = MARKET[name].read(channel), channel.panel.shape
    known = reading.p_value[~np.isnan(reading.p_value)]
    assert known.size
    assert ((known > 0) & (known <= 1)).all()
    assert reading.p_value.shape == reading.effect.shape == shape
    assert (reading.amount_in_question >= 0).all()
    assert set(reading.figures) == set(MARKET[name].signal.figures)
    for figure in reading.figures.values():
        assert figure.shape == shape
    assert reading.departure is not None
    assert reading.departure.shape == (len(LAGS), *shape)


TABLES = [(n, t) for n, r in sorted(MARKET.items()) for t in r.signal.needs if t in BRINGS]


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_without_a_table_it_needs_nobody_departs(name: str, table: str) -> None:
    reading = _asked(name, market(dealers=12), BRINGS[table])
    assert reading.departure is not None
    assert np.isnan(reading.departure).all()
    assert np.isnan(reading.p_value).all()
    assert (reading.amount_in_question == 0).all()
    assert set(reading.figures) == set(MARKET[name].signal.figures)


@pytest.mark.parametrize("months", [1, 2, 5])
@pytest.mark.parametrize("name", sorted(MARKET))
def test_a_channel_with_hardly_any_past_is_read(name: str, months: int) -> None:
    ours = market(dealers=12)
    whole = ours.channel("scans") if name == "neighbours_losses" else ours.channel()
    reading = MARKET[name].read(type(whole)(whole.panel.until(months), whole.settings))
    assert reading.p_value.shape == (12, months)


@pytest.mark.parametrize("name", sorted(MARKET))
def test_a_channel_of_one_dealer_is_read(name: str) -> None:
    assert _asked(name, market(dealers=1, regions=1)).p_value.shape == (1, 36)


@pytest.mark.parametrize("name", sorted(MARKET))
def test_every_explanation_can_be_said(name: str) -> None:
    signal = MARKET[name].signal
    standing = {"month": "2024-06", "amount": "1", "p": "0.01"}
    for language in ("zh", "en"):
        figures = {**standing, **dict.fromkeys(signal.figures, "#")}
        said = filled(signal.explanation[language], figures)
        assert "{" not in said
        assert not any(word in said.lower() for word in ("fraud", "fake", "liar", "造假"))


def test_every_market_signal_names_a_check_of_ones_own_or_a_report() -> None:
    for name, reader in MARKET.items():
        assert reader.signal.settled_by, name
        assert reader.signal.look, name
        assert reader.signal.speaks_for, name
