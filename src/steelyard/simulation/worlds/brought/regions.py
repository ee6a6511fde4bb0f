"""Regions: the territories and where they lie."""

from __future__ import annotations

import pyarrow as pa

from steelyard.simulation.worlds.made import World


def rows(world: World) -> pa.Table:
    """Return one row a region."""
    places = world.setting.places
    return pa.table(
        {
            "region_id": list(places.ids),
            "name": list(places.names),
            "latitude": places.latitude,
            "longitude": places.longitude,
        }
    )
