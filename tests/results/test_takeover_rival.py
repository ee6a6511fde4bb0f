"""A takeover as the honest explanation of a rise: asked of an heir, open as far as it reaches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from steelyard.baselines.takeover import LASTS, Takeover
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rival_words import Plain, rival_lines
from steelyard.results.rivals import Rival, Rivals
from steelyard.verdicts import Findings
from steelyard.words import LANGUAGES
from tests.report import channel_made_up

LAST, HEIR, CLOSED, FELL = 29, 70, 71, 44


def _with(found: Findings, told: tuple[Takeover, ...] | None) -> Findings:
    channel = replace(found.channel, takeovers_told=told)
    if told is None:
        channel.__dict__["takeovers"] = (Takeover(CLOSED, HEIR, LAST - 1, LAST),)
    return replace(found, channel=channel)


def _rival(found: Findings, dealer: int = HEIR) -> Rival | None:
    weighed = Rivals(ExpectedMonth(found)).weigh(dealer, LAST)
    return next((one for one in weighed if one.key == "takeover"), None)


def _told(share: float = 1.0, since: int = LAST - 1, heir: int = HEIR) -> tuple[Takeover, ...]:
    return (Takeover(CLOSED, heir, since, since, share),)


def test_of_a_dealer_that_took_over_nobody_it_is_not_asked(found: Findings) -> None:
    assert _rival(_with(found, ())) is None
    assert _rival(_with(found, _told(heir=HEIR + 5))) is None
    assert _rival(_with(found, _told(since=LAST - LASTS))) is None


def test_a_silence_is_not_explained_by_a_takeover() -> None:
    found, _ = channel_made_up.fallen_silent()
    silent = found.channel.panel.dealers.ids.index(channel_made_up.SILENT)
    assert _rival(_with(found, _told(heir=silent)), silent) is None


def test_a_takeover_that_reaches_far_enough_is_not_excluded(found: Findings) -> None:
    rival = _rival(_with(found, _told(share=1000.0)))
    assert rival is not None
    assert (rival.standing, rival.reason) == ("open", "takeover_told")


def test_a_small_share_is_excluded_and_says_how_much_it_explains(found: Findings) -> None:
    rival = _rival(_with(found, _told(share=0.001)))
    assert rival is not None
    assert (rival.standing, rival.reason) == ("excluded", "takeover_beyond")
    bought = found.channel.panel.sell_in_amount[CLOSED, LAST - 1 - LASTS : LAST - 1]
    assert rival.amounts["amount"] == pytest.approx(0.001 * bought.mean())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_guessed_is_said_to_be_and_the_table_named(found: Findings, language: str) -> None:
    guessed = _with(found, None)
    rival = _rival(guessed)
    assert rival is not None
    assert (rival.standing, rival.reason) == ("open", "takeover_guessed")
    lines = rival_lines(Rivals(ExpectedMonth(guessed)), HEIR, LAST, Plain(language))  # type: ignore[arg-type]
    closed = found.channel.panel.dealers
    (line,) = (one for one in lines if "successors" in one)
    assert closed.names[CLOSED] in line or closed.ids[CLOSED] in line
