"""Whether what an alert says is so: `python -m benchmarks.told`.

Of each lie that is alerted after it began, how far the beginning told at first lies from the true
one; and of whom it is said at first that the goods may be another's: of those who took a liar's
goods, and of those who lied. Worlds are made in memory and go through the product's facts, signals,
verdicts and rivals. Nothing is learned here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from benchmarks.conviction.grow import FIRST_JUDGED
from benchmarks.conviction.weighed import channel_over
from benchmarks.unseen.figures import share
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rivals import Rivals
from steelyard.results.rivals.others_goods import OF
from steelyard.scorecard.truth import PARTNER
from steelyard.simulation.worlds import FAMILIES, make_world
from steelyard.simulation.worlds.brought import tables
from steelyard.simulation.worlds.truth import truth
from steelyard.verdicts import Findings
from steelyard.verdicts.decide import decide, read_signals
from steelyard.verdicts.findings import ALERTS

HEAD = ("family", "beginning within a month", "told later than that", "told earlier")
GOODS_HEAD = ("family", "who is alerted", "another's goods not excluded")
ANOTHERS, OPEN = "others_goods", "open"
_NEAR = 1
"""Months by which a beginning may be told too early or too late."""


@dataclass(frozen=True)
class Told:
    """One dealer's first alert."""

    truly: str
    """The cause in the truth, PARTNER for who took a liar's goods, "" for other honest dealers."""
    late: int | None
    """Months by which the beginning is told too late; None where there is no true one."""
    anothers: bool | None
    """Whether another's goods are not excluded; None where the cause named has no such rival."""


def main() -> None:
    """Print both tables, a row a family, and a row a family and kind of dealer."""
    asked = _arguments()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}: {len(asked.seeds)} worlds a row (seeds {asked.seeds[0]} "
        f"to {asked.seeds[-1]}), {asked.dealers} dealers, {asked.months} months"
    )
    told = {
        family: [
            one for seed in asked.seeds for one in _world(family, asked.dealers, asked.months, seed)
        ]
        for family in asked.families
    }
    _print(HEAD, ([family, *_beginnings(first)] for family, first in told.items()))
    print()
    _print(GOODS_HEAD, (row for family, first in told.items() for row in _goods(family, first)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.told", description=__doc__)
    parser.add_argument("--families", nargs="+", default=["usual", "evasive"])
    parser.add_argument("--seeds", nargs="+", type=int, default=list(range(3300, 3308)))
    parser.add_argument("--dealers", type=int, default=300)
    parser.add_argument("--months", type=int, default=60)
    return parser.parse_args()


def _print(head: Sequence[str], rows: Iterator[list[str]]) -> None:
    print(f"| {' | '.join(head)} |\n|{' --- |' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)


def _world(family: str, dealers: int, months: int, seed: int) -> Iterator[Told]:
    """Yield the first alert of every dealer of one made world that has one."""
    world = make_world(FAMILIES[family], dealers, months, seed)
    brought = tables(world)
    channel, present = channel_over(brought), tuple(sorted(brought))
    readings = read_signals(channel, present)
    found = Findings(channel, readings, decide(channel, readings, present=present), present)
    rivals = Rivals(ExpectedMonth(found))
    truly = _truth(truth(world).to_pylist())
    for dealer, name in enumerate(channel.panel.dealers.ids):
        cause, starts = truly.get(name, ("", None))
        began = FIRST_JUDGED if starts is None else _month(starts, channel.panel.months[0])
        months_alerted = np.isin(found.verdicts.verdict[dealer], ALERTS)
        when = np.flatnonzero(months_alerted & (np.arange(len(months_alerted)) >= began))
        if when.size == 0:
            continue
        first = int(when[0])
        late = None if starts is None else int(found.verdicts.since[dealer, first]) - began
        yield Told(cause, late, _anothers(rivals, found, dealer, first))


def _truth(rows: list[dict[str, object]]) -> dict[str, tuple[str, str | None]]:
    """Return by dealer its cause and when it began; partners have no beginning of their own."""
    partners = {str(row["partner_dealer_id"]): (PARTNER, None) for row in rows if row["cause"]}
    liars = {
        str(row["dealer_id"]): (str(row["cause"]), str(row["starts"]))
        for row in rows
        if row["cause"]
    }
    return {**partners, **liars}


def _month(starts: str, begins: np.datetime64) -> int:
    return max(int((np.datetime64(starts, "M") - begins).astype(int)), FIRST_JUDGED)


def _anothers(rivals: Rivals, found: Findings, dealer: int, month: int) -> bool | None:
    if found.verdicts.cause[dealer, month] not in OF:
        return None
    standing = {rival.key: rival.standing for rival in rivals.weigh(dealer, month)}
    return standing.get(ANOTHERS) == OPEN


def _beginnings(told: Sequence[Told]) -> list[str]:
    late = [one.late for one in told if one.late is not None]
    return [
        share([abs(months) <= _NEAR for months in late]),
        share([months > _NEAR for months in late]),
        share([months < -_NEAR for months in late]),
    ]


def _goods(family: str, told: Sequence[Told]) -> Iterator[list[str]]:
    for who in (PARTNER, *OF):
        said = [one.anothers for one in told if one.truly == who and one.anothers is not None]
        yield [family, who, share(said)]


if __name__ == "__main__":
    main()
