"""Print one row a vendor, in the columns of `benchmarks.unseen`."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.semi_real.courses import MONTHS, VENDORS, courses
from benchmarks.unseen.figures import HEAD, by_cause, row
from benchmarks.unseen.judged import Judged, judge_world
from benchmarks.unseen.table_sets import Given
from steelyard.simulation.worlds import FAMILIES, World
from steelyard.simulation.worlds.campaigns import hold_campaigns
from steelyard.simulation.worlds.cast import deal
from steelyard.simulation.worlds.course import honest_course
from steelyard.simulation.worlds.helping import help_out
from steelyard.simulation.worlds.made import play
from steelyard.simulation.worlds.setting import draw_setting

FOLDER = "iowa_liquor"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def main() -> None:
    """Judge worlds on the courses of each vendor, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.semi_real", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of real data sets")
    parser.add_argument("--dealers", type=int, default=300)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(700, 706)))
    parser.add_argument("--family", default="usual", choices=FAMILIES)
    asked = parser.parse_args()
    print("| " + " | ".join(HEAD) + " |\n|" + "---|" * len(HEAD))
    for vendor in VENDORS:
        real = courses(asked.data / FOLDER, vendor)
        with ProcessPoolExecutor(2) as pool:
            one = partial(judge_on, real, asked.family, asked.dealers)
            judged: list[Judged] = list(pool.map(one, asked.seeds))
        print(f"| vendor {vendor} | {len(real)} stores | " + " | ".join(row(judged)) + " |")
        print(f"  {by_cause(judged)}", flush=True)


def judge_on(real: NDArray[np.float64], family: str, dealers: int, seed: int) -> Judged:
    """Make a world whose demand has real courses, decide about it and compare."""
    return judge_world(world_on(real, family, dealers, seed), Given())


def world_on(real: NDArray[np.float64], family: str, dealers: int, seed: int) -> World:
    """Return a world in which each dealer's demand is its size times a real store's course.

    The largest dealers get courses of the largest stores, drawn without putting back.
    """
    setting = draw_setting(FAMILIES[family], dealers, MONTHS, seed)
    course = honest_course(setting)
    drawn = np.sort(setting.stream("real courses").choice(len(real), dealers, replace=False))
    by_size = np.argsort(-setting.habits.size)
    course.demand[by_size] = real[drawn] * setting.habits.size[by_size, None]
    hold_campaigns(course)
    cast = deal(course)
    help_out(course)
    return play(course, cast)


if __name__ == "__main__":
    main()
