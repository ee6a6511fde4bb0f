"""Dealers that merge or change their region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from steelyard.baselines.taken_over import taken_over
from steelyard.verdicts.conviction import models
from steelyard.verdicts.decide import decide, read_signals
from steelyard.verdicts.findings import ALERTS
from tests.bad_input.laid import MONTH, SINCE, Case, Honest, since, spoil

_DAYS = {
    "sell_in": "order_date",
    "sell_out": "sold_on",
    "stock": "counted_on",
    "scans": "scanned_on",
    "invoices": "issued_on",
    "payments": "paid_on",
    "claims": "claimed_on",
}


def _pairs(honest: Honest) -> Iterator[tuple[str, str]]:
    """Yield befallen dealers of one region two by two: who closes, and who takes over."""
    panel, waiting = honest.case.panel, {}
    for dealer in honest.victims:
        region = int(panel.dealers.region[panel.dealers.ids.index(dealer)])
        if region in waiting:
            yield waiting.pop(region), dealer
        else:
            waiting[region] = dealer


def _merged(honest: Honest) -> dict[str, str]:
    whens = " ".join(f"when '{closed}' then '{heir}'" for closed, heir in _pairs(honest))
    heir = f"case dealer_id {whens} else dealer_id end"
    return {
        table: f"select * replace ({since(day, heir, 'dealer_id')} as dealer_id) from {table}"
        for table, day in _DAYS.items()
    }


def _after_mergers(honest: Honest) -> Case:
    queries = _merged(honest)
    queries["stock"] = (
        "select counted_on, dealer_id, product_id, sum(quantity) as quantity, counted_by "
        f"from ({queries['stock']}) group by all"
    )
    return honest.laid(**queries)


def test_without_a_merger_nobody_takes_over(honest: Honest) -> None:
    assert not taken_over(honest.case.panel).any()


def test_a_dealer_that_takes_over_another_is_not_alerted(honest: Honest) -> None:
    pairs = list(_pairs(honest))
    assert len(pairs) >= 2
    case = _after_mergers(honest)
    assert not case.alerted() & set(honest.victims)
    heirs = [case.panel.dealers.ids.index(heir) for _, heir in pairs]
    known = taken_over(case.panel)
    assert not known[:, :MONTH].any()
    assert known[heirs, MONTH + 2 :].all(axis=1).sum() >= 2


def test_not_even_a_bound_that_everybody_passes_alerts_the_heir(honest: Honest) -> None:
    case = _after_mergers(honest)
    present = tuple(sorted(case.tables))
    everybody = {name: replace(charge, alert=-1e9) for name, charge in models().items()}
    readings = read_signals(case.channel, present)
    verdict = decide(case.channel, readings, present=present, learned=everybody).verdict
    known = taken_over(case.panel)
    assert np.isin(verdict[~known], ALERTS).any()
    assert not np.isin(verdict[known], ALERTS).any()


def test_a_later_month_changes_nothing_of_who_took_over(honest: Honest) -> None:
    panel = _after_mergers(honest).panel
    early = taken_over(panel.until(MONTH + 2))
    np.testing.assert_array_equal(early, taken_over(panel)[:, : MONTH + 2])


def test_a_dealer_that_changes_its_region_is_not_alerted(honest: Honest) -> None:
    """The master names the new region only; the scans were at home in the old one before."""
    new = "'R0' || (1 + cast(right({}, 1) as int) % 4)"
    home = "(select d.region_id from dealers d where d.dealer_id = theirs.dealer_id)"
    moved = (
        f"if(scanned_on >= {SINCE} and region_id = {home}, {new.format('region_id')}, region_id)"
    )
    case = honest.laid(
        dealers=spoil("region_id", new.format("region_id")), scans=spoil("region_id", moved)
    )
    assert not case.alerted() & set(honest.victims)
