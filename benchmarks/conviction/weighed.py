"""A made world as the verdicts see it: facts and signals of the product, and the truth beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.baselines.takeover import told
from steelyard.engines import open_engine
from steelyard.facts import panel_from, run_facts
from steelyard.scorecard.truth import PARTNER
from steelyard.settings import Settings
from steelyard.signals import Reading
from steelyard.simulation.worlds import FAMILIES, make_world
from steelyard.simulation.worlds.brought import tables
from steelyard.simulation.worlds.truth import truth
from steelyard.tables import TABLES
from steelyard.tables.schema import SQL_TYPE
from steelyard.verdicts.alert_money import to_be_shown
from steelyard.verdicts.conviction import CLEAR, LEARNED
from steelyard.verdicts.decide import read_signals
from steelyard.verdicts.steadiness import steadiness

Array = NDArray[np.float32]
_AT_LEAST = 0.2
"""Part of the median size below which an honest dealer is too small to be alerted at all."""


@dataclass(frozen=True)
class Weighed:
    """Departures of every windowed signal, and who did what."""

    departures: dict[str, Array]
    """By signal: (windows, dealers, months), of the windows that the scores are learned on."""
    steady: Array
    """(figures, dealers, months): how steady the figures are that they were read from."""
    cause: NDArray[np.str_]
    """(dealers,): "" for the honest, "partner" for who took goods of a liar."""
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    material: NDArray[np.bool_]
    to_be_shown: NDArray[np.float64]
    """(dealers, months): log odds beyond the bound, by the most money that a signal which stands
    out puts in question."""

    @property
    def uninvolved(self) -> NDArray[np.bool_]:
        """(dealers,): who neither lied nor took goods of a liar."""
        return np.asarray(self.cause == "")

    @property
    def honest(self) -> NDArray[np.bool_]:
        """(dealers,): who did not lie; partners too, who only sell or store what was sent."""
        return np.asarray(self.uninvolved | (self.cause == PARTNER))


def weigh(
    family: str, dealers: int, months: int, seed: int, without: tuple[str, ...] = ()
) -> Weighed:
    """Make a world, leave some tables out, and read all signals."""
    world = make_world(FAMILIES[family], dealers, months, seed)
    brought = {n: t for n, t in tables(world).items() if n not in without}
    channel = channel_over(brought)
    readings = read_signals(channel, tuple(sorted(brought)))
    departures = {
        name: np.nan_to_num(one.departure[:LEARNED], nan=0.0, posinf=0.0, neginf=0.0).astype(
            np.float32
        )
        for name, one in readings.items()
        if one.departure is not None
    }
    return Weighed(
        departures,
        steadiness(channel.balance).astype(np.float32),
        *_roles(truth(world), channel),
        _to_be_shown(channel, readings),
    )


def channel_over(brought: dict[str, pa.Table]) -> Channel:
    """Return the channel of tables in memory, by the facts of the product."""
    connection = duckdb.connect()
    for name, table in brought.items():
        connection.register(f"{name}_rows", table)
        connection.execute(
            f"create view {name} as select {typed(name, table.column_names)} from {name}_rows"
        )
    engine = open_engine("duckdb", connection, None)  # type: ignore[arg-type]
    rows = run_facts(engine, tuple(sorted(brought)))
    panel = panel_from(rows, brought.get("dealers"))
    successors = brought.get("successors")
    takeovers = None if successors is None else told(successors, panel.dealers, panel.months)
    return Channel(panel, Settings(), takeovers_told=takeovers)


def _to_be_shown(channel: Channel, readings: Mapping[str, Reading]) -> NDArray[np.float64]:
    most = np.zeros(channel.panel.shape)
    for one in readings.values():
        if one.departure is not None:
            clear = np.nan_to_num(one.departure, nan=-np.inf).max(axis=0) >= CLEAR
            most = np.maximum(most, np.where(clear, np.nan_to_num(one.amount_in_question), 0.0))
    return to_be_shown(most, np.broadcast_to(channel.materiality, channel.panel.shape))


def typed(name: str, there: Sequence[str]) -> str:
    """Return every column of the contract as SQL, typed; null where it is not there."""
    return ", ".join(
        f"cast({column.name if column.name in there else 'null'} as "
        f"{SQL_TYPE[column.kind]}) as {column.name}"
        for column in TABLES[name].columns
    )


def _roles(
    told: pa.Table, channel: Channel
) -> tuple[NDArray[np.str_], NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    at = {dealer: row for row, dealer in enumerate(channel.panel.dealers.ids)}
    shape = channel.panel.shape
    cause = np.full(shape[0], "", dtype="<U20")
    first, last = np.full(shape[0], -1), np.full(shape[0], -1)
    begins = channel.panel.months[0].astype(int)
    for row in told.to_pylist():
        dealer = at.get(row["dealer_id"])
        if dealer is None or row["cause"] is None:
            continue
        cause[dealer] = row["cause"]
        first[dealer], last[dealer] = (
            np.datetime64(row[edge], "M").astype(int) - begins for edge in ("starts", "ends")
        )
        partner = at.get(row["partner_dealer_id"] or "")
        if partner is not None and cause[partner] == "":
            cause[partner] = PARTNER
    size = np.nanmean(channel.panel.sell_in_amount, axis=1)
    return cause, first, last, size > _AT_LEAST * np.median(size)
