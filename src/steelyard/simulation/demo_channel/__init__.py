"""The bundled example: an invented drinks maker and its 180 dealers over thirty months.

It is written as the files that such a maker really has, Chinese headers and typing errors
included, and it is the same on every machine. `planted()` tells tests what is in it; the
input folder does not.
"""

from __future__ import annotations

from steelyard.simulation.demo_channel.bad_rows import BAD_ROW_COUNT
from steelyard.simulation.demo_channel.deeds import Planted, planted
from steelyard.simulation.demo_channel.folder import write_folder

__all__ = ["BAD_ROW_COUNT", "Planted", "planted", "write_folder"]
