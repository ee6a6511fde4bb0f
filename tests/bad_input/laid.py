"""Lay one defect over the tables of honest dealers, and take the verdicts again.

A defect is plain SQL over one table, with `theirs` for the rows of the dealers it happens to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import duckdb
import numpy as np
import pyarrow as pa
from benchmarks.conviction.weighed import channel_over
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.facts.panel import Panel
from steelyard.simulation.worlds import FAMILIES, make_world
from steelyard.simulation.worlds.brought import tables
from steelyard.simulation.worlds.truth import truth
from steelyard.verdicts.decide import decide, read_signals
from steelyard.verdicts.findings import ALERTS, Verdicts

DEALERS, MONTHS, SEED = 60, 30, 7
SINCE, MONTH = "date '2024-01-01'", 22
"""The day from which lasting defects last, and its month's index."""
VICTIMS = 8


def spoil(column: str, value: str) -> str:
    """Return the query that gives the befallen dealers another value in a column."""
    changed = f"select * replace ({value} as {column}) from theirs"
    return f"select * from others union all by name {changed}"


def since(day: str, value: str, otherwise: str) -> str:
    """Return the expression that is the value from the lasting defect's first day on."""
    return f"case when {day} >= {SINCE} then {value} else {otherwise} end"


@dataclass(frozen=True)
class Case:
    """Tables, and what the product makes of them."""

    tables: dict[str, pa.Table]

    @cached_property
    def channel(self) -> Channel:
        """Return the channel by the facts of the product."""
        return channel_over(self.tables)

    @property
    def panel(self) -> Panel:
        """Return the facts."""
        return self.channel.panel

    @cached_property
    def verdicts(self) -> Verdicts:
        """Return the verdicts of the product as it is delivered."""
        present = tuple(sorted(self.tables))
        return decide(self.channel, read_signals(self.channel, present), present=present)

    def alerted(self) -> set[str]:
        """Return who is called inflated or overmighty in any month."""
        anywhere = np.isin(self.verdicts.verdict, ALERTS).any(axis=1)
        return {self.panel.dealers.ids[row] for row in np.flatnonzero(anywhere)}

    def of(self, figure: str, dealers: tuple[str, ...]) -> NDArray[np.float64]:
        """Return those dealers' rows of a figure of the panel, by its name."""
        rows = [self.panel.dealers.ids.index(dealer) for dealer in dealers]
        return np.asarray(getattr(self.panel, figure)[rows])


@dataclass(frozen=True)
class Honest:
    """A made world before anything happened to it, and the dealers that a defect befalls."""

    case: Case
    victims: tuple[str, ...]

    def laid(self, **defects: str) -> Case:
        """Return the world with each named table as its query leaves it."""
        return Case({**self.case.tables, **{n: self._spoilt(n, q) for n, q in defects.items()}})

    def _spoilt(self, name: str, query: str) -> pa.Table:
        connection = duckdb.connect()
        for other, table in self.case.tables.items():
            connection.register(other, table)
        names = ", ".join(f"('{dealer}')" for dealer in self.victims)
        connection.execute(f"create table victims as select * from (values {names}) v(dealer_id)")
        owner = f"select * from {name} where dealer_id"
        if "dealer_id" in self.case.tables[name].column_names:
            befallen = "in (select dealer_id from victims)"
            connection.execute(f"create view theirs as {owner} {befallen}")
            connection.execute(f"create view others as {owner} not {befallen}")
        return connection.sql(query).to_arrow_table()


def honest_world() -> Honest:
    """Return the world; who is befallen is honest, known all along, and not alerted without it."""
    world = make_world(FAMILIES["usual"], DEALERS, MONTHS, SEED)
    case = Case(tables(world))
    told = truth(world).to_pylist()
    partners = {row["partner_dealer_id"] for row in told}
    plain = {r["dealer_id"] for r in told if r["label"] == "honest" and r["rival"] is None}
    always = (case.panel.sell_in_amount > 0).all(axis=1)
    known = [d for d, on in zip(case.panel.dealers.ids, always, strict=True) if on]
    quiet = [d for d in known if d in plain and d not in partners and d not in case.alerted()]
    return Honest(case, tuple(quiet[:VICTIMS]))
