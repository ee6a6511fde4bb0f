"""The settings of an assessment: cut-offs, floors, calendar. Plain values with reasons.

They come from `steelyard.toml`, section `[settings]`, or from the caller. This module
checks them; it knows nothing of what is done with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace


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
    """A setting that does not exist, or a value that cannot be one."""


def settings_from(values: Mapping[str, object], start: Settings | None = None) -> Settings:
    """Return settings with `values` applied; UnknownSetting names a wrong key and the mend."""
    known = {field.name: field for field in fields(Settings)}
    for key in values:
        if key not in known:
            raise UnknownSetting(f"{key}: no such setting; known are {', '.join(sorted(known))}")
    cleaned = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
    settings = replace(start or Settings(), **cleaned)  # type: ignore[arg-type]
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    if len(settings.tier_shares) != 4 or abs(sum(settings.tier_shares) - 1) > 1e-6:
        raise UnknownSetting("tier_shares: give four shares that add up to 1")
    for name in ("false_discovery_rate", "signal_level"):
        if not 0 < getattr(settings, name) < 1:
            raise UnknownSetting(f"{name}: give a number between 0 and 1")
    if not 1 <= settings.month_end_days <= 15:
        raise UnknownSetting("month_end_days: give a number of days from 1 to 15")
