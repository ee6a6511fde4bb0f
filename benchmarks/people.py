"""Which salespeople are told apart from chance, and wrongly: `python -m benchmarks.people`.

Worlds are made in memory and go through the product's facts, signals, verdicts and its weighing
of people; their truth says who took part in lies. A second row weighs the same people as if every
lie were known and nothing else flagged: more than that no alert can give. Nothing is learned here.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from benchmarks.conviction.weighed import channel_over
from benchmarks.unseen.figures import share
from steelyard.baselines import Channel
from steelyard.people import People, weigh_people
from steelyard.people.weigh import JUDGED
from steelyard.scorecard.salespeople import FIRST, PROVEN
from steelyard.simulation.worlds import FAMILIES, make_world
from steelyard.simulation.worlds.brought import tables
from steelyard.simulation.worlds.truth import truth
from steelyard.tiers import tiers
from steelyard.verdicts import Findings, Verdicts
from steelyard.verdicts.decide import decide, read_signals

HEAD = (
    "family", "what is flagged", "took part: more than chance explains", "… or to look at first",
    "honest: more than chance explains", "… or to look at first", "took part: first three places",
)  # fmt: skip
ALERTED, KNOWN = "alerts", "every lie, were it known"
_PLACES = 3


@dataclass(frozen=True)
class Seen:
    """One salesperson of one world."""

    lies: int
    """Cases in which the person took part; 0 for the honest."""
    judgement: str
    place: int
    """Place by p-value among those who can be judged, from 1; 0 for the others."""


def main() -> None:
    """Print a row a family and kind of flag, and what became of how many lies."""
    asked = _arguments()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}: {len(asked.seeds)} worlds a row (seeds {asked.seeds[0]} "
        f"to {asked.seeds[-1]}), {asked.dealers} dealers, {asked.months} months"
    )
    print(f"| {' | '.join(HEAD)} |\n|{' --- |' * len(HEAD)}")
    detail = []
    for family in asked.families:
        worlds = [_world(family, asked.dealers, asked.months, seed) for seed in asked.seeds]
        for flagged in (ALERTED, KNOWN):
            seen = [one for world in worlds for one in world[flagged]]
            print(f"| `{family}` | {flagged} | {' | '.join(_row(seen))} |", flush=True)
            detail.append(f"{family}, {flagged}: {_by_lies(seen)}")
    print("\n" + "\n".join(detail))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people", description=__doc__)
    parser.add_argument("--families", nargs="+", default=["usual", "evasive"])
    parser.add_argument("--seeds", nargs="+", type=int, default=list(range(3100, 3108)))
    parser.add_argument("--dealers", type=int, default=300)
    parser.add_argument("--months", type=int, default=36)
    return parser.parse_args()


def _world(family: str, dealers: int, months: int, seed: int) -> dict[str, list[Seen]]:
    """Return by what is flagged every salesperson of one made world."""
    world = make_world(FAMILIES[family], dealers, months, seed)
    brought, told = tables(world), truth(world)
    channel, present = channel_over(brought), tuple(sorted(brought))
    readings = read_signals(channel, present)
    found = Findings(channel, readings, decide(channel, readings, present=present), present)
    known = replace(found, verdicts=_known(found.verdicts, channel, told))
    ranked = tiers(channel.panel, channel.settings, channel.balance.verified)
    return {
        name: _seen(weigh_people(one, ranked, channel.panel), told)
        for name, one in ((ALERTED, found), (KNOWN, known))
    }


def _known(verdicts: Verdicts, channel: Channel, told: pa.Table) -> Verdicts:
    """Return verdicts that alert every lie in the month in which it begins, and nothing else."""
    at = {dealer: row for row, dealer in enumerate(channel.panel.dealers.ids)}
    verdict = np.where(verdicts.verdict == "", "", "unjudged").astype("<U20")
    since = np.full(verdict.shape, -1)
    for row in told.to_pylist():
        if row["label"] != "honest" and row["dealer_id"] in at:
            began = np.datetime64(row["starts"], "M") - channel.panel.months[0]
            where = at[row["dealer_id"]], max(int(began.astype(int)), 0)
            verdict[where], since[where] = row["label"], where[1]
    return replace(verdicts, verdict=verdict, since=since)


def _seen(people: People, told: pa.Table) -> list[Seen]:
    lies = told["complicit_salesperson_id"].to_pylist()
    judged = sorted(
        (person.p_value, person.salesperson_id)
        for person, said in zip(people.persons, people.judgements, strict=True)
        if said in JUDGED
    )
    place = {name: nth for nth, (_, name) in enumerate(judged, start=1)}
    return [
        Seen(lies.count(one.salesperson_id), said, place.get(one.salesperson_id, 0))
        for one, said in zip(people.persons, people.judgements, strict=True)
    ]


def _row(seen: Sequence[Seen]) -> list[str]:
    took_part, honest = ([one for one in seen if bool(one.lies) is took] for took in (True, False))
    said = [share([one.judgement in which for one in group])
            for group in (took_part, honest) for which in (PROVEN, FIRST)]  # fmt: skip
    return [*said, share([0 < one.place <= _PLACES for one in took_part])]


def _by_lies(seen: Sequence[Seen]) -> str:
    """Return how many were to be looked at, by the number of lies in which they took part."""
    counts = sorted({one.lies for one in seen} - {0})
    told = []
    for lies in counts:
        first = [one.judgement in FIRST for one in seen if one.lies == lies]
        told.append(f"with {lies} lies {sum(first)} of {len(first)}")
    unsaid = sum(one.judgement not in JUDGED for one in seen)
    return f"to look at {', '.join(told)}; nothing said of {unsaid} of {len(seen)}"


if __name__ == "__main__":
    main()
