"""Every rival: it looks at nothing later, says nothing of what it cannot see, and can be absent."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from steelyard.scorecard.rivals import RIVALS, LeftOut
from steelyard.words import LANGUAGES
from tests.scorecard.rivals.channels import facts_of, steady, until

PYOD = ("ecod", "isolation_forest")
CHANGES = ("amount_change", "order_count_change")


def test_the_rivals_are_found_by_walking() -> None:
    assert {*PYOD, "rule_of_thumb"} <= set(RIVALS)
    for rival in RIVALS.values():
        assert set(rival.title) == set(LANGUAGES)


@pytest.mark.parametrize("name", [*PYOD, "rule_of_thumb"])
def test_where_nothing_is_known_nothing_is_said(name: str) -> None:
    nothing = np.full((3, 12), np.nan)
    assert np.isnan(RIVALS[name].score(facts_of({"sell_in_amount": nothing}))).all()


@pytest.mark.parametrize("name", [*PYOD, "rule_of_thumb"])
def test_a_later_month_changes_no_earlier_score(name: str) -> None:
    columns = steady(months=11)
    change = columns["sell_in_amount"][:, 1:] / columns["sell_in_amount"][:, :-1] - 1
    columns |= {c: np.pad(change, ((0, 0), (1, 0)), constant_values=np.nan) for c in CHANGES}
    # A fact that nobody has at first, and a month that differs from all before.
    columns["scans"][:, :7] = np.nan
    columns["sell_in_amount"][:, 8:] *= 20
    facts = facts_of(columns)
    whole = RIVALS[name].score(facts)
    assert np.isfinite(whole[:, 7]).all()
    for months in (5, 8):
        np.testing.assert_array_equal(RIVALS[name].score(until(facts, months)), whole[:, :months])


def test_a_month_in_which_nobody_is_known_is_passed_over() -> None:
    facts = facts_of(steady(months=8))
    facts.alive[:, 7] = False
    score = RIVALS["ecod"].score(facts)
    assert np.isnan(score[:, 7]).all()
    assert np.isfinite(score[:, 6]).all()


@pytest.mark.parametrize("name", PYOD)
def test_a_dealer_whose_goods_part_company_with_its_scans_stands_out(name: str) -> None:
    columns = steady(months=14)
    for fact in ("sell_in_amount", "sell_in_quantity", "sell_out_quantity", "stock_quantity"):
        columns[fact][4, 11:] *= 5
    columns["away_scan_share"][4, 11:] *= 5
    score = RIVALS[name].score(facts_of(columns))
    assert (score[:, 11].argmax(), score[:, 12].argmax()) == (4, 4)


@pytest.mark.parametrize("name", PYOD)
def test_without_pyod_it_is_left_out_with_the_mend(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for loaded in [module for module in sys.modules if module.partition(".")[0] == "pyod"]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setattr(sys, "meta_path", [_NoPyod(), *sys.meta_path])
    with pytest.raises(LeftOut, match="pip install"):
        RIVALS[name].score(facts_of(steady(months=3)))


class _NoPyod:
    """Finds PyOD nowhere."""

    def find_spec(self, name: str, *_: object) -> None:
        if name.partition(".")[0] == "pyod":
            raise ModuleNotFoundError(name)


def test_the_rule_of_thumb_wants_both_jumps() -> None:
    columns = {
        "amount_change": np.array([[np.nan, 2.0, 2.0, 0.1]]),
        "order_count_change": np.array([[0.5, 0.5, -0.2, np.nan]]),
    }
    score = RIVALS["rule_of_thumb"].score(facts_of(columns))
    np.testing.assert_array_equal(score, [[np.nan, 0.5, -0.2, np.nan]])
