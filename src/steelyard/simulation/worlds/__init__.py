"""Made worlds: labelled channels in the tables of the contract, drawn from a described process.

Consumers want, dealers order, sell, report and are audited; some lie, and some honest ones look
as if they did. `make_world` gives the arrays, `tables` their rows in
memory, `simulate` writes a folder. What is learned from
such worlds holds for such worlds: they are simulated, and every score on them says so.
"""

from __future__ import annotations

from steelyard.simulation.worlds.brought import tables
from steelyard.simulation.worlds.family import FAMILIES, Family
from steelyard.simulation.worlds.made import World, make_world
from steelyard.simulation.worlds.simulate import simulate

__all__ = ["FAMILIES", "Family", "World", "make_world", "simulate", "tables"]
