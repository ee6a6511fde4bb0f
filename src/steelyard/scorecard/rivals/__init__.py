"""What the verdicts are compared with, one file each, found by walking. There is no list to edit.

A rival's file holds `NAME` (its file name), `TITLE` in both languages and `score(facts)`, which
returns (dealers, months) over the months of the facts, higher is worse, NaN where it cannot say,
and uses nothing after the month. One that cannot run here raises `LeftOut` with the reason. A
rival that knows more than the facts, such as an oracle, reads it from the folder `facts.world`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from steelyard.scorecard.rival import LeftOut, Rival


def _walk() -> Mapping[str, Rival]:
    found: dict[str, Rival] = {}
    for info in iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        if info.name != module.NAME:
            raise ImportError(f"rivals/{info.name}.py declares {module.NAME!r}")
        found[info.name] = Rival(module.NAME, module.TITLE, module.score)
    return MappingProxyType(found)


RIVALS: Mapping[str, Rival] = _walk()

__all__ = ["RIVALS", "LeftOut", "Rival"]
