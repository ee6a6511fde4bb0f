"""How far the numbers can be believed: calibration of the score, verified sell-out."""

from __future__ import annotations

from steelyard.scorecard.calibration import Calibration
from steelyard.scorecard.scorecard import Scorecard
from steelyard.scorecard.told.section import Section, note, number, ratio, share, titled
from steelyard.words import Language, say


def measured(card: Scorecard, language: Language) -> list[Section]:
    """Return the sections; none of verified sell-out where the world does not tell."""
    return [_calibration(card.calibration, language), *_verified(card, language)]


def _calibration(calibration: Calibration, language: Language) -> Section:
    rows = [
        (f"{one.low:g}–{one.high:g}", number(one.mean_score, 3), share(one.within_case))
        for one in calibration.bins
    ]
    table = titled("calibration", ("score", "mean", "within"), rows, language)
    notes = tuple(
        note(name, number(value, 4), language)
        for name, value in (
            ("brier", calibration.brier),
            ("brier_of_base_rate", calibration.brier_of_base_rate),
        )
    )
    return Section(table.title, table.head, table.rows, notes)


def _verified(card: Scorecard, language: Language) -> list[Section]:
    if card.verified is None:
        return []
    rows = [
        (
            say(f"scorecard.group.{name}", language),
            share(one.covered),
            ratio(one.median_error),
            ratio(one.median_width),
        )
        for name, one in card.verified.items()
    ]
    return [titled("verified", ("group", "covered", "error", "width"), rows, language)]
