"""Scans before shipment, at unknown places, of unknown codes, and farmed ones."""

from __future__ import annotations

import numpy as np

from tests.bad_input.laid import MONTH, SINCE, Honest, since, spoil


def test_scans_before_shipment_are_counted_apart(honest: Honest) -> None:
    early = since(
        "scanned_on", "if(hash(code) % 2 = 0, scanned_on - 900, scanned_on)", "scanned_on"
    )
    case = honest.laid(scans=spoil("scanned_on", early))
    assert not case.alerted() & set(honest.victims)
    first = np.datetime64("2022-03")
    before = case.panel.months < first
    assert case.panel.scans is not None
    assert not np.nansum(case.of("scans", honest.victims)[:, before])


def test_scans_at_unknown_places_are_never_away(honest: Honest) -> None:
    case = honest.laid(scans=spoil("region_id", "null"))
    assert not case.alerted() & set(honest.victims)
    assert not np.nansum(case.of("scans_away", honest.victims))
    assert np.nansum(case.of("scans_unknown", honest.victims)) > 1000


def test_scans_without_a_code_count_each_time(honest: Honest) -> None:
    case = honest.laid(scans=spoil("code", "null"))
    assert not case.alerted() & set(honest.victims)
    assert (
        np.nansum(case.of("scans", honest.victims))
        >= np.nansum(honest.case.of("scans", honest.victims))
        > 1000
    )


def test_scans_of_products_nobody_knows_still_count(honest: Honest) -> None:
    unknown = since("scanned_on", "if(hash(code) % 2 = 0, 'SP-UNKNOWN', product_id)", "product_id")
    case = honest.laid(scans=spoil("product_id", unknown))
    assert not case.alerted() & set(honest.victims)
    after, before = (one.of("scans", honest.victims)[:, MONTH:] for one in (case, honest.case))
    np.testing.assert_allclose(np.nansum(after), np.nansum(before), rtol=0.01)


def test_scan_farming_on_one_day_is_counted_apart(honest: Honest) -> None:
    burst = (
        "select * replace ('Z' || code as code, last_day(scanned_on) - 10 as scanned_on) "
        "from theirs where scanned_on >= date '2024-01-01' and month(scanned_on) % 2 = 0"
    )
    case = honest.laid(scans=f"select * from scans union all by name {burst}")
    assert not case.alerted() & set(honest.victims)
    assert np.nansum(case.of("scans_farmed", honest.victims)) > 1000
    after, before = (np.nansum(one.of("scans", honest.victims)) for one in (case, honest.case))
    assert after < 1.02 * before


def test_scans_that_stop_from_one_day_on_accuse_nobody(honest: Honest) -> None:
    kept = f"select * from theirs where scanned_on < {SINCE}"
    broken = f"select * from others union all by name {kept}"
    case = honest.laid(scans=broken)
    assert (case.of("scans", honest.victims)[:, MONTH:] == 0).all()
    assert not case.alerted() & set(honest.victims)
