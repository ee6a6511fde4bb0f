"""Small channels with every table, grown from a seed: goods, reports, scans and money.

What consumers bought, what came in and what lies in the warehouse agree by construction, and
every report tells it nearly right. A test then lets one dealer lie, or live through something
honest that looks the same. Everything is in units; a unit costs ten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.facts.panel import Panel
from steelyard.facts.places import Regions, ScanPlaces
from steelyard.settings import Settings
from steelyard.signals import Reading
from tests.panels import panel

Array = NDArray[np.float64]
Index = NDArray[np.int64]

PRICE = 10.0
DELAYS = (0.6, 0.25, 0.1, 0.05)
"""Share of scans in the month of the sale and in those after it."""
_COVER = 1.5
_HABITS = 0.25
"""Spread of the log of honest dealers' scan rates."""


@dataclass
class Market:
    """What happened and what was told of it, (dealers, months) where not said otherwise."""

    region: Index
    """(dealers,): the territory of each."""
    bought: Array
    reported: Array
    claimed: Array
    scans: Array
    """(dealers, regions, months)."""
    rate: Array
    """(dealers,): scans for each unit sold."""
    audited: Array
    """NaN where nobody came."""
    paid: Array
    spent: Array
    moved_in: Array
    moved_out: Array
    round_lines: Array
    careful: NDArray[np.bool_]
    """(dealers,): whose reports and counts are nearly right."""

    @property
    def shape(self) -> tuple[int, int]:
        """(dealers, months)."""
        return self.bought.shape[0], self.bought.shape[1]

    @property
    def plain(self) -> int:
        """A dealer of middling size that orders every month and counts with care."""
        often = np.flatnonzero((self.bought > 0).all(axis=1) & self.careful)
        by_size = often[np.argsort(self.bought[often].sum(axis=1))]
        return int(by_size[by_size.size // 2])

    def neighbour(self, dealer: int) -> int:
        """Return another careful dealer of the same region that orders every month."""
        often = (self.bought > 0).all(axis=1) & self.careful
        near = often & (self.region == self.region[dealer])
        near[dealer] = False
        return int(np.flatnonzero(near)[0])

    def more(self, dealer: int, first: int, share: float, last: int | None = None) -> Array:
        """Return (months,): that share of what is reported sold, from `first` on, else 0."""
        month = np.arange(self.shape[1])
        during = (month >= first) & (month <= (month[-1] if last is None else last))
        return np.round(np.where(during, self.reported[dealer] * share, 0.0))

    def grows(self, dealer: int, more: Array) -> None:
        """Let it honestly buy and sell so much more."""
        self.invents(dealer, more)
        self.is_scanned(dealer, more)

    def invents(self, dealer: int, more: Array) -> None:
        """Let it report sales that nobody made, of goods that it buys: its books agree."""
        self.bought[dealer] += more
        self.reported[dealer] += more

    def hoards(self, dealer: int, more: Array, *, told: bool = True) -> None:
        """Let it buy what nobody wants; it is in the counts, or only audits see it."""
        self.bought[dealer] += more
        self.audited[dealer] += np.cumsum(more)
        if told:
            self.claimed[dealer] += np.cumsum(more)

    def sells_into(self, dealer: int, place: int, more: Array) -> None:
        """Let it buy and sell so much more, in somebody else's territory."""
        self.invents(dealer, more)
        self.is_scanned(dealer, more, place)

    def hands_to(self, dealer: int, other: int, more: Array) -> None:
        """Let it call goods sold that another dealer took and sold, without a word."""
        self.sells_into(dealer, int(self.region[other]), more)
        self.reported[other] += more

    def is_scanned(self, dealer: int, units: Array, place: int | None = None) -> None:
        """Let consumers scan so many more of its units sold, at home or elsewhere."""
        where = self.region[dealer] if place is None else place
        seen = sum(
            share * np.pad(units, (back, 0))[: units.size] for back, share in enumerate(DELAYS)
        )
        self.scans[dealer, where] += np.round(seen * self.rate[dealer])

    def panel(self, *without: str) -> Panel:
        """Return what the facts would give, `without` some of the tables."""
        rows = {f"D{k:04d}": row for k, row in enumerate(self.bought * PRICE)}
        made = panel(rows, region=self.region.tolist(), sell_in_quantity=self.bought)
        brought = [arrays for name, arrays in self._tables().items() if name not in without]
        together = {name: array for arrays in brought for name, array in arrays.items()}
        if "regions" not in without:
            together["regions"] = self._regions()
        return replace(made, **together)  # type: ignore[arg-type]

    def channel(self, *without: str) -> Channel:
        """Return the channel of that panel."""
        return Channel(self.panel(*without), replace(Settings(), festivals=""))

    def _tables(self) -> dict[str, dict[str, object]]:
        seen = ~np.isnan(self.audited)
        amount = self.bought * PRICE
        sold = ~np.isnan(self.reported)
        return {
            "sell_out": {
                "sell_out_quantity": self.reported,
                "sell_out_lines": np.where(sold, 12.0, 0.0),
                "sell_out_round": np.where(sold, self.round_lines, 0.0),
            },
            "stock": {
                "stock_quantity": self.claimed,
                "claimed_quantity": self.claimed,
                "audited_quantity": self.audited,
                "audited_where_claimed": self.audited,
                "claimed_where_audited": np.where(seen, self.claimed, np.nan),
            },
            "transfers": {
                "moved_in_quantity": self.moved_in,
                "moved_out_quantity": self.moved_out,
            },
            "scans": {
                "scans": self.scans.sum(axis=1),
                "scans_away": self.scans.sum(axis=1) - self._home(),
                "scan_places": self._places(),
            },
            "payments": {
                "invoiced_amount": amount,
                "due_amount": np.pad(amount, ((0, 0), (1, 0)))[:, :-1],
                "paid_amount": self.paid,
            },
            "claims": {"claims_paid": self.spent},
        }

    def _home(self) -> Array:
        return np.asarray(self.scans[np.arange(self.shape[0]), self.region])

    def _places(self) -> ScanPlaces:
        dealer, month, region = np.nonzero(self.scans.transpose(0, 2, 1))
        return ScanPlaces(dealer, month, region, self.scans[dealer, region, month])

    def _regions(self) -> Regions:
        """Return the regions, set in a ring: each has its neighbours on both sides."""
        many = self.scans.shape[1]
        turn = 2 * np.pi * np.arange(many) / many
        names = tuple(f"R{k}" for k in range(many))
        return Regions(names, 32 + 5 * np.sin(turn), 110 + 5 * np.cos(turn))


def market(
    dealers: int = 120, months: int = 36, seed: int = 1, *, regions: int = 6, rate: float = 0.06
) -> Market:
    """Return an ordinary market: everybody is honest, some are careless, some order rarely."""
    rng = np.random.default_rng(seed)
    shape = (dealers, months)
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(months) / 12) + rng.normal(0, 0.03, months)
    usual = rng.lognormal(7.5, 0.8, dealers)[:, None] * season
    wanted = np.round(usual * rng.lognormal(0, 0.1, shape))
    bought, stock, sold = _trade(wanted, usual, rng)
    careful = rng.random(dealers) < 0.85
    error = np.where(careful, 0.004, 0.03)[:, None] * rng.normal(0, 1, (2, *shape))
    habit = rate * rng.lognormal(0, _HABITS, dealers)
    region = np.arange(dealers) % regions
    amount = bought * PRICE
    late = np.clip(rng.normal(0.2, 0.1, (dealers, 1)), 0, 0.6)
    due = np.pad(amount, ((0, 0), (1, 0)))[:, :-1]
    return Market(
        region=region,
        bought=bought,
        reported=np.round(sold * (1 + error[0])),
        claimed=np.round(stock * (1 + error[1])),
        scans=_scanned(sold, habit, region, regions, rng),
        rate=habit,
        audited=np.where(
            rng.random(shape) < 0.1, np.round(stock * rng.normal(1, 0.01, shape)), np.nan
        ),
        paid=due * (1 - late) + np.pad(due, ((0, 0), (1, 0)))[:, :-1] * late,
        spent=np.round(amount * 0.05 * rng.lognormal(0, 0.2, shape), 2),
        moved_in=np.zeros(shape),
        moved_out=np.zeros(shape),
        round_lines=rng.binomial(12, 0.12, shape).astype(np.float64),
        careful=careful,
    )


def _trade(wanted: Array, usual: Array, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Return what each bought, what lay in stock at the end and what it sold, month by month."""
    dealers, months = wanted.shape
    every = np.where(rng.random(dealers) < 0.15, 3, 1)
    bought, stock, sold = (np.zeros(wanted.shape) for _ in range(3))
    there = _COVER * usual[:, 0]
    for month in range(months):
        orders = (month + np.arange(dealers)) % every == 0
        wished = (_COVER + every - 1) * usual[:, month] + wanted[:, month] - there
        wished = wished * rng.lognormal(0, 0.1, dealers)
        bought[:, month] = np.where(orders, np.maximum(np.round(wished / 12) * 12, 0.0), 0.0)
        sold[:, month] = np.minimum(wanted[:, month], np.floor(there + bought[:, month]))
        there = there + bought[:, month] - sold[:, month]
        stock[:, month] = np.round(there)
    return bought, stock, sold


def _scanned(
    sold: Array, habit: Array, region: Index, regions: int, rng: np.random.Generator
) -> Array:
    """Return (dealers, regions, months): nine of ten scans at home, the others anywhere."""
    share = np.full((sold.shape[0], regions), 0.08 / max(regions - 1, 1))
    share *= rng.lognormal(0, 0.3, share.shape)
    share[np.arange(sold.shape[0]), region] = 0.92
    before = np.concatenate([np.repeat(sold[:, :1], len(DELAYS) - 1, axis=1), sold], axis=1)
    last = before.shape[1]
    seen = sum(
        part * before[:, len(DELAYS) - 1 - back : last - back] for back, part in enumerate(DELAYS)
    )
    luck = rng.lognormal(0, 0.05, sold.shape)
    mean = share[:, :, None] * (seen * habit[:, None] * luck)[:, None, :]
    return rng.poisson(mean).astype(np.float64)


Read = Callable[[Channel], Reading]
LATEST = 12
"""First month from which a market has past enough to be judged."""


@cache
def ordinary_channels() -> tuple[Channel, Channel]:
    """Return two ordinary markets, weighed once for all tests."""
    return market(seed=1).channel(), market(seed=2).channel()


def assert_quiet(read: Read, *, level: float = 0.01) -> None:
    """Assert that in ordinary markets p <= level in at most twice that share of months."""
    found = [read(channel).p_value[:, LATEST:] for channel in ordinary_channels()]
    p = np.concatenate([values[~np.isnan(values)] for values in found])
    assert p.size > 500
    assert ((p > 0) & (p <= 1)).all()
    assert np.mean(p <= level) <= 2 * level


def assert_quiet_on_who_stops_buying(read: Read, part: float) -> None:
    """Assert that nothing departs where sell-in falls to a part for months, paid as before.

    What is owed over what is bought must not rise because less is bought.
    """
    ours = market()
    dealer = ours.plain
    before = read(ours.channel()).departure
    ours.bought[dealer, 24:29] = np.round(part * ours.bought[dealer, 24:29])
    due = np.pad(PRICE * ours.bought[dealer], (1, 0))[:-1]
    ours.paid[dealer] = 0.8 * due + 0.2 * np.pad(due, (1, 0))[:-1]
    now = read(ours.channel()).departure
    assert now is not None
    assert before is not None
    assert np.nanmax(now[:, dealer, 24:]) < max(np.nanmax(before[:, dealer, 12:]), 3.0)


def assert_sees_no_later_month(
    read: Read, grown: Market, months: int = 24, without: tuple[str, ...] = ()
) -> None:
    """Assert that what was said of the first months stays said once later ones are known."""
    whole = grown.channel(*without)
    known = Channel(whole.panel.until(months), whole.settings)
    then, now = _told(read(known)), _told(read(whole))
    assert then.keys() == now.keys()
    assert not np.isnan(then["p_value"]).all()  # type: ignore[call-overload]
    for name, values in then.items():
        np.testing.assert_array_equal(values, now[name][..., :months], err_msg=name)


def _told(reading: Reading) -> dict[str, NDArray[np.generic]]:
    told = {f.name: getattr(reading, f.name) for f in fields(Reading)}
    told |= told.pop("figures")
    return {name: values for name, values in told.items() if values is not None}
