"""Which row holds the headers, and two-level headers."""

from __future__ import annotations

import pytest

from steelyard.intake.readers.header_row import Headers, find_headers, is_value


def _found(*rows: str, spans: tuple[tuple[int, int, int], ...] = ()) -> Headers:
    found = find_headers([row.split("|") for row in rows], spans)
    assert found is not None
    return found


def test_headers_on_the_first_row_stay_there() -> None:
    found = _found("客户编码|日期|备注", "KH1|2024-01-01|急", "KH2|2024-01-02|")
    assert found == Headers(("客户编码", "日期", "备注"), 0)


def test_a_row_of_words_below_is_no_second_level() -> None:
    assert _found("客户编码|客户名称||备注", "KH1|华东商贸|甲|", "KH2|华北商贸|乙|").last_row == 0


def test_metadata_above_is_no_first_level() -> None:
    found = _found("单位：某某||日期：三月|", "客户编码|日期|数量|金额", "K|2024-01-01|1|2")
    assert found == Headers(("客户编码", "日期", "数量", "金额"), 1)


def test_a_merged_title_is_no_first_level() -> None:
    found = _found("三月销售明细|||", "客户编码|日期|数量|金额", "K|1|1|2", spans=((0, 0, 3),))
    assert found.names[2] == "数量"


def test_two_rows_of_unknown_words_are_no_two_levels() -> None:
    assert _found("甲||乙", "丙|丁|", "1|2|3").names == ("甲", "", "乙")


def test_a_row_that_says_a_headers_word_is_no_second_level() -> None:
    assert _found("客户编码|备注", "KH1|区域", "KH2|急").last_row == 0


def test_nothing_is_found_in_blank_rows() -> None:
    assert find_headers([[], ["", ""]]) is None


def test_merged_groups_stand_before_their_names() -> None:
    spans = ((0, 1, 2), (0, 3, 4))
    found = _found("客户编码|本月||上月|", "|数量|金额|数量|金额", "K|1|2|3|4", spans=spans)
    assert found.names == ("客户编码", "本月.数量", "本月.金额", "上月.数量", "上月.金额")
    assert found.last_row == 1


def test_groups_are_seen_without_merged_cells_too() -> None:
    found = _found("客户编码|本月||备注", "|数量|金额|", "K|1|2|急")
    assert found.names == ("客户编码", "本月.数量", "本月.金额", "备注")


def test_a_group_does_not_reach_beyond_its_merged_cells() -> None:
    found = _found("编号|本月|||客户编码", "|数量|金额|单号|", "K|1|2|3|4", spans=((0, 1, 2),))
    assert found.names == ("编号", "本月.数量", "本月.金额", "单号", "客户编码")


def test_unknown_headers_are_known_by_a_row_as_full_as_those_below() -> None:
    found = _found("report", "foo|bar|baz", "1|2|3", "4|5|6")
    assert found == Headers(("foo", "bar", "baz"), 1)


def test_without_any_row_of_names_the_first_row_is_taken() -> None:
    assert _found("", "1|2", "3|4") == Headers(("1", "2"), 1)


def test_a_narrow_row_of_names_is_better_than_none() -> None:
    assert _found("foo|||", "1|2|3|4", "5|6|7|8").last_row == 0


@pytest.mark.parametrize(
    "cell", ["12", "-1,234.50", "２０２４年３月５日", "2024/3/5 10:00", "¥5", "3%"]
)
def test_values(cell: str) -> None:
    assert is_value(cell)


@pytest.mark.parametrize("cell", ["KH001", "数量", "S18_1749", "FQty2"])
def test_names(cell: str) -> None:
    assert not is_value(cell)
