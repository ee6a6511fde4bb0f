"""Every table of the contract at once: what each adds to the monthly table, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

import steelyard
from steelyard.results.monthly import COLUMNS
from steelyard.tables import TABLES

MONTHS = [f"2024-{month:02d}" for month in range(1, 13)]


def _write(folder: Path, name: str, header: str, rows: list[str]) -> None:
    (folder / f"{name}.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a year of two level-1 dealers, A and B, and C that buys from A."""
    folder = tmp_path_factory.mktemp("everything")
    bought = [(d, m, 1000 + 100 * i) for i, m in enumerate(MONTHS) for d in "AB"]
    sell_in = [f"O{d}{m},{m}-05,{d},P1,100,{amount}" for d, m, amount in bought]
    _write(folder, "sell_in", "order_id,order_date,dealer_id,product_id,quantity,amount", sell_in)
    _write(folder, "dealers", "dealer_id,name,level,parent_id,region_id",
           ["A,Alpha,1,,N", "B,Beta,1,,S", "C,Gamma,2,A,N"])  # fmt: skip
    _write(folder, "products", "product_id,name,category,unit_cost", ["P1,Tea,Tea,6"])
    _write(folder, "regions", "region_id,name", ["N,North", "S,South"])
    sold = [f"{m}-20,A,P1,80,900,C" for m in MONTHS]
    _write(folder, "sell_out", "sold_on,dealer_id,product_id,quantity,amount,buyer_id", sold)
    counted = [f"{m}-28,A,P1,{20 + i},dealer" for i, m in enumerate(MONTHS)]
    _write(folder, "stock", "counted_on,dealer_id,product_id,quantity,counted_by", counted)
    _write(folder, "transfers", "moved_on,from_dealer_id,to_dealer_id,product_id,quantity",
           ["2024-03-03,A,B,P1,5"])  # fmt: skip
    seen = [f"K{m}{i},{m}-25,P1,A,{'N' if i else 'S'}" for m in MONTHS for i in range(4)]
    _write(folder, "scans", "code,scanned_on,product_id,dealer_id,region_id", seen)
    billed = [f"I{m},A,{m}-05,{m}-25,1000" for m in MONTHS]
    _write(folder, "invoices", "invoice_id,dealer_id,issued_on,due_on,amount", billed)
    paid = [f"Y{m},A,{m}-28,900" for m in MONTHS]
    _write(folder, "payments", "payment_id,dealer_id,paid_on,amount", paid)
    claimed = [f"Z{m},A,{m}-15,promotion,60,50" for m in MONTHS]
    _write(folder, "claims", "claim_id,dealer_id,claimed_on,kind,amount_claimed,amount_paid",
           claimed)  # fmt: skip
    _write(folder, "promotions", "promotion_id,starts_on,ends_on,dealer_id,region_id,product_id",
           ["Q1,2024-06-01,2024-06-30,,N,"])  # fmt: skip
    _write(folder, "outlets", "outlet_id,name,dealer_id,region_id", ["T1,Shop,A,N"])
    _write(folder, "rebate_steps", "scheme_id,period,basis,threshold,rate",
           ["R1,month,sell_in,2000,0.02"])  # fmt: skip
    _write(folder, "successors", "dealer_id,successor_dealer_id,taken_over_on,share",
           ["C,B,2024-11-05,0.5"])  # fmt: skip
    return folder


def test_every_table_is_known_and_read(everything: Path) -> None:
    found = steelyard.check(everything).data_report["tables"]
    assert set(found) == set(TABLES)


def _rows(done: steelyard.Assessment, dealer: str) -> list[dict[str, object]]:
    return [row for row in done.monthly.to_dicts() if row["dealer_id"] == dealer]


def test_each_table_fills_its_columns(everything: Path) -> None:
    done = steelyard.assess(everything)
    last = _rows(done, "A")[-1]
    unfilled = {name for name in COLUMNS if last[name] is None}
    assert unfilled == {"amount_change_yoy"}
    assert last["sell_out_quantity"] == 80
    # It bought 100 and has one more in stock: 99 must have left, whatever it reports.
    verified = [last[f"verified_sell_out_quantity{end}"] for end in ("_low", "", "_high")]
    assert verified == sorted(verified)
    assert 80 < verified[1] < 99
    assert _rows(done, "B")[-1]["verified_sell_out_quantity"] is None
    assert last["stock_quantity"] == 31
    assert last["stock_cover_months"] == pytest.approx(31 / 80)
    assert last["away_scan_share"] == 0.25
    assert last["overdue_amount"] == pytest.approx(12 * 100)
    assert last["trade_spend_ratio"] == pytest.approx(50 / 2100)


def test_a_dealer_of_level_two_bought_what_others_say_they_sold_it(everything: Path) -> None:
    rows = _rows(steelyard.assess(everything), "C")
    assert [row["sell_in_quantity"] for row in rows] == [80.0] * 12
    assert {row["level"] for row in rows} == {2}
    assert {row["channel_share"] for row in rows} == {1.0}


def test_profit_is_known_where_costs_are(everything: Path) -> None:
    rows = {row["dealer_id"]: row for row in steelyard.assess(everything).tiers.to_dicts()}
    year = sum(1000 + 100 * i for i in range(12))
    assert rows["A"]["profit"] == pytest.approx(year - 12 * 600 - 12 * 50)
    assert "by:profit" in rows["A"]["reasons"]


def test_tables_that_were_brought_accuse_and_clear_nobody_without_enough_past(
    everything: Path,
) -> None:
    verdicts = steelyard.assess(everything).verdicts.to_dicts()
    assert {row["verdict"] for row in verdicts} <= {"watch", "unjudged"}
    for row in verdicts:
        assert row["explanation_en"]
        assert "do not use them yet" not in row["explanation_en"]


def test_a_promotion_for_all_needs_no_dealer_master(tmp_path: Path, everything: Path) -> None:
    for name in ("sell_in", "promotions"):
        text = (everything / f"{name}.csv").read_text("utf-8")
        (tmp_path / f"{name}.csv").write_text(text.replace(",N,", ",,"), "utf-8")
    promoted = steelyard.assess(tmp_path).findings.channel.panel.promoted_amount
    assert promoted is not None
    assert promoted[:, 5].tolist() == [1500.0, 1500.0]
    assert promoted.sum() == 3000.0


@pytest.mark.spark
@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("tables", [None, ("sell_in", "promotions")])
def test_spark_gives_the_same_results(
    everything: Path, tables: tuple[str, ...] | None, tmp_path: Path
) -> None:
    for path in everything.iterdir():
        if tables is None or path.stem in tables:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    one, other = (steelyard.assess(tmp_path, engine=name) for name in ("duckdb", "spark"))
    for left, right in zip(one.tables, other.tables, strict=True):
        assert left.to_arrow().equals(right.to_arrow()), left.name
