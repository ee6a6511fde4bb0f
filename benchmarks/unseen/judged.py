"""One made world judged as an assessment would, and held against its truth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from benchmarks.conviction.grow import FIRST_JUDGED
from benchmarks.conviction.weighed import channel_over
from benchmarks.unseen.table_sets import Given
from steelyard.baselines import Channel
from steelyard.scorecard.trial import GRACE
from steelyard.simulation.worlds import FAMILIES, World, make_world
from steelyard.simulation.worlds.brought import tables
from steelyard.simulation.worlds.truth import truth
from steelyard.verdicts import Verdicts
from steelyard.verdicts.decide import decide, read_signals
from steelyard.verdicts.findings import ALERTS


@dataclass(frozen=True)
class Case:
    """A lie, and what became of it."""

    cause: str
    traceless: bool
    mistakable_for: str
    """The cause that leaves the same marks in every table; "" for none."""
    named: str
    """Cause of the first alert in time; "" where none came."""
    delay: int
    """Months from its beginning to that alert; -1 for none."""


@dataclass(frozen=True)
class Judged:
    """What one world adds to the table."""

    cases: tuple[Case, ...]
    accused: NDArray[np.bool_]
    """(honest,): whether the dealer is ever alerted; partners of a liar are not among them."""
    circumstance: NDArray[np.str_]
    """(honest,): what happened to it that looks like a lie; "" for nothing."""
    partners: NDArray[np.bool_]
    """(partners,): the same of those who took a liar's goods."""
    cleared: tuple[int, int]
    """Months within a lie that are called genuine, and all of them."""


def judge(family: str, dealers: int, seed: int, given: Given) -> Judged:
    """Make the world, decide, compare."""
    of = FAMILIES[family]
    if given.scan_rate is not None:
        of = replace(of, scan_rate=(given.scan_rate, given.scan_rate))
    return judge_world(make_world(of, dealers, given.months, seed), given)


def judge_world(world: World, given: Given) -> Judged:
    """Decide about a world of which some tables are brought, and compare."""
    brought = {name: one for name, one in tables(world).items() if name not in given.without}
    channel, present = channel_over(brought), tuple(sorted(brought))
    found = decide(channel, read_signals(channel, present), present=present)
    return compared(truth(world), channel, found)


def compared(told: pa.Table, channel: Channel, found: Verdicts) -> Judged:
    """Hold verdicts against the truth."""
    at = {dealer: row for row, dealer in enumerate(channel.panel.dealers.ids)}
    rows = [row for row in told.to_pylist() if row["dealer_id"] in at]
    liars = [row for row in rows if row["cause"]]
    partners = {row["partner_dealer_id"] for row in liars} - {None}
    alerted = np.asarray(np.isin(found.verdict, ALERTS)[:, FIRST_JUDGED:].any(axis=1))
    spans = [(row, at[row["dealer_id"]], *_span(row, channel)) for row in liars]
    during = [word for _, d, a, b in spans for word in found.verdict[d, a : b + 1].tolist()]
    honest = [row for row in rows if _honest(row, partners)]
    return Judged(
        cases=tuple(_case(row, found, d, a, b) for row, d, a, b in spans if b >= a),
        accused=alerted[[at[row["dealer_id"]] for row in honest]],
        circumstance=np.array([row["rival"] or "" for row in honest], dtype="<U20"),
        partners=alerted[[at[p] for p in sorted(partners) if p in at]],
        cleared=(during.count("genuine"), len(during)),
    )


def _honest(row: dict[str, object], partners: set[object]) -> bool:
    return not row["cause"] and row["dealer_id"] not in partners


def _span(row: dict[str, object], channel: Channel) -> tuple[int, int]:
    begins = channel.panel.months[0]
    first, last = (
        int((np.datetime64(str(row[edge]), "M") - begins).astype(int))
        for edge in ("starts", "ends")
    )
    return max(first, FIRST_JUDGED), min(last, channel.panel.shape[1] - 1)


def _case(row: dict[str, object], found: Verdicts, dealer: int, first: int, last: int) -> Case:
    verdicts = found.verdict[dealer, first : last + GRACE + 1]
    when = np.flatnonzero(np.isin(verdicts, ALERTS))
    return Case(
        cause=str(row["cause"]),
        traceless=bool(row["traceless"]),
        mistakable_for=str(row["mistakable_for"] or ""),
        named=str(found.cause[dealer, first + when[0]]) if when.size else "",
        delay=int(when[0]) if when.size else -1,
    )
