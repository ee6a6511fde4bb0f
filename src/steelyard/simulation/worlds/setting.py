"""The setting of a world, before anything happens: constants, places, products, dealers, people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Months
from steelyard.simulation.worlds.constants import Constants, draw_constants
from steelyard.simulation.worlds.family import Family
from steelyard.simulation.worlds.habits import Habits, draw_habits
from steelyard.simulation.worlds.names import dealer_names
from steelyard.simulation.worlds.places import Places, draw_places
from steelyard.simulation.worlds.products import Products, draw_products
from steelyard.simulation.worlds.rebates import Rebates, draw_rebates
from steelyard.simulation.worlds.salespeople import Salespeople, draw_salespeople
from steelyard.simulation.worlds.seasons import months_from, season
from steelyard.simulation.worlds.streams import Streams


@dataclass(frozen=True)
class Setting:
    """Everything about a world that is there from the start."""

    family: Family
    seed: int
    known: Constants
    months: Months
    season: Array
    """(months + 1,): of each month and of the one after the last, which dealers order for."""
    places: Places
    products: Products
    habits: Habits
    salespeople: Salespeople
    rebates: Rebates
    dealer_ids: tuple[str, ...]
    dealer_names: tuple[str, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """(dealers, months)."""
        return len(self.dealer_ids), len(self.months)

    def stream(self, purpose: str) -> np.random.Generator:
        """Return a new generator for that purpose."""
        return Streams(self.family.name, self.seed).stream(purpose)


def draw_setting(family: Family, dealers: int, months: int, seed: int) -> Setting:
    """Draw the setting of a world."""
    stream = Streams(family.name, seed).stream
    known = draw_constants(family, stream("constants"))
    calendar = months_from(known.first_month, months + 1)
    places = draw_places(dealers, known.spill_km, known.scan_region_sd, stream("places"))
    products = draw_products(stream("products"))
    habits = draw_habits(dealers, known, places, products, stream("habits"))
    width = max(4, len(str(dealers)))
    return Setting(
        family=family,
        seed=seed,
        known=known,
        months=calendar[:-1],
        season=season(calendar, known.season_swing, known.season_peak, known.festival),
        places=places,
        products=products,
        habits=habits,
        salespeople=draw_salespeople(habits.region, months, stream("salespeople")),
        rebates=draw_rebates(habits, products),
        dealer_ids=tuple(f"D{number:0{width}d}" for number in range(1, dealers + 1)),
        dealer_names=dealer_names([places.names[place] for place in habits.region]),
    )
