"""The tables that a world brings, one file each with `rows(world)`, named as the contract does.

A long table may have `parts(world)` as well, which yields the same rows piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules

import pyarrow as pa

from steelyard.simulation.worlds.defects import spoilt
from steelyard.simulation.worlds.made import World


def tables(world: World) -> dict[str, pa.Table]:
    """Return the rows of every table by name, as files would have them."""
    names = [info.name for info in iter_modules(__path__)]
    made = {name: import_module(f"{__name__}.{name}").rows(world) for name in names}
    return spoilt(world, made) if world.setting.family.messy else made


def in_parts(world: World) -> Iterator[tuple[str, Iterable[pa.Table]]]:
    """Yield the name and the pieces of every table, so that none need be whole in memory."""
    if world.setting.family.messy:
        yield from ((name, [rows]) for name, rows in tables(world).items())
        return
    for info in iter_modules(__path__):
        table = import_module(f"{__name__}.{info.name}")
        yield info.name, table.parts(world) if hasattr(table, "parts") else [table.rows(world)]
