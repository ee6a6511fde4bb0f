"""Why a calm month is genuine or stays unjudged, in both languages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.results.settling import needed
from steelyard.results.standing_words import standing_sentences
from steelyard.results.words import BOUNDS, unjudged_sentence
from steelyard.verdicts import Findings
from steelyard.verdicts.cleared import most_unsold, seen
from steelyard.words import LANGUAGES
from tests.results.alerted import LAST

REASONS = ("quiet", "unwitnessed", "unreported", "thin", "lately", "unclear", "unsold",
           "short_history", "no_order", "not_yet", "gone")  # fmt: skip


def _said(found: Findings, dealer: int, month: int, language: str = "zh") -> str:
    texts, which = standing_sentences(found, np.array([dealer]), np.array([month]))
    return texts[language][int(which[0])]  # type: ignore[index]


def _as(found: Findings, reason: str) -> Findings:
    everywhere = np.full(found.verdicts.reason.shape, reason, dtype="<U13")
    return replace(found, verdicts=replace(found.verdicts, reason=everywhere))


@pytest.mark.parametrize("reason", [*REASONS, "genuine"])
def test_every_reason_is_said_in_both_languages(alerted: Findings, reason: str) -> None:
    for language in LANGUAGES:
        said = _said(_as(alerted, reason), 0, LAST, language)
        assert said
        assert "{" not in said
        assert ("属实：" in said or "Genuine:" in said) == (reason == "genuine")
    for name, bound in (("thin", "most"), ("unsold", "unsold_most"), ("lately", "years")):
        assert unjudged_sentence(alerted, name, "zh").count(BOUNDS[bound]) == 1


def test_genuine_says_what_bears_it_out_and_what_could_still_hide(alerted: Findings) -> None:
    channel = alerted.channel
    found = seen(channel.balance.scan_rate, channel.panel.shape)
    genuine = np.argwhere(alerted.verdicts.verdict == "genuine")
    dealer, month = (int(at) for at in genuine[len(genuine) // 2])
    said = _said(alerted, dealer, month)
    assert f"虚报不到真实销售的 {np.ceil(found.smallest_lie[dealer, month] * 100):.0f}%" in said
    assert f"相差不到 {np.ceil(found.apart[dealer, month] * 100):.0f}%" in said


def test_an_audit_that_agrees_is_told_and_its_absence_too(alerted: Findings) -> None:
    texts, which = standing_sentences(alerted, *np.nonzero(alerted.verdicts.verdict == "genuine"))
    said = {texts["zh"][at] for at in which.tolist()}
    assert any("抽盘与自报库存相符" in text for text in said)
    assert any("近三个月没有抽盘" in text for text in said)


def test_thin_witnesses_are_told_with_their_own_reach(alerted: Findings) -> None:
    thin = np.argwhere(alerted.verdicts.reason == "thin")
    said = {_said(alerted, int(d), int(m)) for d, m in thin[:40]}
    assert len(said) > 1
    assert all(f"须 {BOUNDS['most']} 就看得出来" in text for text in said)


def test_goods_that_scans_do_not_bear_out_are_told_in_fives_and_with_the_bound(
    alerted: Findings,
) -> None:
    channel = alerted.channel
    most = most_unsold(channel.balance.in_against_scans, channel.panel.shape)
    unsold = np.argwhere(alerted.verdicts.reason == "unsold")
    assert len(unsold)
    for dealer, month in unsold[:40].tolist():
        told = min(np.ceil(most[dealer, month] * 20) * 5, 995)
        said = _said(alerted, dealer, month, "en")
        assert f"may be up to {told:.0f}%;" in said.replace(",", "")
        assert f"no more than {BOUNDS['unsold_most']}" in said


def test_months_alike_share_a_sentence(alerted: Findings) -> None:
    dealer, month = np.nonzero(alerted.verdicts.verdict == "unjudged")
    texts, which = standing_sentences(alerted, dealer, month)
    assert len(texts["en"]) == len(texts["zh"]) < dealer.size
    assert set(which.tolist()) == set(range(len(texts["en"])))


@pytest.mark.parametrize(
    ("reason", "present", "wanted"),
    [
        ("quiet", ("sell_in",), ["sell_out", "stock", "scans"]),
        ("unwitnessed", ("sell_in", "sell_out", "stock"), ["scans"]),
        ("unreported", ("scans", "sell_in", "sell_out"), ["sell_out", "scans"]),
        ("thin", ("scans", "sell_in", "sell_out"), ["scans"]),
        ("unclear", ("scans", "sell_in", "sell_out"), []),
        ("no_order", ("sell_in",), []),
    ],
)
def test_the_table_that_would_tell_is_named(
    reason: str, present: tuple[str, ...], wanted: list[str]
) -> None:
    assert needed(reason, present) == wanted
