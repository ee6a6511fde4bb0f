"""Regions, and where a dealer's units were scanned: the places of the panel.

It knows positions and degrees only. How far apart two places are, and what surfaces elsewhere
by itself, are questions of the baselines.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from steelyard.facts.nearest_double import nearest_doubles

Array = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True)
class Regions:
    """The territories, one entry a region.

    Those granted come first, as `Dealers.region_ids` has them, then those in which something
    was only scanned, by id: `Dealers.region` and `ScanPlaces.region` point into it alike.
    """

    ids: tuple[str, ...]
    latitude: Array
    """Degrees north; NaN where the table of regions does not say, or is not there."""
    longitude: Array
    """Degrees east; NaN likewise."""
    names: tuple[str, ...] = ()
    """What people call them; "" where no table says, and of all where this is empty."""

    @property
    def called(self) -> tuple[str, ...]:
        """What sentences call them: the name with the id, by which it is found in the tables."""
        return called(self.ids, self.names or ("",) * len(self.ids))

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class ScanPlaces:
    """Scans at known places, sparse because most dealers are scanned in few regions.

    Entry i says that `count[i]` units of dealer `dealer[i]` were scanned in month `month[i]`
    in region `region[i]`; ordered by dealer, month and region. What is counted is what
    `Panel.scans` counts.
    """

    dealer: Index
    """Index into the panel's dealers."""
    month: Index
    """Index into the panel's months."""
    region: Index
    """Index into `Panel.regions`."""
    count: Array

    def __len__(self) -> int:
        return len(self.count)

    def until(self, months: int) -> ScanPlaces:
        """Return what was known when only the first `months` months existed."""
        known = self.month < months
        return ScanPlaces(
            self.dealer[known], self.month[known], self.region[known], self.count[known]
        )


def called(ids: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return each name with its id behind it; the id alone where there is no other name."""
    both = zip(ids, names, strict=True)
    return tuple(i if name in ("", i) else f"{name} ({i})" for i, name in both)


def regions_of(
    granted: tuple[str, ...], scanned: pa.Table | None, master: pa.Table | None
) -> Regions:
    """Return the regions granted and scanned, with the names and degrees of `master`.

    `scanned` has the rows of the fact `scans_place`, `master` the columns of the table of
    regions; None where there is no such table.
    """
    met = [] if scanned is None else pc.unique(scanned["region_id"]).to_pylist()
    ids = (*granted, *sorted(set(met) - set(granted)))
    north, east = (_degrees(ids, master, name) for name in ("latitude", "longitude"))
    return Regions(ids, north, east, _names(ids, master))


def scan_places(table: pa.Table, dealer: Index, month: Index, regions: Regions) -> ScanPlaces:
    """Return the rows of `scans_place`, which stand at those dealers and months."""
    ids = pa.array(regions.ids, pa.string())
    region = np.asarray(pc.index_in(table["region_id"], value_set=ids).to_numpy(), np.int64)
    order = np.lexsort((region, month, dealer))
    count = table["scans"].to_numpy()
    return ScanPlaces(dealer[order], month[order], region[order], count[order])


def _names(ids: tuple[str, ...], master: pa.Table | None) -> tuple[str, ...]:
    if master is None or "name" not in master.column_names:
        return ("",) * len(ids)
    where = pc.index_in(pa.array(ids, pa.string()), value_set=master["region_id"])
    return tuple(pc.fill_null(master["name"].take(where).cast(pa.string()), "").to_pylist())


def _degrees(ids: tuple[str, ...], master: pa.Table | None, name: str) -> Array:
    if master is None or name not in master.column_names:
        return np.full(len(ids), np.nan)
    where = pc.index_in(pa.array(ids, pa.string()), value_set=master["region_id"])
    return np.asarray(pc.fill_null(nearest_doubles(master[name].take(where)), np.nan))
