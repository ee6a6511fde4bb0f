"""Who served whom: gaps are filled only where the data say so, and holiday cover is no change."""

from __future__ import annotations

import numpy as np

from steelyard.people.service import service
from tests.people.made import MONTHS, channel


def _served(names: str, master: str = "") -> str:
    """Return a letter a month, "." for nobody, of one dealer whom the lines name by letters."""
    served = {0: [name.strip(".") for name in names.ljust(MONTHS, ".")]}
    found = service(channel([(master, "R0")], served))
    return "".join("." if who < 0 else found.people[who] for who in found.by[0])[: len(names)]


def test_nobody_is_made_up_where_neither_lines_nor_master_name_anybody() -> None:
    found = service(channel([("", "R0")]))
    assert found.people == ()
    assert (found.by == -1).all()


def test_a_dealer_that_no_line_names_has_the_masters_person_all_along() -> None:
    found = service(channel([("Li", "R0"), ("", "R0"), ("Wang", "R0")]))
    assert found.people == ("Li", "Wang")
    assert found.by.tolist() == [[0] * MONTHS, [-1] * MONTHS, [1] * MONTHS]
    assert _served("....", master="L") == "LLLL"


def test_a_month_without_a_sale_goes_on_with_who_served_last() -> None:
    assert _served("AAAA..BBBB..") == "AAAAAABBBBBB"


def test_before_the_first_name_the_master_counts_only_where_it_agrees() -> None:
    assert _served("...AAAA", master="A") == "AAAAAAA"
    assert _served("...AAAA", master="B") == "...AAAA"
    assert _served("...AAAA") == "...AAAA"


def test_a_short_spell_between_two_of_one_person_is_cover_and_a_longer_one_is_not() -> None:
    assert _served("AAABAAABBAAAA") == "AAAAAAAAAAAAA"
    assert _served("AAABBBAAAA") == "AAABBBAAAA"
    assert _served("AAABBCCC") == "AAABBCCC"


def test_before_a_dealers_first_order_nobody_serves_it() -> None:
    made = channel([("Li", "R0"), ("Wang", "R0")])
    made.sell_in_amount[1, :5] = made.order_count[1, :5] = 0
    found = service(made)
    assert (found.by[1, :5] == -1).all()
    assert (found.by[1, 5:] == 1).all()


def test_who_serves_nobody_in_the_panel_is_not_among_the_people() -> None:
    made = channel([("Li", "R0"), ("Wang", "R0")], {0: ["Bai"] * MONTHS, 1: [""] * MONTHS})
    found = service(made)
    assert found.people == ("Bai", "Wang")
    assert np.unique(found.by).tolist() == [0, 1]
