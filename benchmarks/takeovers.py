"""Takeovers guessed, unknown and told, on made worlds: `python -m benchmarks.takeovers`.

Some dealers of a made world take over another's business. Each world is judged three times: with
the guess from volumes, as if nobody had taken over, and with the table of successors that the
world's truth would fill. Nothing is learned here.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from benchmarks.conviction.grow import FIRST_JUDGED
from benchmarks.conviction.weighed import channel_over
from benchmarks.unseen.judged import compared
from steelyard.baselines import Channel
from steelyard.baselines.takeover import Takeover
from steelyard.simulation.worlds import FAMILIES, World, make_world
from steelyard.simulation.worlds.brought import tables
from steelyard.simulation.worlds.truth import truth
from steelyard.verdicts.decide import decide, read_signals
from steelyard.verdicts.findings import ALERTS

HEAD = ("family", "takeovers", "lies found", "honest alerted", "heirs alerted")
TAKES_OVER = "merger"
"""The circumstance of an honest dealer that takes another one over."""


def main() -> None:
    """Print a row a family and kind of knowledge, and how good the guess was."""
    asked = _arguments()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}: {len(asked.seeds)} worlds a row (seeds {asked.seeds[0]} "
        f"to {asked.seeds[-1]}), {asked.dealers} dealers, {asked.months} months"
    )
    print(f"| {' | '.join(HEAD)} |\n|{' --- |' * len(HEAD)}")
    detail = []
    for family in asked.families:
        counted: Counter[tuple[str, str]] = Counter()
        for seed in asked.seeds:
            counted += _counted(make_world(FAMILIES[family], asked.dealers, asked.months, seed))
        for known in ("guessed", "unknown", "told"):
            shares = (f"{counted[known, what]} of {counted[known, of]}" for what, of in _SHARES)
            print(f"| `{family}` | {known} | {' | '.join(shares)} |")
        guess = {name: counted["guess", name] for name in _GUESS}
        detail.append(f"{family}: {', '.join(f'{name} {n}' for name, n in guess.items())}")
    print("\n" + "\n".join(detail))


_SHARES = (("found", "lies"), ("accused", "honest"), ("heirs alerted", "heirs"))
_GUESS = ("guessed", "of them right", "of them liars", "true", "true ones of one region")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.takeovers", description=__doc__)
    parser.add_argument("--families", nargs="+", default=["usual", "evasive"])
    parser.add_argument("--seeds", nargs="+", type=int, default=list(range(3200, 3206)))
    parser.add_argument("--dealers", type=int, default=300)
    parser.add_argument("--months", type=int, default=36)
    return parser.parse_args()


def _counted(world: World) -> Counter[tuple[str, str]]:
    brought, answers = tables(world), truth(world)
    channel, present = channel_over(brought), tuple(sorted(brought))
    readings, true = read_signals(channel, present), _true(world, channel)
    heirs = sorted({one.heir for one in true})
    counted = _guess(world, channel, true)
    for known, told in (("guessed", None), ("unknown", ()), ("told", true)):
        given = replace(channel, takeovers_told=told)
        found = decide(given, readings, present=present)
        judged = compared(answers, channel, found)
        alerted = np.isin(found.verdict, ALERTS)[:, FIRST_JUDGED:].any(axis=1)
        counted[known, "lies"] += len(judged.cases)
        counted[known, "found"] += sum(bool(case.named) for case in judged.cases)
        counted[known, "honest"] += judged.accused.size
        counted[known, "accused"] += int(judged.accused.sum())
        counted[known, "heirs"] += len(heirs)
        counted[known, "heirs alerted"] += int(alerted[heirs].sum())
    return counted


def _true(world: World, channel: Channel) -> tuple[Takeover, ...]:
    at = {dealer: row for row, dealer in enumerate(channel.panel.dealers.ids)}
    ids = world.setting.dealer_ids
    return tuple(
        Takeover(at[ids[gift.giver]], at[ids[gift.taker]], gift.month, gift.month, gift.share)
        for gift in world.course.gifts
        if world.cast.rivals[gift.taker] == TAKES_OVER
    )


def _guess(world: World, channel: Channel, true: tuple[Takeover, ...]) -> Counter[tuple[str, str]]:
    pairs, right = ({(one.closed, one.heir) for one in of} for of in (channel.takeovers, true))
    liars = {world.setting.dealer_ids[case.plan.dealer] for case in world.cast.cases}
    region, ids = channel.panel.dealers.region, channel.panel.dealers.ids
    return Counter(
        {
            ("guess", "guessed"): len(pairs),
            ("guess", "of them right"): len(pairs & right),
            ("guess", "of them liars"): sum(ids[heir] in liars for _, heir in pairs),
            ("guess", "true"): len(right),
            ("guess", "true ones of one region"): sum(
                bool(region[closed] == region[heir]) for closed, heir in right
            ),
        }
    )


if __name__ == "__main__":
    main()
