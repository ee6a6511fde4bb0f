"""The settings of an assessment: cut-offs, floors, calendar. Plain values with reasons.

They come from `steelyard.toml`, section `[settings]`, or from the caller. This module
checks them; it knows nothing of what is done with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from steelyard.words import Message


@dataclass(frozen=True)
class Settings:
    """What a company may decide. Defaults are stated with their reason in docs/reference."""

    tier_shares: tuple[float, float, float, float] = (0.01, 0.04, 0.15, 0.80)
    """Shares of dealers by rank: key, major, ordinary, small. At least one key dealer."""
    key_stability_cv: float = 1.0
    """A dealer whose monthly sell-in varies more than this (small-sample CV) is not key."""
    false_discovery_rate: float = 0.10
    """Share of the month's `watch` verdicts that may be chance (weighted Benjamini-Hochberg)."""
    signal_level: float = 0.01
    """A signal is written to `signals` at this p-value or below."""
    materiality_share: float = 0.001
    """A change below this share of the channel's usual month is no signal."""
    materiality_amount: float = 0.0
    """... and none below this amount either, in the folder's currency."""
    month_end_days: int = 5
    """Days that count as the end of a month; the contract's month_end_share uses 5."""
    festivals: str = "CN"
    """Country whose moving festivals shift sales between months; empty for none."""
    company: str = ""
    """Name that stands at the head of the report; empty for none."""
    currency: str = ""
    """Sign or unit written behind amounts in reports, such as 元; empty for none."""


class UnknownSetting(ValueError):
    """A setting that does not exist, or a value that cannot be one; `message` has the mend."""

    def __init__(self, key: str, **figures: object) -> None:
        self.message = Message(f"settings.wrong.{key}", figures)
        super().__init__(self.message.en)


def settings_from(values: Mapping[str, object], start: Settings | None = None) -> Settings:
    """Return settings with `values` applied; UnknownSetting names a wrong key and the mend."""
    for name, value in values.items():
        if name not in _ALLOWED:
            raise UnknownSetting("unknown", name=name, known=", ".join(_ALLOWED))
        key, allows = _ALLOWED[name]
        if not allows(value):
            raise UnknownSetting(key, name=name, value=repr(value))
    cleaned = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    return replace(start or Settings(), **cleaned)  # type: ignore[arg-type]


def _is_number(value: object) -> bool:
    # TOML's true and false are no numbers, though Python counts with them.
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_share(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= 1


def _are_shares(value: Any) -> bool:
    listed = isinstance(value, list | tuple) and len(value) == 4
    return listed and all(map(_is_share, value)) and abs(sum(value) - 1) <= 1e-6


def _is_between(value: Any) -> bool:
    return _is_number(value) and 0 < value < 1


def _is_not_negative(value: Any) -> bool:
    return _is_number(value) and value >= 0


def _is_days(value: Any) -> bool:
    return _is_number(value) and isinstance(value, int) and 1 <= value <= 15


def _is_country(value: object) -> bool:
    from holidays import list_supported_countries

    return isinstance(value, str) and (not value or value in list_supported_countries())


_ALLOWED: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    "company": ("text", _is_text),
    "currency": ("text", _is_text),
    "false_discovery_rate": ("between", _is_between),
    "festivals": ("country", _is_country),
    "key_stability_cv": ("not_negative", _is_not_negative),
    "materiality_amount": ("not_negative", _is_not_negative),
    "materiality_share": ("not_negative", _is_not_negative),
    "month_end_days": ("days", _is_days),
    "signal_level": ("between", _is_between),
    "tier_shares": ("shares", _are_shares),
}
"""Each setting with what it may be and the sentence that says so."""
