"""How strong the evidence of an alert is: one short rule that anybody can do again.

1. By how much the joined score lies above its bound: 2 or more (odds seven times as high) is
   strong, at the bound or above medium, below it (an alert that runs on) weak.
2. Witnesses: signals of one look see the same thing and are one witness. A single witness
   lowers it by a step. Where none of them saw the goods from outside the books it is never
   strong; of power the manufacturer's own books are the witness.
3. A rival that is not excluded lowers it by one step, and it is then never strong.

It grades how well the alert is founded, not how large it is. The words are in `case_words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from steelyard.signals import SIGNALS, Reader
from steelyard.verdicts import Findings
from steelyard.verdicts.conviction import CLEAR

FAR_ABOVE = 2.0
"""How far above its bound a score is strong by itself."""


@dataclass(frozen=True)
class Founded:
    """What the grade of an alert is taken from."""

    margin: float
    """How far the named cause's score lies above its bound."""
    witnesses: int
    """Looks that stand out."""
    outside: int
    """Those of them that saw the goods outside the books."""
    power: bool


def founded(
    findings: Findings, dealer: int, month: int, readers: Mapping[str, Reader] = SIGNALS
) -> Founded:
    """Return what the grade of an alert is taken from."""
    cause = str(findings.verdicts.cause[dealer, month])
    one = findings.verdicts.convictions[cause]
    clear = one.departures[:, :, dealer, month].max(axis=0) >= CLEAR
    named = [name for name, stands in zip(one.model.signals, clear, strict=True) if stands]
    signals = [readers[name].signal for name in named if name in readers]
    looks = {signal.look or signal.name for signal in signals}
    outside = {s.look or s.name for s in signals if s.anchor == "market"}
    return Founded(one.margin_at(dealer, month), len(looks), len(outside), cause == "power")


def alert_step(of: Founded, open_rivals: tuple[str, ...] = ()) -> int:
    """Return the grade as a step: 0 for weak, 1 for medium, 2 for strong."""
    step = 2 if of.margin >= FAR_ABOVE else 1 if of.margin >= 0 else 0
    step -= int(of.witnesses <= 1)
    if not (of.outside or of.power):
        step = min(step, 1)
    if open_rivals:
        step = min(step - 1, 1)
    return max(step, 0)
