"""Rival explanations: each excluded where it has nothing to say, open where it has."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rivals import Rival, Rivals
from steelyard.verdicts.findings import Findings
from tests.report import channel_made_up

LAST = 29
JUMPED = 70
FELL = 44


def _weigh(found: Findings, dealer: int = JUMPED, month: int = LAST) -> dict[str, Rival]:
    return {r.key: r for r in Rivals(ExpectedMonth(found)).weigh(dealer, month)}


def _with(found: Findings, **arrays: object) -> Findings:
    panel = replace(found.channel.panel, **arrays)
    return replace(found, channel=replace(found.channel, panel=panel))


def test_a_lone_jump_of_an_old_dealer_has_no_rival(found: Findings) -> None:
    rivals = _weigh(found)
    assert {r.standing for r in rivals.values()} == {"excluded"}
    assert rivals["promotion"].reason == "promotion_none"
    assert rivals["launch"].reason == "launch_none"


def test_without_a_promotion_plan_a_promotion_cannot_be_judged(found: Findings) -> None:
    assert _weigh(_with(found, promoted_amount=None))["promotion"].standing == "unknown"


@pytest.mark.parametrize(("part", "standing"), [(0.1, "excluded"), (0.9, "open")])
@pytest.mark.parametrize("rival", ["promotion", "launch"])
def test_what_covers_half_of_it_stays_open(
    found: Findings, rival: str, part: float, standing: str
) -> None:
    name = {"promotion": "promoted_amount", "launch": "launched_amount"}[rival]
    answer = _weigh(_with(found, **{name: found.channel.panel.sell_in_amount * part}))[rival]
    assert answer.standing == standing
    assert answer.shares["share"] == pytest.approx(part)


def test_returns_larger_than_sales_do_not_break_a_share(found: Findings) -> None:
    amount = found.channel.panel.sell_in_amount.copy()
    amount[JUMPED, LAST] = -5.0
    covered = np.full(amount.shape, 7.0)
    assert _weigh(_with(found, sell_in_amount=amount, promoted_amount=covered))[
        "promotion"
    ].shares == {"share": 0.0}


def test_a_rise_that_all_share_may_be_the_season(found: Findings) -> None:
    amount = found.channel.panel.sell_in_amount.copy()
    amount[:, LAST] *= np.where(np.arange(len(amount)) == JUMPED, 1, 4)
    rival = _weigh(_with(found, sell_in_amount=amount))["season"]
    assert rival.standing == "open"
    assert rival.changes["others"] > 2


def test_without_history_the_season_is_unknown(found: Findings) -> None:
    assert _weigh(found, month=2)["season"].standing == "unknown"


def test_a_low_spell_before_a_rise_may_be_caught_up(found: Findings) -> None:
    amount = found.channel.panel.sell_in_amount.copy()
    usual = ExpectedMonth(found).amount[JUMPED, LAST]
    amount[JUMPED, LAST - 2 :] = [0.0, 0.0, 3 * usual]
    changed = channel_made_up.findings(replace(found.channel.panel, sell_in_amount=amount))
    rival = _weigh(changed)["catch_up"]
    assert rival.standing == "open"
    assert rival.amounts["amount"] == pytest.approx(2 * usual, rel=0.2)


def test_a_fall_is_weighed_against_stock_bought_before(found: Findings) -> None:
    assert _weigh(found, FELL)["stocked_up"].standing == "excluded"
    amount = found.channel.panel.sell_in_amount.copy()
    amount[FELL, LAST - 2 : LAST] *= 3
    assert _weigh(_with(found, sell_in_amount=amount), FELL)["stocked_up"].standing == "open"


def test_a_newcomer_says_so(found: Findings) -> None:
    rival = _weigh(found, 11)["newcomer"]
    assert rival.counts == {"months": 9}
    assert rival.standing == "open"


def test_open_rivals_are_told_first(found: Findings) -> None:
    with_promotion = _with(found, promoted_amount=found.channel.panel.sell_in_amount)
    told = Rivals(ExpectedMonth(with_promotion)).weigh(JUMPED, LAST)
    assert told[0].key == "promotion"


def test_nothing_after_the_month_is_used(found: Findings) -> None:
    made = found.channel.panel
    later = made.sell_in_amount.copy()
    later[:, 25:] = 1e9
    before = _weigh(found, JUMPED, 24)
    changed = channel_made_up.findings(replace(made, sell_in_amount=later))
    assert _weigh(changed, JUMPED, 24) == before
