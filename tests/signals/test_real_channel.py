"""One real channel of nine years: few months are selected, and those selected are remarkable."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest

from steelyard.baselines import Channel
from steelyard.engines.duckdb import DuckDBEngine
from steelyard.facts import panel_from, run_facts
from steelyard.settings import Settings
from steelyard.signals import SIGNALS
from steelyard.verdicts.decide import decide, read_signals

SELL_IN = """
select "Store Number" as dealer_id, "Date" as order_date, "Item Number" as product_id,
       left("Invoice/Item Number", -5) as order_id, cast(null as varchar) as salesperson_id,
       cast("Bottles Sold" as decimal(18, 4)) as quantity,
       cast("Sale (Dollars)" as decimal(18, 4)) as amount
from '{folder}/sales_*.parquet' where "Item Number" in
    (select "Item Number" from read_csv('{folder}/products.csv', all_varchar = true)
     where Vendor = '260')
"""


@pytest.fixture(scope="module")
def vendor_260(real_data: Path) -> Channel:
    with duckdb.connect(":memory:", config={"memory_limit": "2GB"}) as connection:
        engine = DuckDBEngine(connection)
        engine.materialise("sell_in", SELL_IN.format(folder=real_data / "iowa_liquor"))
        panel = panel_from(run_facts(engine, ("sell_in",)), None)
    return Channel(panel, Settings(festivals=""))


def test_far_fewer_than_two_in_a_hundred_months_are_selected(vendor_260: Channel) -> None:
    verdicts = decide(vendor_260, read_signals(vendor_260, ("sell_in",)))
    watched = verdicts.verdict == "watch"
    assert 20 < watched.sum() < 0.005 * np.count_nonzero(verdicts.verdict != "")


@pytest.mark.parametrize(
    "name", ["sales_jump", "order_count_jump", "channel_share_jump", "month_end_loading",
             "quarter_end_loading", "pull_forward", "mechanical_ordering"],
)  # fmt: skip
def test_p_values_are_honest_on_wild_real_sales(vendor_260: Channel, name: str) -> None:
    p = SIGNALS[name].read(vendor_260).p_value
    p = p[~np.isnan(p)]
    assert p.size > 10_000
    for level in (0.1, 0.01):
        assert np.mean(p <= level) <= 1.5 * level


def test_large_dealers_that_go_on_ordering_are_rarely_silent(vendor_260: Channel) -> None:
    p = SIGNALS["sudden_silence"].read(vendor_260).p_value
    orders = vendor_260.panel.order_days > 0
    goes_on = orders[:, :-3] & (orders[:, 1:-2] | orders[:, 2:-1] | orders[:, 3:])
    p = p[:, :-3][goes_on & ~np.isnan(p[:, :-3])]
    assert p.size > 7000
    for level in (0.1, 0.01, 0.001):
        assert np.mean(p <= level) <= 1.5 * level
