"""How well an alert is founded: by its score, its witnesses, and the rivals that stand."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.results.alert_strength import FAR_ABOVE, Founded, alert_step, founded
from steelyard.results.case_words import strength_words
from steelyard.results.rival_words import Plain
from steelyard.results.strength import GRADES, Strength
from steelyard.verdicts import Findings
from tests.results.alerted import LAST, READERS, row_of


def _step(
    margin: float = 3.0, witnesses: int = 3, outside: int = 1, power: bool = False,
    rivals: tuple[str, ...] = (),
) -> int:  # fmt: skip
    return alert_step(Founded(margin, witnesses, outside, power), rivals)


def test_an_alert_that_only_runs_on_is_weak() -> None:
    assert _step(margin=-0.5) == 0
    assert _step(margin=-np.inf, witnesses=0, outside=0) == 0


@pytest.mark.parametrize(("margin", "step"), [(0.0, 1), (FAR_ABOVE - 0.1, 1), (FAR_ABOVE, 2)])
def test_the_score_comes_first(margin: float, step: int) -> None:
    assert _step(margin=margin) == step


def test_a_single_witness_lowers_it() -> None:
    assert _step(witnesses=1) == 1
    assert _step(margin=0.0, witnesses=1) == 0


def test_books_alone_are_never_strong_but_for_power() -> None:
    assert _step(outside=0) == 1
    assert _step(outside=0, power=True) == 2


def test_a_rival_not_excluded_lowers_it_and_lets_it_never_be_strong() -> None:
    assert _step(margin=9.0, rivals=("growth",)) == 1
    assert _step(margin=9.0, rivals=("growth", "border")) == 1
    assert _step(margin=0.0, rivals=("growth",)) == 0


def test_more_evidence_never_lowers_it() -> None:
    for rivals in ((), ("growth",)):
        steps = [_step(m, w, o, rivals=rivals) for m, w, o in
                 ((-1, 0, 0), (0, 1, 0), (0, 2, 0), (0, 2, 1), (2, 2, 1), (5, 4, 3))]  # fmt: skip
        assert steps == sorted(steps)


def test_witnesses_are_looks_that_stand_out_and_some_are_from_outside(alerted: Findings) -> None:
    of = founded(alerted, row_of("stuffing"), LAST, READERS)
    assert (of.witnesses, of.outside, of.power) == (2, 1, False)
    assert of.margin > 0
    assert founded(alerted, row_of("power"), LAST, READERS).power


def test_the_reason_says_what_counted() -> None:
    def said(of: Founded) -> str:
        grade = GRADES[alert_step(of)]
        return strength_words(Strength(grade, 1e-9, 9, (), alert=of), Plain("zh"))

    assert said(Founded(3.0, 3, 2, False)) == "证据强：得分远高于预警线，3 处证据互相印证。"
    assert (
        said(Founded(1.0, 2, 0, False)) == "证据中：得分高于预警线，2 处证据互相印证，都出自账内。"
    )
    assert (
        said(Founded(-0.5, 1, 1, False)) == "证据弱：得分略低于预警线，预警仍在延续，只有一处证据。"
    )
    assert said(Founded(3.0, 2, 0, True)).endswith("以厂家自己的账为凭。")
