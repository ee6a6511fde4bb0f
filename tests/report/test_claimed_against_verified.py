"""The steelyard's figures are those of the panel, and what was not brought is not drawn."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from steelyard.balance.verified import Verified
from steelyard.facts.panel import Panel
from steelyard.facts.places import Regions, ScanPlaces
from steelyard.report.claimed_against_verified import Steelyard, told
from steelyard.report.voice import Voice
from steelyard.verdicts.findings import Findings
from tests.report import channel_made_up

DEALER, HOME, FAR = 70, 0, 3


def witnessed(panel: Panel) -> Panel:
    """Return the panel with reports, counts and scans; one dealer is audited and scanned away."""
    sold = panel.sell_in_quantity * 0.9
    seen, said = np.full(panel.shape, np.nan), np.full(panel.shape, np.nan)
    seen[DEALER, 20], said[DEALER, 20] = 40.0, 90.0
    scans, away = np.full(panel.shape, 100.0), np.zeros(panel.shape)
    away[DEALER, 25:] = 30.0
    unknown = np.full(panel.shape, 4.0)
    at = np.arange(25, panel.shape[1])
    places = ScanPlaces(
        dealer=np.full(len(at), DEALER), month=at, region=np.full(len(at), FAR),
        count=np.full(len(at), 30.0),
    )  # fmt: skip
    nowhere = np.full(len(channel_made_up.REGIONS), np.nan)
    names = tuple(channel_made_up.REGION_NAMES.get(i, "") for i in channel_made_up.REGIONS)
    regions = Regions(channel_made_up.REGIONS, nowhere, nowhere, names)
    home = replace(panel.dealers, region=np.ones(len(panel.dealers), dtype=np.int64))
    return replace(
        panel, dealers=home, sell_out_quantity=sold, stock_quantity=sold, claimed_quantity=sold,
        audited_quantity=seen, audited_where_claimed=seen, claimed_where_audited=said,
        scans=scans, scans_known_region=scans - unknown, scans_away=away, scans_unknown=unknown,
        scan_places=places, regions=regions,
    )  # fmt: skip


def with_witnesses(found: Findings, lied: bool = True) -> Findings:
    """Return findings whose last claim lies above the interval, or whose claims all hold."""
    panel = witnessed(found.channel.panel)
    sold = panel.sell_out_quantity
    assert sold is not None
    real = sold.copy()
    if lied:
        real[DEALER, 29] *= 0.5
    verified = Verified(real, real * 0.9, real * 1.1, np.zeros(panel.shape))
    channel = replace(found.channel, panel=panel)
    # The cached property of this very channel: what witnesses say is not this test's question.
    channel.balance.__dict__["verified"] = verified
    return replace(found, channel=channel)


@pytest.fixture(scope="module")
def seen(found: Findings) -> Findings:
    return with_witnesses(found)


def test_with_sell_in_alone_nothing_is_drawn_and_the_tables_are_named(found: Findings) -> None:
    drawn = Steelyard(found).draw(DEALER, 29)
    assert (drawn["sold"], drawn["stock"], drawn["scans"]) == (None, None, None)
    assert drawn["wanting"] == ["sell_out", "stock", "scans"]
    for language, scans in (("zh", "消费者扫码"), ("en", "scans")):
        assert scans in told(drawn, Voice(language))


def test_claims_within_the_interval_are_not_marked(found: Findings) -> None:
    drawn = Steelyard(with_witnesses(found, lied=False)).draw(DEALER, 29)
    assert drawn["sold"]["apart"] == []
    assert "95%" in told(drawn, Voice("en"))


def test_a_claim_outside_the_interval_is_marked_and_told(seen: Findings) -> None:
    drawn = Steelyard(seen).draw(DEALER, 29)
    assert drawn["sold"]["apart"] == [29]
    claimed = Voice("zh").number(drawn["sold"]["claimed"][29])
    for language, month in (("zh", "2025年6月"), ("en", "Jun 2025")):
        said = told(drawn, Voice(language))
        assert month in said
        assert claimed in said


def test_an_audit_stands_beside_the_count_of_the_same_goods(seen: Findings) -> None:
    stock = Steelyard(seen).draw(DEALER, 29)["stock"]
    assert (stock["audited"][20], stock["saidOfSame"][20]) == (40, 90)
    assert stock["audited"][19] is None


def test_scans_are_stacked_by_place_and_add_up(seen: Findings) -> None:
    scans = Steelyard(seen).draw(DEALER, 29)["scans"]
    assert [place["name"] for place in scans["places"]] == ["华南 (R03)"]
    parts = (scans["home"], scans["places"][0]["scans"], scans["others"], scans["untold"])
    assert [sum(month) for month in zip(*parts, strict=True)] == [100] * 30
    assert scans["places"][0]["scans"][24:26] == [0, 30]


def test_a_dealer_without_a_territory_has_no_place_away(seen: Findings) -> None:
    panel = seen.channel.panel
    nowhere = replace(panel.dealers, region=np.full(len(panel.dealers), HOME))
    at_large = SimpleNamespace(
        channel=replace(seen.channel, panel=replace(panel, dealers=nowhere)),
        verdicts=seen.verdicts,
    )
    assert Steelyard(at_large).draw(DEALER, 29)["scans"]["places"] == []


def test_a_later_month_changes_nothing_drawn_before_it(seen: Findings) -> None:
    early = Steelyard(seen).draw(DEALER, 27)
    whole = Steelyard(seen).draw(DEALER, 29)
    assert early["months"] == whole["months"][:28]
    assert early["sold"]["claimed"] == whole["sold"]["claimed"][:28]
    assert early["scans"]["home"] == whole["scans"]["home"][:28]
    assert early["sold"]["apart"] == []


def test_the_picture_is_json(seen: Findings) -> None:
    drawn = Steelyard(seen).draw(DEALER, 29)
    assert json.loads(json.dumps(drawn, allow_nan=False)) == drawn
