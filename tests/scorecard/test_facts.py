"""The facts that a rival is handed: history before the months judged, and scans if any."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from steelyard.intake import InputUnusable
from steelyard.scorecard.facts import SCANS, judged, read_facts
from steelyard.scorecard.features import features
from tests.scorecard.rivals.channels import facts_of
from tests.scorecard.worlds import START, honest, trial_of, write_monthly

SCHEMA = pa.schema({"dealer_id": pa.string(), "scanned_on": pa.date32()})


def test_a_world_without_scans_has_no_count_of_them(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A")], {"A": "gg"})
    facts = read_facts(tmp_path, write_monthly(tmp_path, {"order_count": {"A": [1, 2]}}), trial)
    assert SCANS not in facts.columns
    assert np.isnan(facts.column(SCANS)).all()


def test_without_monthly_the_results_cannot_be_used(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A")], {"A": "gg"})
    with pytest.raises(InputUnusable, match=r"There is no .*monthly\.parquet"):
        read_facts(tmp_path, tmp_path, trial)


def test_history_before_the_months_judged_is_there_and_cut_off_for_the_score(
    tmp_path: Path,
) -> None:
    trial = trial_of(tmp_path, [honest("A"), honest("B")], {"A": "..gg", "B": "..gg"})
    rows = {"A": [1, 2, 3, 4], "B": [5, 6, None, None]}
    facts = read_facts(tmp_path, write_monthly(tmp_path, {"order_count": rows}), trial)
    assert facts.months.tolist() == [START, START + 1, START + 2, START + 3]
    np.testing.assert_array_equal(facts.column("order_count")[0], [1, 2, 3, 4])
    np.testing.assert_array_equal(
        judged(facts.column("order_count"), trial), [[3, 4], [np.nan] * 2]
    )


@pytest.mark.parametrize("place", ["scans.parquet", "scans/part-0.parquet"])
def test_scans_are_counted_by_dealer_and_month(tmp_path: Path, place: str) -> None:
    trial = trial_of(tmp_path, [honest("A"), honest("B")], {"A": "gg", "B": "gg"})
    days = [dt.date(2024, 1, 31), dt.date(2024, 2, 1), dt.date(2024, 2, 29), dt.date(2024, 3, 1)]
    table = pa.table(
        {
            "dealer_id": ["A", "A", "A", "A", "Z", None, "B"],
            "scanned_on": [*days, days[0], days[0], None],
        },
        schema=SCHEMA,
    )
    (tmp_path / "in" / place).parent.mkdir(parents=True)
    pq.write_table(table, tmp_path / "in" / place)
    monthly = write_monthly(tmp_path, {"order_count": {"A": [1, 1], "B": [1, 1]}})
    facts = read_facts(tmp_path, monthly, trial)
    np.testing.assert_array_equal(facts.column(SCANS), [[1, 2], [0, 0]])


def test_features_compare_a_month_with_the_dealers_own_past() -> None:
    amount = np.array([[9.0, 9.0, 9.0, 9.0, 99.0], [999.0] * 5])
    found = features(facts_of({"sell_in_amount": amount}))
    known = np.isfinite(found).any(axis=(0, 1))
    assert known.sum() == 1  # the level of a flow is the dealer's size, which is no feature
    change = found[..., known][..., 0]
    assert np.isnan(change[:, :3]).all()  # three months of history at least
    np.testing.assert_allclose(change[:, 3:], [[0, np.log(10)], [0, 0]])


def test_a_ratio_is_of_three_months_and_no_later_ones() -> None:
    sold = np.array([[9.0, 9.0, 9.0, 0.0]])
    bought = np.array([[9.0, 9.0, 9.0, 9.0]])
    found = features(facts_of({"sell_out_quantity": sold, "sell_in_quantity": bought}))
    levels = [found[0, :, at] for at in range(found.shape[2]) if np.isfinite(found[0, 0, at])]
    (ratio,) = levels
    np.testing.assert_allclose(ratio, [0, 0, 0, np.log(19 / 28)])


def test_months_without_a_row_have_no_feature() -> None:
    facts = facts_of({"away_scan_share": np.full((1, 6), 0.1)})
    facts.alive[0, 4:] = False
    assert np.isnan(features(facts)[0, 4:]).all()
    assert np.isfinite(features(facts)[0, 3]).any()
