"""The tables that a world brings, one file each with `rows(world)`, named as the contract does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

import pyarrow as pa

from steelyard.simulation.worlds.defects import spoilt
from steelyard.simulation.worlds.made import World


def tables(world: World) -> dict[str, pa.Table]:
    """Return the rows of every table by name, as files would have them."""
    made = {name: rows(world) for name, rows in all_tables()}
    return spoilt(world, made) if world.setting.family.messy else made


def all_tables() -> Iterator[tuple[str, Callable[[World], pa.Table]]]:
    """Yield the name of each table and what makes its rows."""
    for info in iter_modules(__path__):
        yield info.name, import_module(f"{__name__}.{info.name}").rows
