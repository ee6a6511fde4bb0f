"""One flagged dealer as the page tells it: who, how much, why, what else, what settles it.

It turns findings into words and figures; where they stand on the page is the template's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from steelyard.report.flagged import Flagged
from steelyard.report.inputs import ReportInputs
from steelyard.report.picture import Picture
from steelyard.report.voice import Voice
from steelyard.results.alert_words import AlertTeller
from steelyard.results.case_words import amount_words, since_words, strength_reason, strength_words
from steelyard.results.chance import RARE, one_in
from steelyard.results.claim import Claim, claim
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rival_words import Plain, measured, rival_lines, rival_reason
from steelyard.results.rivals import Rival, Rivals
from steelyard.results.settling import CHECKS, PAPERS, brought, missing, steps
from steelyard.signals import SIGNALS
from steelyard.verdicts.findings import Findings

ONE_IN_TWO = 0.5
"""A chance above this is no rarity that could be said in times."""


@dataclass(frozen=True)
class Evidence:
    """One raised signal in words."""

    name: str
    title: str
    question: str
    sentence: str
    p_value: float
    effect: float
    effect_is: str
    """What the effect is, as the signal declares it."""
    amount: float


@dataclass(frozen=True)
class CaseTeller:
    """Tells one flagged dealer after another; what they share is computed once."""

    findings: Findings
    inputs: ReportInputs
    voice: Voice

    @cached_property
    def expected(self) -> ExpectedMonth:
        """What was to be expected of all dealers' months."""
        return ExpectedMonth(self.findings)

    @cached_property
    def weigher(self) -> Rivals:
        """What weighs the rivals of any dealer's month."""
        return Rivals(self.expected)

    @cached_property
    def _picture(self) -> Picture:
        return Picture(self.findings, self.expected)

    @cached_property
    def _alerts(self) -> AlertTeller:
        return AlertTeller(self.weigher)

    @cached_property
    def _tiers(self) -> dict[str, dict[str, Any]]:
        return {row["dealer_id"]: row for row in self.inputs.tiers.to_pylist()}

    def name(self, dealer: int) -> str:
        """Return the dealer's name, or its id where it has none."""
        dealers = self.findings.channel.panel.dealers
        return dealers.names[dealer] or dealers.ids[dealer]

    def own_name(self, dealer: int) -> str:
        """Return the dealer's name; "" where it has none, or no other than its id."""
        dealers = self.findings.channel.panel.dealers
        name = dealers.names[dealer]
        return "" if name == dealers.ids[dealer] else name

    def name_of(self, dealer_id: str) -> str:
        """Return the own name that goes with an id; "" where it has none."""
        row = self._row_of.get(dealer_id)
        return "" if row is None else self.own_name(row)

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {i: row for row, i in enumerate(self.findings.channel.panel.dealers.ids)}

    def dealer_id(self, dealer: int) -> str:
        """Return the dealer's id."""
        return self.findings.channel.panel.dealers.ids[dealer]

    def region(self, dealer: int) -> str:
        """Return the name of the dealer's region; "" where it has none."""
        dealers = self.findings.channel.panel.dealers
        region = dealers.region_ids[int(dealers.region[dealer])] if dealers.region_ids else ""
        return self.inputs.region_names.get(region, region)

    def level(self, dealer: int) -> int:
        """Return the dealer's level."""
        return int(self.findings.channel.panel.dealers.level[dealer])

    def tier(self, dealer: int) -> str:
        """Return the key of the dealer's tier; "none" where it has none."""
        return self._tiers.get(self.dealer_id(dealer), {}).get("tier") or "none"

    def rank(self, dealer: int, kind: str) -> int | None:
        """Return `paper_rank` or `true_rank`; None where it is not known."""
        rank = self._tiers.get(self.dealer_id(dealer), {}).get(kind)
        return None if rank is None else int(rank)

    def who(self, dealer: int) -> list[str]:
        """Return the words under the name: id, tier, region, level, rank."""
        t, words = self.voice, [self.voice(f"tier.{self.tier(dealer)}")]
        if self.name(dealer) != self.dealer_id(dealer):
            words.insert(0, self.dealer_id(dealer))
        if region := self.region(dealer):
            words.append(region)
        if self.level(dealer) != 1:
            words.append(t("dealer.level", level=self.level(dealer)))
        ranks = {kind: self.rank(dealer, kind) for kind in ("paper_rank", "true_rank")}
        return words + [t(f"dealer.{k}", rank=rank) for k, rank in ranks.items() if rank]

    @cached_property
    def _of_the_month(self) -> dict[str, list[dict[str, Any]]]:
        """Rows of `signals` in the report's month, by dealer."""
        table = self.inputs.signals
        month = pa.scalar(self.inputs.as_of, pa.date32())
        rows: dict[str, list[dict[str, Any]]] = {}
        for row in table.filter(pc.equal(table["month"].cast(pa.date32()), month)).to_pylist():
            rows.setdefault(row["dealer_id"], []).append(row)
        return rows

    def evidence(self, dealer: int) -> list[Evidence]:
        """Return the month's raised signals, the rarest first."""
        rows = self._of_the_month.get(self.dealer_id(dealer), [])
        return [self._evidence(r) for r in sorted(rows, key=lambda r: (r["p_value"], r["signal"]))]

    def _evidence(self, row: dict[str, Any]) -> Evidence:
        language, reader = self.voice.language, SIGNALS.get(row["signal"])
        return Evidence(
            name=row["signal"],
            title=self.signal_title(row["signal"]),
            question=reader.signal.question[language] if reader else "",
            sentence=row[f"explanation_{language}"] or "",
            p_value=_number(row["p_value"]),
            effect=_number(row["effect"]),
            effect_is=reader.signal.effect[language] if reader else "",
            amount=_number(row["amount_in_question"]),
        )

    def signal_title(self, name: str) -> str:
        """Return a signal's title; its name where it is not one of the package's."""
        reader = SIGNALS.get(name)
        return reader.signal.title[self.voice.language] if reader else name

    def amount(self, case: Flagged) -> str:
        """Return the month's amount, which money it is, and the sum since the matter began."""
        return amount_words(self.findings, case.dealer, case.month, self.voice)

    def since(self, case: Flagged) -> str:
        """Return since when and how much since then."""
        return since_words(self.findings, case.dealer, case.month, self.voice)

    def lately(self, dealer: int, month: int) -> str:
        """Return when a dealer was last listed, and the money in question then."""
        verdicts, at = self.findings.verdicts, (dealer, month)
        kind, t = str(verdicts.amount_kind[at]), self.voice
        when = t.month(self.findings.channel.panel.months[month])
        if not kind:
            return when
        of = t.sentence(f"results.kind.{kind}")
        amount = t.money(float(verdicts.amount_in_question[at]))
        if verdicts.since[at] == month:
            return t.rich("glance.lately", month=when, kind=of, amount=amount)
        since = since_words(self.findings, dealer, month, t)
        return t.rich("glance.lately_since", month=when, kind=of, amount=amount, since=since)

    def strength(self, case: Flagged) -> str:
        """Return the grade of the evidence and why it is what it is."""
        return strength_words(case.strength, self.voice)

    def strength_reason(self, case: Flagged) -> str:
        """Return why the grade is what it is, without the grade."""
        return strength_reason(case.strength, self.voice)

    def lead(self, case: Flagged) -> str:
        """Return one sentence of evidence, else the verdict's note.

        It is the one that names the amount in question, because it stands beside it; where
        none does, the rarest one.
        """
        evidence = self.evidence(case.dealer)
        if not evidence:
            return self.voice(f"verdict_note.{case.verdict}")
        named = claim(self.expected, case.dealer, case.month).signal
        return next((e for e in evidence if e.name == named), evidence[0]).sentence

    def source(self, case: Flagged) -> str:
        """Return whose amount is in question and over which months; "" where none names it."""
        found = claim(self.expected, case.dealer, case.month)
        if not found.signal or found.amount <= 0:
            return ""
        months = self.findings.channel.panel.months
        first, last = (self.voice.month(months[m]) for m in self.span(case, found))
        kind = "one" if first == last else "many"
        return self.voice(
            f"dealer.source_{kind}",
            signal=self.signal_title(found.signal),
            amount_is=SIGNALS[found.signal].signal.amount_is[self.voice.language],
            first=first,
            last=last,
        )

    @staticmethod
    def span(case: Flagged, found: Claim) -> tuple[int, int]:
        """Return the first and last month that the amount in question was taken from."""
        return case.month + 1 - found.months, case.month

    def settle(self, case: Flagged) -> str:
        """Return the one step that would settle the case at the least cost."""
        if case.is_alert:
            return self._alerts.check(case.dealer, case.month, self.voice)
        step = (steps(self.findings, case.dealer, case.month) or ["visit"])[0]
        found = claim(self.expected, case.dealer, case.month)
        months = self.findings.channel.panel.months
        first, last = (
            self.voice.month(months[m]) for m in (self._asked_from(case, found), case.month)
        )
        return self.voice(f"settle.{step}", dealer=self.name(case.dealer), month=last, first=first)

    def _asked_from(self, case: Flagged, found: Claim) -> int:
        """Return the month from which to ask what became of the goods.

        Of goods that did not come nothing can be asked: the last ones did, with its last order.
        """
        first, last = self.span(case, found)
        if found.lies != "missing":
            return first
        ordered = np.flatnonzero(self.findings.channel.panel.order_count[case.dealer, : last + 1])
        return int(ordered[-1]) if ordered.size else first

    def settle_else(self, case: Flagged) -> str:
        """Return what would settle it too, at a greater cost; "" where nothing is left."""
        others = steps(self.findings, case.dealer, case.month)
        # An alert's check is none of the tables, so all of those that are missing are left.
        others = [s for s in others if s not in CHECKS + PAPERS] if case.is_alert else others[1:]
        return self.voice("settle.others", tables=self.tables(others)) if others else ""

    def rivals(self, case: Flagged) -> list[tuple[Rival, str]]:
        """Return the rivals with their reasons, as the table of verdicts has them."""
        weighed = self.weigher.weigh(case.dealer, case.month)
        return [(r, rival_reason(self.weigher, r, case.month, self.voice)) for r in weighed]

    def lines(self, case: Flagged) -> tuple[list[str], list[str]]:
        """Return the evidence and the rivals, a plain line each, as a sheet holds them."""
        plain, at = Plain(self.voice.language, self.voice.currency), (case.dealer, case.month)
        said = [one.sentence for one in self.evidence(case.dealer)] or [self.lead(case)]
        against = measured(self.weigher, *at, plain)
        return [*said, *filter(None, [against])], rival_lines(self.weigher, *at, plain)

    def measured(self, case: Flagged) -> str:
        """Return against what the amount in question was measured; "" where that shows."""
        return measured(self.weigher, case.dealer, case.month, self.voice)

    @property
    def only_sell_in(self) -> bool:
        """Whether nothing was brought that saw what became of the goods."""
        return not brought(self.findings.tables_present)

    def doubts(self, case: Flagged) -> list[str]:
        """Return what stays doubtful, in words."""
        t, present = self.voice, self.findings.tables_present
        wanting, there = missing(present), brought(present)
        kind = "sell_in_only" if self.only_sell_in else "some_anchor" if wanting else "all_anchor"
        words = [
            t(f"doubt.{kind}", tables=self.tables(there), missing=self.tables(wanting)),
        ]
        weighed = self.weigher.weigh(case.dealer, case.month)
        for standing in ("open", "unknown"):
            names: list[str] = [
                t.sentence(f"results.rival.{r.key}") for r in weighed if r.standing == standing
            ]
            if names:
                words.append(t(f"doubt.{standing}_rivals", rivals=t.join(names)))
        if case.p_value <= ONE_IN_TWO:
            rare = case.p_value < RARE
            words.append(
                t("doubt.chance_rare") if rare else t("doubt.chance", times=one_in(case.p_value))
            )
        return words + (self._alerts.caveats(case.dealer, case.month, t) if case.is_alert else [])

    def tables(self, names: list[str]) -> str:
        """Return names of tables as people write a list."""
        return self.voice.join([self.voice(f"table_name.{name}") for name in names])

    def picture(self, case: Flagged) -> dict[str, Any]:
        """Return the figures of the picture."""
        return self._picture.draw(case)

    def figures_of(self, dealer: int, month: int, expected: float = math.nan) -> dict[str, Any]:
        """Return the actual and expected figures of one month.

        `expected` stands in for the single month's amount where another one was the measure.
        """
        panel, at = self.findings.channel.panel, (dealer, month)
        amount = float(panel.sell_in_amount[at])
        usual = expected if math.isfinite(expected) else float(self.expected.amount[at])
        return {
            "month": self.voice.month(panel.months[month]),
            "amount": amount,
            "expected": usual,
            "gap": amount - usual,
            "orders": float(panel.standing_order_count[at]),
            "orders_expected": float(self.expected.orders[at]),
            "share": float(panel.channel_share[at]),
            "share_expected": float(self.expected.share[at]),
            "month_end": float(panel.month_end_amount[at]) / amount if amount > 0 else np.nan,
            "listed": self.findings.verdicts.verdict[at] in ("watch", "inflated", "overmighty"),
        }

    def now(self, case: Flagged) -> dict[str, Any]:
        """Return the figures of the case's own month, against what the amount is measured by."""
        found = claim(self.expected, case.dealer, case.month)
        return self.figures_of(case.dealer, case.month, found.a_month)


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
