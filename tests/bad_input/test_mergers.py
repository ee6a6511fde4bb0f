"""Dealers that merge or change their region."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa

from steelyard.baselines.taken_over import guessed
from steelyard.baselines.takeover import LASTS, during
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
    assert not guessed(honest.case.panel)


def test_a_dealer_that_takes_over_another_is_not_alerted(honest: Honest) -> None:
    pairs = list(_pairs(honest))
    assert len(pairs) >= 2
    case = _after_mergers(honest)
    assert not case.alerted() & set(honest.victims)
    heirs = [case.panel.dealers.ids.index(heir) for _, heir in pairs]
    known = during(case.panel.shape, guessed(case.panel))
    assert not known[:, :MONTH].any()
    bought = case.panel.sell_in_amount[heirs]
    before, after = (bought[:, MONTH + k : MONTH + k + 6].mean(axis=1) for k in (-6, 0))
    plain = after > 1.5 * before
    assert plain.any()
    assert known[heirs, MONTH + 2 :].all(axis=1)[plain].all()


def test_not_even_a_bound_that_everybody_passes_alerts_the_heir(honest: Honest) -> None:
    case = _after_mergers(honest)
    present = tuple(sorted(case.tables))
    everybody = {name: replace(charge, alert=-1e9) for name, charge in models().items()}
    readings = read_signals(case.channel, present)
    verdict = decide(case.channel, readings, present=present, learned=everybody).verdict
    known = during(case.panel.shape, guessed(case.panel))
    assert np.isin(verdict[~known], ALERTS).any()
    assert not np.isin(verdict[known], ALERTS).any()


def test_a_later_month_changes_nothing_of_who_took_over(honest: Honest) -> None:
    panel = _after_mergers(honest).panel
    early = panel.until(MONTH + 2)
    known_then = during(early.shape, guessed(early))
    known_now = during(panel.shape, guessed(panel))
    assert known_then.any()
    np.testing.assert_array_equal(known_then, known_now[:, : MONTH + 2])


def _told(*pairs: tuple[str, str], share: float | None = None) -> pa.Table:
    """Return a table of successors for those pairs, on the day from which the merger holds."""
    day = dt.date(2024, 1, 1)
    return pa.table(
        {
            "dealer_id": pa.array([closed for closed, _ in pairs], pa.string()),
            "successor_dealer_id": pa.array([heir for _, heir in pairs], pa.string()),
            "taken_over_on": pa.array([day] * len(pairs), pa.date32()),
            "share": pa.array([share] * len(pairs), pa.float64()),
        }
    )


def _with_table(case: Case, told: pa.Table) -> Case:
    return Case({**case.tables, "successors": told})


def test_heirs_that_the_table_names_are_not_alerted_and_nobody_is_guessed(honest: Honest) -> None:
    pairs = list(_pairs(honest))
    case = _with_table(_after_mergers(honest), _told(*pairs))
    assert not case.alerted() & set(honest.victims)
    ids = case.panel.dealers.ids
    heirs = sorted(ids.index(heir) for _, heir in pairs)
    assert np.flatnonzero(case.channel.taken_over.any(axis=1)).tolist() == heirs
    months = np.flatnonzero(case.channel.taken_over[heirs[0]])
    assert months.tolist() == list(range(MONTH, min(MONTH + LASTS, case.panel.shape[1])))


def test_a_table_that_names_nobody_says_that_nobody_took_over(honest: Honest) -> None:
    case = _with_table(_after_mergers(honest), _told())
    assert guessed(case.panel)
    assert not case.channel.takeovers
    assert not case.channel.taken_over.any()


def test_an_heir_is_explained_what_the_closed_one_bought_by_its_share(honest: Honest) -> None:
    closed, heir = next(_pairs(honest))
    case = _after_mergers(honest)
    ids = case.panel.dealers.ids
    usual = case.panel.sell_in_amount[ids.index(closed), MONTH - LASTS : MONTH].mean()
    for share, part in ((None, 1.0), (0.4, 0.4)):
        made = _with_table(case, _told((closed, heir), share=share))
        np.testing.assert_allclose(made.channel.taken_over[ids.index(heir), MONTH], part * usual)


def test_who_invents_sales_beside_a_takeover_is_alerted_though_the_guess_would_hide_it(
    honest: Honest,
) -> None:
    """Once the guess is made, the heir buys and reports three times what it really sells."""
    pairs = list(_pairs(honest))
    merged = _after_mergers(honest)
    known = during(merged.panel.shape, guessed(merged.panel))
    ids = merged.panel.dealers.ids
    liar = next(heir for _, heir in pairs if known[ids.index(heir), MONTH:].all())
    case = Honest(merged, (liar,)).laid(
        sell_in=_tripled("order_date", "quantity", "amount"),
        sell_out=_tripled("sold_on", "quantity", "amount"),
    )
    assert liar not in case.alerted()
    told = _with_table(case, _told(*pairs))
    assert liar in told.alerted()
    assert not told.alerted() & (set(honest.victims) - {liar})


def _tripled(day: str, *columns: str) -> str:
    more = ", ".join(
        f"case when {day} >= date '2024-03-01' then 3 * {c} else {c} end as {c}" for c in columns
    )
    return f"select * from others union all by name select * replace ({more}) from theirs"


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
