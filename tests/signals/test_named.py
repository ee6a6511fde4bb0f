"""Evidence calls a region or a dealer by its name, with the id by which it is found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.baselines import Channel
from steelyard.signals import SIGNALS
from steelyard.signals.named import dealer_names, place_names
from tests.markets import Market, market


def _named(ours: Market, *without: str) -> Channel:
    channel = ours.channel(*without)
    panel = channel.panel
    assert panel.regions is not None
    names = tuple(f"{chr(0x7532 + k)}区" for k in range(len(panel.regions)))
    return replace(channel, panel=replace(panel, regions=replace(panel.regions, names=names)))


def test_without_a_name_the_id_is_told_and_nobody_is_named_where_nobody_is_meant() -> None:
    channel = market(dealers=12).channel()
    assert place_names(channel, np.array([[2, -1]])).tolist() == [["R2", ""]]
    assert dealer_names(channel, np.array([[3, -1]])).tolist() == [["D0003", ""]]


def test_a_region_and_a_dealer_are_told_by_name_with_the_id() -> None:
    channel = _named(market(dealers=12))
    assert place_names(channel, np.array([[1]])).tolist() == [[f"{chr(0x7533)}区 (R1)"]]
    panel = channel.panel
    named = replace(panel.dealers, names=tuple(f"店{i}" for i in range(12)))
    channel = replace(channel, panel=replace(panel, dealers=named))
    assert dealer_names(channel, np.array([[3]])).tolist() == [["店3 (D0003)"]]


@pytest.mark.parametrize(("name", "away"), [("away_gathering", 2), ("away_scans", 1)])
def test_where_goods_surfaced_is_told_by_name(name: str, away: int) -> None:
    ours = market()
    dealer = ours.plain
    place = int(ours.region[dealer] + away) % 6
    ours.sells_into(dealer, place, ours.more(dealer, 26, 0.5))
    told = SIGNALS[name].read(_named(ours)).figures["place"][dealer, 30]
    assert told == f"{chr(0x7532 + place)}区 (R{place})"


def test_neighbours_are_told_by_name() -> None:
    ours = market(dealers=36, regions=12)
    told = SIGNALS["neighbours_losses"].read(_named(ours, "scans")).figures["around"][0, 30]
    assert told.count("区 (R") == told.count(",") + 1
