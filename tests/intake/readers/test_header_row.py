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


def test_a_row_with_all_names_needs_none_above_it() -> None:
    full = "客户编码|客户名称|单据日期|单据编号|金额|数量"
    for above in ("客户信息||单据||||", "客户：全部||日期：全年||制表：张三|"):
        assert _found(above, full, "K|甲|2024-03-05|A1|1|2") == Headers(tuple(full.split("|")), 1)


def test_what_names_a_report_is_no_group_of_bare_names() -> None:
    found = _found("单位：某某||制表：张三||", "编码|名称|日期|编号|金额", "K|甲|2024-03-05|A|1")
    assert found.names == ("编码", "名称", "日期", "编号", "金额")


def test_a_row_below_headers_is_no_second_level_because_a_title_is_merged() -> None:
    rows = ("经销商档案|||", "客户编码|客户名称||备注", "KH1|华东商贸|甲|")
    assert _found(*rows, spans=((0, 0, 3),)).last_row == 1


def test_a_header_merged_over_two_columns_of_words_has_no_second_level() -> None:
    rows = ("客户编码|客户名称|地址||电话", "KH1|华东商贸|成都|高新区|", "KH2|华北|北京|海淀区|")
    assert _found(*rows, spans=((0, 2, 3),)).last_row == 0


@pytest.mark.parametrize("word", ["名称", "编号", "区域"])
def test_one_word_of_a_header_in_a_line_makes_no_second_level(word: str) -> None:
    assert _found("客户编码|客户名称||备注", f"KH1|华东商贸|{word}|", "KH2|华北|甲|").last_row == 0


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


GROUPS = ((0, 0, 1), (0, 2, 3))
JOINED = ("客户信息.编码", "客户信息.名称", "单据.日期", "单据.编号", "金额", "数量")
LINE = "D1|甲|2024-03-05|A1|100|2"


@pytest.mark.parametrize("spans", [GROUPS, ()])
@pytest.mark.parametrize(
    "rows",
    [
        ("客户信息||单据||金额|数量", "编码|名称|日期|编号||"),
        ("客户信息||单据||金额|", "编码|名称|日期|编号||数量"),
    ],
)
def test_bare_names_take_their_group_and_what_has_none_stands_in_either_row(rows, spans) -> None:
    assert _found(*rows, LINE, spans=spans) == Headers(JOINED, 1)


def test_bare_names_take_their_group_where_both_have_names_of_their_own() -> None:
    rows = ("客户信息||单据|||", "编码|名称|日期|编号|金额|数量", LINE)
    assert _found(*rows, spans=GROUPS).names == JOINED


def test_a_word_over_names_that_say_nothing_alone_is_their_group() -> None:
    rows = ("||||金额|", "客户编码|日期|单号|数量|含税|不含税", "D1|2024-03-05|A1|2|100|90")
    found = _found(*rows)
    assert found.names[3:] == ("数量", "金额.含税", "金额.不含税")
    assert _found(*rows, spans=((0, 4, 5),)) == found


def test_a_row_of_units_belongs_to_the_headers_above() -> None:
    rows = ("客户编码|单号|数量|金额", "||箱|（万元）", "D1|A1|2|1.5")
    assert _found(*rows) == Headers(("客户编码", "单号", "数量.箱", "金额.（万元）"), 1)
    rows = ("客户编码|单号|数量||金额|", "||箱|瓶|含税|不含税", "D1|A1|2|12|100|90")
    units = ("数量.箱", "数量.瓶", "金额.含税", "金额.不含税")
    assert _found(*rows) == Headers(("客户编码", "单号", *units), 1)


def test_names_may_be_grouped_by_month() -> None:
    rows = ("客户||1月||2月|", "编码|名称|数量|金额|数量|金额", "D1|甲|1|2|3|4")
    assert _found(*rows).names[2:] == ("1月.数量", "1月.金额", "2月.数量", "2月.金额")


def test_cells_merged_over_three_rows_leave_a_blank_one_between() -> None:
    rows = ("三月销售|||||", "客户信息||单据||金额|数量", "|||||", "编码|名称|日期|编号||", LINE)
    spans = ((0, 0, 5), (1, 0, 1), (1, 2, 3))
    assert _found(*rows, spans=spans) == Headers(JOINED, 3)


def test_a_third_row_above_counts_only_where_names_need_it() -> None:
    rows = ("主数据||||业务|", "客户||商品||数量|金额", "编码|名称|编码|名称||", "D|甲|P|酒|1|2")
    named = ("客户.编码", "客户.名称", "商品.编码", "商品.名称", "数量", "金额")
    assert _found(*rows) == Headers(named, 2)
    rows = ("本月||||上月|", "销售||退货||销售|", "数量|金额|数量|金额|数量|金额", "1|2|3|4|5|6")
    named = ("本月.销售.数量", "本月.销售.金额", "本月.退货.数量", "本月.退货.金额")
    assert _found(*rows) == Headers((*named, "上月.销售.数量", "上月.销售.金额"), 2)


def test_forty_blanks_in_a_group_are_no_headers() -> None:
    blank = "|" * 40
    rows = (f"客户信息||单据||金额|数量{blank}", f"编码|名称|日期|编号||{blank}", LINE + blank)
    found = _found(*rows)
    assert found.names[:6] == JOINED
    assert set(found.names[6:]) == {""}


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
