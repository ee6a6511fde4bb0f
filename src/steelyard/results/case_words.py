"""A listed dealer's money and the strength of its evidence in words, for every place alike.

Terminal, tables, page and workbook say them by these functions alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from steelyard.results.alert_strength import FAR_ABOVE, Founded
from steelyard.results.chance import RARE, one_in
from steelyard.results.rival_words import Writer
from steelyard.results.strength import REPEATED, Strength
from steelyard.verdicts.findings import Findings


def sums_words(sums: Mapping[str, float], to: Writer) -> str:
    """Return the month's sums, each kind of money by itself."""
    said = [to.sentence(f"results.kind_sum.{k}", amount=to.money(a)) for k, a in sums.items()]
    return to.sentence("results.comma").join(said)


def month_words(kind: str, amount: float, to: Writer) -> str:
    """Return the month's amount and which money it is."""
    return to.sentence(f"results.kind_month.{kind or 'none'}", amount=to.money(amount))


def since_words(findings: Findings, dealer: int, month: int, to: Writer) -> str:
    """Return since when and how much since then; "new this month" where it began now."""
    verdicts, at = findings.verdicts, (dealer, month)
    since = int(verdicts.since[at])
    if since in (-1, month):
        return to.sentence("results.since_now")
    began = to.month(findings.channel.panel.months[since])
    return to.sentence(
        "results.since", month=began, amount=to.money(float(verdicts.amount_since[at]))
    )


def amount_words(findings: Findings, dealer: int, month: int, to: Writer) -> str:
    """Return the month's amount and the sum since the matter began."""
    verdicts, at = findings.verdicts, (dealer, month)
    amount = float(verdicts.amount_in_question[at])
    now = month_words(str(verdicts.amount_kind[at]), amount, to)
    since = since_words(findings, dealer, month, to)
    return to.sentence("results.amount", month=now, since=since)


def strength_reason(strength: Strength, to: Writer) -> str:
    """Return why the grade is what it is."""
    said = [_rarity(strength, to)] if strength.alert is None else _founded(strength.alert, to)
    if strength.months >= REPEATED and strength.alert is None:
        said.append(to.sentence("results.strength.months", months=strength.months))
    if strength.open_rivals:
        names = [to.sentence(f"results.rival_within.{key}") for key in strength.open_rivals]
        joined = to.sentence("results.list").join(names)
        said.append(to.sentence("results.strength.open", rivals=joined))
    reason = to.sentence("results.comma").join(said)
    if not strength.silence:
        return reason
    silence = to.sentence("results.strength.silence")
    return to.sentence("results.strength.of_silence", reason=reason, silence=silence)


def grade_words(strength: Strength, to: Writer) -> str:
    """Return the grade alone; of a silence, what it does not speak of."""
    said = to.sentence(f"results.strength.{strength.grade}")
    if not strength.silence:
        return said
    silence = to.sentence("results.strength.silence")
    return to.sentence("results.strength.in_brackets", strength=said, silence=silence)


def strength_words(strength: Strength, to: Writer) -> str:
    """Return the grade and why it is what it is, as a sentence."""
    return to.sentence(
        "results.strength.because",
        strength=to.sentence(f"results.strength.{strength.grade}"),
        reason=strength_reason(strength, to),
    )


def _founded(alert: Founded, to: Writer) -> list[str]:
    """Return what the grade of an alert is taken from."""
    above = "far" if alert.margin >= FAR_ABOVE else "above" if alert.margin >= 0 else "near"
    count = "one" if alert.witnesses <= 1 else "many"
    said = [
        to.sentence(f"results.strength.alert_{above}"),
        to.sentence(f"results.strength.witness_{count}", count=alert.witnesses),
    ]
    if alert.power:
        return [*said, to.sentence("results.strength.witness_own")]
    if not alert.outside:
        said.append(to.sentence("results.strength.witness_books"))
    return said


def _rarity(strength: Strength, to: Writer) -> str:
    if not math.isfinite(strength.p_value):
        return to.sentence("results.strength.rarity_unknown")
    if strength.p_value < RARE:
        return to.sentence("results.strength.rarity_most")
    key = f"results.strength.rarity_{strength.rarity}"
    return to.sentence(key, times=one_in(strength.p_value))
