"""Why a month that calls for no check is genuine, or stays unjudged: what was seen, and how well.

Such months are many and their sentences few: each is a reason with a few rounded figures, so
that a sentence is said once for all months that share it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from steelyard.results.words import BOUNDS, unjudged_sentence
from steelyard.verdicts import Findings
from steelyard.verdicts.cleared import most_unsold, seen
from steelyard.words import LANGUAGES, Language, say
from steelyard.words.numbers import plain

Indices = NDArray[np.int64]

_MOST = 999
"""Per cent from which a lie is told as no larger: nobody counts on scans that see only that."""
_FIVES = 5
"""Per cent in which goods beyond scans are told, rounded up: they come in lumps."""
_FIGURED = ("genuine", "thin", "unsold")
"""Reasons that are said with figures."""


def standing_sentences(
    findings: Findings, dealer: Indices, month: Indices
) -> tuple[Mapping[Language, list[str]], Indices]:
    """Return the distinct sentences in each language, and which of them each cell has."""
    reasons, code = np.unique(findings.verdicts.reason[dealer, month], return_inverse=True)
    figures = _figures(findings, dealer, month)
    figures[~np.isin(reasons, _FIGURED)[code.ravel()]] = 0
    rows, which = np.unique(np.column_stack([code.ravel(), figures]), axis=0, return_inverse=True)
    said: dict[Language, list[str]] = {
        language: [
            _sentence(findings, str(reasons[row[0]]), row[1:], language) for row in rows.tolist()
        ]
        for language in LANGUAGES
    }
    return said, np.asarray(which.ravel(), dtype=np.int64)


def _figures(findings: Findings, dealer: Indices, month: Indices) -> Indices:
    """Return (cells, 5): smallest lie, how far apart and unsold in per cent, months, audited."""
    balance, at = findings.channel.balance, (dealer, month)
    shape = findings.channel.panel.shape
    found = seen(balance.scan_rate, shape)
    lie, apart, unsold = (
        np.ceil(np.nan_to_num(np.minimum(share[at], _MOST / 100)) * 100)
        for share in (
            found.smallest_lie, found.apart, most_unsold(balance.in_against_scans, shape)
        )
    )  # fmt: skip
    unsold = np.clip(np.ceil(unsold / _FIVES) * _FIVES, _FIVES, _MOST // _FIVES * _FIVES)
    # An audit that does not agree clears nobody: where one stands, it agreed.
    audits = balance.audits
    audited = np.zeros(dealer.size) if audits is None else ~np.isnan(audits.departure[0][at])
    return np.column_stack([lie, apart, unsold, found.months[at], audited]).astype(np.int64)


def _sentence(findings: Findings, reason: str, figures: list[int], language: Language) -> str:
    if reason not in _FIGURED:
        return unjudged_sentence(findings, reason, language)
    lie, apart, unsold, months, audited = figures
    shares = {"lie": lie, "apart": apart, "unsold": unsold}
    told = {**BOUNDS, **{name: f"{plain(share)}%" for name, share in shares.items()}}
    if reason == "genuine":
        span = "one" if months == 1 else "many"
        told["span"] = say(f"verdicts.genuine_span_{span}", language, months=months)
        audit = "audited" if audited else "unaudited"
        told["audit"] = say(f"verdicts.genuine_{audit}", language)
    return say(f"verdicts.{reason}", language, **told)
