"""Defects that real files have, one file each: they touch rows that are brought, never the truth.

A file declares `TABLE` and `spoil(world, rows, rng)`, which returns the table with the defect.
Found by walking; only families that are messy have them.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pyarrow as pa

from steelyard.simulation.worlds.made import World


def spoilt(world: World, tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Return the tables with every defect of the package."""
    spoiled = dict(tables)
    for info in iter_modules(__path__):
        defect = import_module(f"{__name__}.{info.name}")
        rng = world.setting.stream(f"defect {info.name}")
        spoiled[defect.TABLE] = defect.spoil(world, spoiled[defect.TABLE], rng)
    return spoiled
