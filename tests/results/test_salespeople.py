"""What is said of a salesperson: the contract's columns, no guilt, and every reason in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from steelyard.results.people_words import p_said
from steelyard.results.salespeople import salespeople_table
from steelyard.words import LANGUAGES, catalogue
from tests.people.made import MONTHS, Matter, channel, spread, teams, weighed

CONTRACT = ["salesperson_id", "dealers", "flagged_dealers", "expected_flagged", "p_value"]
OTHERS = teams(20, 12, 5)


def _rows(
    dealers: list[tuple[str, str]],
    matters: list[Matter],
    served: dict[int, list[str]] | None = None,
) -> dict[str, dict[str, Any]]:
    usual = spread(240, 10, np.random.default_rng(7))
    table = salespeople_table(weighed(channel(dealers, served), [*usual, *matters]))
    return {row["salesperson_id"]: row for row in table.to_pylist()}


def test_where_nobody_is_named_the_table_is_empty_and_has_its_columns() -> None:
    table = salespeople_table(weighed(channel([("", "R0")] * 30), [(3, 9)]))
    assert table.num_rows == 0
    assert table.column_names[:5] == CONTRACT
    named = salespeople_table(weighed(channel(OTHERS), []))
    assert table.schema == named.schema


def test_one_row_a_salesperson_by_id() -> None:
    rows = _rows(OTHERS, [])
    assert list(rows) == sorted(rows)
    assert len(rows) == 20


def test_what_chance_explains_is_said_so_and_what_would_be_too_much() -> None:
    row = _rows(OTHERS, [])["S00"]
    assert "Chance can explain this." in row["explanation_en"]
    assert "偶然即可解释" in row["explanation_zh"]
    told = f"would begin at this number of flagged dealers: {row['provable_from']}."
    assert told in row["explanation_en"]
    assert f"列出过的达到 {row['provable_from']} 家" in row["explanation_zh"]
    assert "without evidence from the market there are no alerts" in row["explanation_en"]


def test_more_than_chance_explains_is_a_reason_to_look_and_no_finding_of_guilt() -> None:
    row = _rows([*OTHERS, *[("Wang", "R0")] * 12], [(240 + i, 9) for i in range(7)])["Wang"]
    assert row["judgement"] == "clustered"
    assert row["flagged_dealer_ids"] == [f"D{240 + i:04d}" for i in range(7)]
    assert row["explanation_en"].startswith("Dealers in charge: 12; flagged: 7; expected: 1.")
    assert "look at it with internal control. It is not a finding of guilt" in row["explanation_en"]
    assert "请会同内控查看；这不是给谁定责" in row["explanation_zh"]


def test_above_the_expected_is_said_to_be_a_place_to_look_first_and_perhaps_chance() -> None:
    row = _rows([*OTHERS, *[("Wang", "R0")] * 12], [(240 + i, 9) for i in range(5)])["Wang"]
    assert row["judgement"] == "above_expected"
    assert "look here first, though one honest salesperson in twenty" in row["explanation_en"]
    assert "清白的业务员里每二十名" in row["explanation_zh"]


def test_one_rare_case_among_many_is_said_to_be_one() -> None:
    dealers = [*teams(100, 12, 5), *[("Wang", "R0")] * 12]
    usual = spread(1200, 10, np.random.default_rng(7))

    def wang(flagged: int) -> dict[str, Any]:
        mine = [(1200 + i, 9) for i in range(flagged)]
        row: dict[str, Any] = salespeople_table(
            weighed(channel(dealers), [*usual, *mine])
        ).to_pylist()[-1]
        return row

    row = wang(wang(0)["provable_from"])
    assert row["p_value"] <= 0.01
    assert row["judgement"] == "above_expected"
    assert "among so many salespeople such a case is to be expected" in row["explanation_en"]


def test_each_reason_why_a_person_cannot_be_told_apart_is_named() -> None:
    alone = _rows([*OTHERS, *[("Wang", "alone")] * 12], [])["Wang"]
    assert "in regions that nobody else serves, or nearly so: 100.0%" in alone["explanation_en"]
    unknown = _rows([*OTHERS, *[("Wang", "")] * 12], [])["Wang"]
    assert "the region is unknown: 100.0%" in unknown["explanation_en"]
    assert "经销商档案里有 region_id 一列即可判断" in unknown["explanation_zh"]
    mixed = [("Wang", "alone")] * 5 + [("Wang", "")] * 4 + [("Wang", "R0")] * 3
    both = _rows([*OTHERS, *mixed], [])["Wang"]
    assert both["judgement"] == "not_separable"
    assert "the same region, tier or size: 75.0%" in both["explanation_en"]
    assert "would begin" not in alone["explanation_en"]


def test_a_person_without_another_is_told_to_have_none_to_compare_with() -> None:
    (row,) = salespeople_table(weighed(channel([("Wang", "R0")] * 12), [(0, 9)])).to_pylist()
    assert (row["flagged_dealers"], row["expected_flagged"], row["p_value"]) == (1, None, None)
    assert "There is no other salesperson to compare with." in row["explanation_en"]
    assert "没有别的业务员可比" in row["explanation_zh"]


def test_too_few_dealers_are_said_to_be_too_few() -> None:
    row = _rows([*OTHERS, ("Wang", "R0"), ("Wang", "R0")], [(240, 9), (241, 9)])["Wang"]
    assert row["judgement"] == "too_few"
    assert "with fewer than 5, none is held against anybody" in row["explanation_en"]


def test_where_even_all_flagged_would_be_chance_that_is_said() -> None:
    dealers = [*teams(10, 12, 2), *[("Wang", "R0")] * 6]
    made = channel(dealers)
    flags = [(dealer, 9) for dealer in range(126) if dealer % 3]
    row = salespeople_table(weighed(made, flags)).to_pylist()[-1]
    assert row["provable_from"] is None
    assert (
        "even if all of these dealers were flagged, chance could explain it"
        in row["explanation_en"]
    )


def test_moved_dealers_are_told_of_where_there_are_some() -> None:
    half = MONTHS // 2
    dealers = [*OTHERS, *[("Wang", "R0")] * 9]
    served = {240 + i: ["Li"] * half + ["Wang"] * half for i in range(9)}
    assert "changed hands" not in _rows(dealers, [])["Wang"]["explanation_en"]
    silent = _rows(dealers, [], served)["Wang"]
    assert "none was flagged on one side alone" in silent["explanation_en"]
    assert silent["moved_p_value"] is None
    some = _rows(dealers, [(240, 2), (241, 20)], served)["Li"]
    assert (some["moved_dealers"], some["moved_only_with"], some["moved_only_without"]) == (9, 1, 1)
    assert "only with this salesperson: 1; only with another: 1" in some["explanation_en"]
    assert "follow the person" not in some["explanation_en"]
    all_of_them = _rows(dealers, [(240 + i, 1 + i) for i in range(9)], served)["Li"]
    assert all_of_them["moved_p_value"] <= 0.01
    assert "follow the person more than chance explains" in all_of_them["explanation_en"]
    assert "可能正是查出了事才换手的" in all_of_them["explanation_zh"]


@pytest.mark.parametrize(("p", "said"), [(0.0123, "p = 0.012"), (1e-9, "p < 0.0001")])
def test_a_p_value_is_written_with_its_sign(p: float, said: str) -> None:
    assert {p_said(p, language) for language in LANGUAGES} == {said}


def test_no_sentence_on_people_calls_anybody_guilty() -> None:
    for key, text in catalogue("people", "en").items():
        lower = text.lower()
        assert "guilt" not in lower or "not a finding of guilt" in lower, key
    for key, text in catalogue("people", "zh").items():
        assert not any(word in text for word in ("舞弊", "违规", "作假", "串通")), key
