"""Each kind of money has its own words, and no signal is told as another's."""

from __future__ import annotations

import pytest

from steelyard.results.case_words import month_words, sums_words
from steelyard.results.rival_words import Plain
from steelyard.signals import SIGNALS
from steelyard.signals.signal import KINDS
from steelyard.verdicts.matters import KIN
from steelyard.words import LANGUAGES, Language, say


@pytest.mark.parametrize("name", ["stock_cover_rise", "least_stock_cover_rise"])
def test_goods_in_the_warehouse_are_told_as_stock_and_not_as_bought(name: str) -> None:
    kind = SIGNALS[name].signal.amount_kind
    assert month_words(kind, 520_000.0, Plain("zh", "元")) == "库存高出应有约 52.0 万元"
    assert month_words(kind, 520_000.0, Plain("en", "CNY")) == (
        "about 520.0K CNY of stock beyond the expected"
    )
    assert sums_words({kind: 520_000.0}, Plain("en", "CNY")) == (
        "about 520.0K CNY of stock beyond the expected"
    )


@pytest.mark.parametrize("name", [n for n, r in SIGNALS.items() if r.signal.stands])
def test_a_level_that_stands_was_not_bought_in_the_month(name: str) -> None:
    assert SIGNALS[name].signal.amount_kind not in ("surplus", "crowded", "paid_back", "missing")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_name_of_its_own_and_a_meaning(language: Language) -> None:
    names = [say(f"results.kind.{kind}", language) for kind in KINDS]
    meaning = say("report.definition.amount_kind", language).lower()
    assert len(set(names)) == len(KINDS)
    assert all(name.lower() in meaning for name in names)
    assert all(f"`{k}`" in say("reference.verdicts.amount_kind", language) for k in KINDS)


def test_every_kind_says_one_thing_of_a_dealer() -> None:
    assert sorted(kind for kin in KIN for kind in kin) == sorted(KINDS)
