"""Stock below nothing, and months without a count: not known, and no verdict."""

from __future__ import annotations

import numpy as np

from tests.bad_input.laid import MONTH, Honest, since, spoil


def test_without_a_defect_nobody_befallen_is_alerted(honest: Honest) -> None:
    assert len(honest.victims) == 8
    assert not honest.case.alerted() & set(honest.victims)


def test_stock_that_goes_negative_is_not_known(honest: Honest) -> None:
    case = honest.laid(stock=spoil("quantity", since("counted_on", "-quantity", "quantity")))
    assert not case.alerted() & set(honest.victims)
    before = honest.case.of("claimed_quantity", honest.victims)
    counts = case.of("claimed_quantity", honest.victims)
    assert (before[:, MONTH:] > 0).any()
    assert not (counts[:, MONTH:] > 0).any()
    assert not (counts < 0).any()
    np.testing.assert_array_equal(counts[:, :MONTH], before[:, :MONTH])


def test_months_without_a_count_are_neither_filled_in_nor_nothing(honest: Honest) -> None:
    even = "select * from others union all by name select * from theirs where month(counted_on) % 2"
    case = honest.laid(stock=f"{even} = 0")
    assert not case.alerted() & set(honest.victims)
    odd = case.panel.months.astype(int) % 12 % 2 == 0
    assert np.isnan(case.of("claimed_quantity", honest.victims)[:, odd]).all()
    assert not np.isnan(case.of("claimed_quantity", honest.victims)[:, ~odd]).all()


def test_an_audit_in_months_without_an_own_count_finds_no_surplus(honest: Honest) -> None:
    month = "dealer_id, date_trunc('month', counted_on)"
    audits = f"select {month} from theirs where counted_by = 'audit'"
    kept = (
        "select * from others union all by name select * from theirs "
        f"where counted_by = 'audit' or ({month}) not in ({audits})"
    )
    case = honest.laid(stock=kept)
    audited = ~np.isnan(case.of("audited_where_claimed", honest.victims))
    assert audited.any()
    assert np.isnan(case.of("claimed_quantity", honest.victims)[audited]).all()
    assert not case.alerted() & set(honest.victims)
