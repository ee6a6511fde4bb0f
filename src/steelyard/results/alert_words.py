"""An alert in words: what it is called and why, what else it may be, what would settle it.

The tone is that of a file that may be read in court: figures and where they come from, no guilt,
and the dealer's right of reply. Table, page and workbook say it by these words alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.results.case_words import amount_words, strength_words
from steelyard.results.cheapest_check import cheapest_check
from steelyard.results.contributions import Contributions, Part
from steelyard.results.possible_causes import also_possible
from steelyard.results.rival_words import Plain, Writer, rival_lines
from steelyard.results.rivals import Rivals
from steelyard.results.strength import strength_of
from steelyard.results.words import signal_sentence, signal_title
from steelyard.verdicts import Findings
from steelyard.verdicts.alerts import chance
from steelyard.verdicts.cleared import detectable_lie
from steelyard.words import Language
from steelyard.words.numbers import plain

FIRST_TOLD = 3
"""So many signals are told in full; the others are named."""
_LEAST, _MOST = 0.01, 0.99
"""A chance is told as no smaller and no larger: made worlds are not the user's channel."""


@dataclass(frozen=True)
class AlertTeller:
    """Tells one alert after another; what they share is worked out once."""

    rivals: Rivals

    @property
    def findings(self) -> Findings:
        """What was found."""
        return self.rivals.expected.findings

    @cached_property
    def contributions(self) -> Contributions:
        """What each signal added."""
        return Contributions(self.findings)

    @cached_property
    def _chance(self) -> NDArray[np.float64]:
        return chance(self.findings.verdicts.convictions)

    @cached_property
    def _lie(self) -> NDArray[np.float64]:
        channel = self.findings.channel
        return detectable_lie(channel.balance.scan_rate, channel.panel.shape)

    def sentence(self, dealer: int, month: int, language: Language) -> str:
        """Return the whole explanation, as the table of verdicts holds it."""
        to = Plain(language, self.findings.channel.settings.currency)
        at = (dealer, month)
        join = to.sentence("verdicts.joiner").join
        parts = [
            self.called(*at, to),
            to.sentence("alerts.money", amount=amount_words(self.findings, *at, to)),
            strength_words(strength_of(self.rivals, *at), to),
            self.chance(*at, to),
            to.sentence("alerts.evidence", evidence=join(self.evidence(*at, to))),
            to.sentence("alerts.rivals", rivals=join(rival_lines(self.rivals, *at, to))),
            self.doubt(*at, to),
            self.reach(*at, to),
            to.sentence("alerts.settle", check=self.check(*at, to)),
            to.sentence("alerts.reply"),
        ]
        return join(part for part in parts if part)

    def called(self, dealer: int, month: int, to: Writer) -> str:
        """Return what the alert is called, the cause in words, and since when."""
        verdicts = self.findings.verdicts
        cause = str(verdicts.cause[dealer, month])
        since = self.findings.channel.panel.months[int(verdicts.since[dealer, month])]
        return to.sentence(
            f"alerts.called.{verdicts.verdict[dealer, month]}",
            cause=to.sentence(f"alerts.cause.{cause}"),
            means=to.sentence(f"alerts.means.{cause}"),
            since=to.month(since),
        )

    def chance(self, dealer: int, month: int, to: Writer) -> str:
        """Return how often a score like this was so in made worlds."""
        share = min(max(float(self._chance[dealer, month]), _LEAST), _MOST)
        return to.sentence("alerts.chance", share=f"{plain(share * 100)}%")

    def evidence(self, dealer: int, month: int, to: Writer) -> list[str]:
        """Return a sentence a signal, what added most first, and which others there are."""
        parts = self.contributions.parts(dealer, month)
        told = [self._said(part, dealer, month, to) for part in parts[:FIRST_TOLD]]
        readers, others = self.rivals.readers, parts[FIRST_TOLD:]
        if others:
            titles = [signal_title(part.signal, to.language, readers) for part in others]
            names = to.sentence("results.list").join(titles)
            told.append(to.sentence("alerts.more", count=len(others), names=names))
        return told

    def _said(self, part: Part, dealer: int, month: int, to: Writer) -> str:
        readers = self.rivals.readers
        said = signal_sentence(self.findings, part.signal, dealer, month, to.language, readers)
        if not part.share:
            return said
        return to.sentence("alerts.part", said=said, share=f"{plain(part.share * 100)}%")

    def doubt(self, dealer: int, month: int, to: Writer) -> str:
        """Return which causes the data cannot separate; that they can where they can."""
        named = str(self.findings.verdicts.cause[dealer, month])
        others = also_possible(self.findings, dealer, month)
        if not others:
            return to.sentence("alerts.doubt_none")
        names = [to.sentence(f"alerts.cause.{cause}") for cause in others]
        return to.sentence(
            "alerts.doubt",
            cause=to.sentence(f"alerts.cause.{named}"),
            others=to.sentence("results.list").join(names),
        )

    def reach(self, dealer: int, month: int, to: Writer) -> str:
        """Return the smallest lie that scans could have shown; "" of power, which is no lie."""
        if self.findings.verdicts.cause[dealer, month] == "power":
            return ""
        lie = float(self._lie[dealer, month])
        if not np.isfinite(lie):
            return to.sentence("alerts.reach_none")
        return to.sentence("alerts.reach", lie=f"{plain(np.ceil(lie * 100))}%")

    def caveats(self, dealer: int, month: int, to: Writer) -> list[str]:
        """Return what a page says beside the evidence, the right of reply last."""
        at = (dealer, month, to)
        said = [self.chance(*at), self.doubt(*at), self.reach(*at), to.sentence("alerts.reply")]
        return [sentence for sentence in said if sentence]

    def check(self, dealer: int, month: int, to: Writer) -> str:
        """Return the cheapest check, without a word before it."""
        panel, rivals = self.findings.channel.panel, self.rivals.weigh(dealer, month)
        others = any(r.key == "others_goods" and r.standing == "open" for r in rivals)
        check = cheapest_check(self.findings, dealer, month, others_goods=others)
        places = () if panel.regions is None else panel.regions.called
        return to.sentence(
            f"alerts.check.{check.key}",
            dealer=self._name(dealer),
            partner=self._name(check.partner) if check.partner >= 0 else "",
            place=places[check.place] if check.place >= 0 else "",
        )

    def _name(self, dealer: int) -> str:
        return self.findings.channel.panel.dealers.called[dealer]
