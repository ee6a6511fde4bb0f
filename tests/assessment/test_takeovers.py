"""Who took over whose business: told by a table, else assumed, and then said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

import steelyard
from steelyard.words import LANGUAGES

MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
CLOSES = MONTHS.index("2024-08")


def _write(folder: Path, name: str, header: str, rows: list[str]) -> None:
    (folder / f"{name}.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """Return two years of six dealers of one region; A closes, and B buys what A used to buy."""
    bought, sold = [], []
    for at, month in enumerate(MONTHS):
        for n, dealer in enumerate("ABCDEF"):
            if dealer == "A" and at >= CLOSES:
                continue
            amount = 1000 + 13 * n + at
            amount += 1000 + at if dealer == "B" and at >= CLOSES else 0
            bought.append(f"{dealer}{month},{month}-05,{dealer},P1,{amount},{amount}")
            sold.append(f"{month}-20,{dealer},P1,{amount},")
    lines = "order_id,order_date,dealer_id,product_id,quantity,amount"
    _write(tmp_path, "sell_in", lines, bought)
    _write(tmp_path, "sell_out", "sold_on,dealer_id,product_id,quantity,buyer_id", sold)
    masters = [f"{d},{n},R1" for d, n in zip("ABCDEF", "甲乙丙丁戊己", strict=True)]
    _write(tmp_path, "dealers", "dealer_id,name,region_id", masters)
    return tmp_path


def _successors(folder: Path, *rows: str) -> None:
    _write(folder, "successors", "dealer_id,successor_dealer_id,taken_over_on,share", list(rows))


def test_nobody_closes_and_nothing_is_assumed(merged: Path) -> None:
    lines = (merged / "sell_in.csv").read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("A")]
    (merged / "sell_in.csv").write_text("\n".join(kept) + "\n", "utf-8")
    done = steelyard.assess(merged)
    assert done.data_report["assumed"] == []
    assert "assessment.summary_assumed" not in {line.key for line in done.summary}


def test_a_guess_is_told_with_the_table_that_would_settle_it(merged: Path) -> None:
    done = steelyard.assess(merged)
    (one,) = done.data_report["assumed"]
    assert (one["closed_dealer_id"], one["dealer_ids"], one["now"]) == ("A", ["B"], True)
    assert (one["first_month"], one["last_month"]) == ("2024-08", "2025-07")
    assert "甲 (A)" in one["zh"]
    assert "Aug 2024" in one["en"]
    assert "Jul 2025" in one["en"]
    said = {line.key: line for line in done.summary}["assessment.summary_assumed"]
    for language in LANGUAGES:
        assert "successors" in said.speak(language)
    assert "successors" in {one["table"] for one in done.data_report["would_sharpen"]}


def test_where_the_table_is_brought_it_decides(merged: Path) -> None:
    _successors(merged, "A,C,2024-08-01,")
    done = steelyard.assess(merged)
    assert done.data_report["assumed"] == []
    ids = done.findings.channel.panel.dealers.ids
    (told,) = done.findings.channel.takeovers
    assert (ids[told.closed], ids[told.heir], told.since) == ("A", "C", CLOSES)


def test_a_month_before_the_takeover_knows_nothing_of_it(merged: Path) -> None:
    _successors(merged, "A,B,2024-08-01,")
    done = steelyard.assess(merged, as_of="2024-07")
    assert done.findings.channel.takeovers == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_who_is_held_back_by_an_assumption(
    merged: Path, tmp_path_factory: pytest.TempPathFactory, language: str
) -> None:
    out = tmp_path_factory.mktemp("out")
    done = steelyard.assess(merged, out, language=language)  # type: ignore[arg-type]
    page = (out / "report.html").read_text("utf-8")
    part = page[page.index('id="assumed"') :]
    assert done.data_report["assumed"][0][language] in part
    _successors(merged, "A,B,2024-08-01,")
    steelyard.assess(merged, out, language=language)  # type: ignore[arg-type]
    assert 'id="assumed"' not in (out / "report.html").read_text("utf-8")


def test_one_closed_dealer_is_told_once_with_all_who_may_have_taken_it_over(merged: Path) -> None:
    """C, too, buys more from the month after, and then more nearly as much as A did."""
    lines = (merged / "sell_in.csv").read_text("utf-8").splitlines()
    grown = [_with_amount(line, 2600) if _is(line, "C", "2024-09") else line for line in lines]
    less = [_with_amount(line, 1500) if _is(line, "B", "2024-09") else line for line in grown]
    (merged / "sell_in.csv").write_text("\n".join(less) + "\n", "utf-8")
    done = steelyard.assess(merged)
    (one,) = done.data_report["assumed"]
    assert sorted(one["dealer_ids"]) == ["B", "C"]
    assert {line.key: line for line in done.summary}["assessment.summary_assumed"].figures == {
        "count": 2
    }


def _is(line: str, dealer: str, since: str) -> bool:
    cells = line.split(",")
    return cells[2] == dealer and cells[1] >= since


def _with_amount(line: str, amount: int) -> str:
    return ",".join([*line.split(",")[:4], str(amount), str(amount)])
