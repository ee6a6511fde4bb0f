"""What a company may decide, and what is said where it decided something impossible."""

from __future__ import annotations

import pytest

from steelyard.settings import Settings, UnknownSetting, settings_from


def test_nothing_said_is_the_default() -> None:
    assert settings_from({}) == Settings()


def test_what_was_said_holds() -> None:
    given = {
        "tier_shares": [0.1, 0.2, 0.3, 0.4],
        "month_end_days": 3,
        "materiality_amount": 500,
        "festivals": "",
        "currency": "元",
    }
    settings = settings_from(given)
    assert settings.tier_shares == (0.1, 0.2, 0.3, 0.4)
    assert (settings.month_end_days, settings.materiality_amount) == (3, 500)
    assert (settings.festivals, settings.currency) == ("", "元")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tier_shares", [1, 2]),
        ("tier_shares", ["a", "b", "c", "d"]),
        ("tier_shares", [-0.5, 0.5, 0.5, 0.5]),
        ("tier_shares", 1),
        ("key_stability_cv", -1),
        ("key_stability_cv", "1"),
        ("false_discovery_rate", 2),
        ("false_discovery_rate", float("nan")),
        ("signal_level", True),
        ("signal_level", {"a": 1}),
        ("materiality_share", float("inf")),
        ("materiality_amount", -5),
        ("month_end_days", 0),
        ("month_end_days", 2.5),
        ("month_end_days", "5"),
        ("festivals", "XX"),
        ("festivals", 3),
        ("company", 3),
        ("currency", 5),
        ("threshold", 1),
    ],
)
def test_what_cannot_be_is_named_in_both_languages(name: str, value: object) -> None:
    with pytest.raises(UnknownSetting) as told:
        settings_from({name: value})
    assert name in told.value.message.zh
    assert name in told.value.message.en
    assert str(told.value) == told.value.message.en
