"""The course of a world: what dealers want, do and leave undone, month by month.

Deeds and rivals write on these arrays before trade begins; trade, reports, scans and bills
then follow from them. (dealers, months) unless said otherwise; amounts in units a month.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Counts, Flags
from steelyard.simulation.worlds.setting import Setting

EVERYBODY = -1


@dataclass(frozen=True)
class Promotion:
    """A promotion that the manufacturer planned: of one dealer, or of a region."""

    month: int
    dealer: int = EVERYBODY
    region: int = EVERYBODY


@dataclass(frozen=True)
class Gift:
    """Goods handed from one dealer to another and declared: a share of what the giver has."""

    month: int
    giver: int
    taker: int
    share: float


@dataclass
class Course:
    """The arrays that deeds and rivals write on. Honest until they do."""

    setting: Setting
    dishonest: Flags
    """(dealers,): has a deed to do."""
    demand: Array
    """What consumers want from the dealer."""
    ups_and_downs: Array
    """The dealer's own chance in it, as a factor of the demand."""
    active: Flags
    """Whether the dealer is in business with the manufacturer."""
    region: Counts
    away: Array
    """Natural share of its sales that is consumed elsewhere."""
    institutional: Array
    """Sales that are real and that nobody scans: a hotel, a works canteen."""
    scanning: Array
    """Factor on the share of its units that is scanned."""
    cover: Array
    """Months of demand it wants in stock."""
    late_days: Array
    trade_spend: Array
    held_over: Flags
    """Whether the month's report comes with the next month's."""
    report_noise: Array
    """(dealers,)"""
    count_noise: Array
    """(dealers,)"""
    slip: Array
    """(dealers,): share of a month's sales booked in the next."""
    by_the_books: Flags
    """(dealers,): reports and counts come from one set of books, so that they always agree."""
    pushed: Array
    """Bought beyond what it needs."""
    tops_up: Array
    """The most it buys beyond its needs to reach the next step of the quarter's rebate."""
    returns_pile: Flags
    """(dealers,): sends part of the pile back once it no longer pushes."""
    rushed: Flags
    """(dealers,): pushed goods come as an order of their own in the last days of the month."""
    invented_share: Array
    """(dealers,): of what was pushed, reported as sold."""
    hidden_share: Array
    """(dealers,): of the pile of pushed goods, kept where no audit comes."""
    denied_share: Array
    """(dealers,): of the pile that it still owns to, left out of its stock reports."""
    moved: Array
    """Moved to a partner without a word."""
    partner: Counts
    """(dealers,): to whom; -1 for nobody."""
    parked: Flags
    """(dealers,): the moved goods lie at the partner's and are not sold."""
    complicit: Flags
    """(dealers,): keeps goods that others moved to it out of its reports."""
    diverted: Array
    """Sold into other territories."""
    destinations: Array
    """(dealers, regions): where to; rows add up to 1 or are 0."""
    promotions: list[Promotion] = field(default_factory=list)
    gifts: list[Gift] = field(default_factory=list)

    @property
    def shape(self) -> tuple[int, int]:
        """(dealers, months)."""
        return self.setting.shape


def honest_course(setting: Setting) -> Course:
    """Return the course of a world in which nothing out of the ordinary happens."""
    habits = setting.habits
    shape = dealers, months = setting.shape
    demand, ups_and_downs = _demand(setting)
    return Course(
        setting=setting,
        dishonest=np.zeros(dealers, dtype=bool),
        demand=demand,
        ups_and_downs=ups_and_downs,
        active=np.ones(shape, dtype=bool),
        region=np.repeat(habits.region[:, None], months, axis=1),
        away=np.repeat(habits.away[:, None], months, axis=1),
        institutional=np.zeros(shape),
        scanning=_scanning(setting),
        cover=np.repeat(habits.cover[:, None], months, axis=1),
        late_days=np.repeat(habits.late_days[:, None], months, axis=1),
        trade_spend=np.repeat(habits.trade_spend[:, None], months, axis=1),
        held_over=np.zeros(shape, dtype=bool),
        report_noise=habits.report_noise.copy(),
        count_noise=habits.count_noise.copy(),
        slip=habits.slip.copy(),
        by_the_books=habits.by_the_books.copy(),
        pushed=np.zeros(shape),
        tops_up=np.zeros(shape),
        returns_pile=np.zeros(dealers, dtype=bool),
        rushed=np.zeros(dealers, dtype=bool),
        invented_share=np.zeros(dealers),
        hidden_share=np.zeros(dealers),
        denied_share=np.zeros(dealers),
        moved=np.zeros(shape),
        partner=np.full(dealers, -1),
        parked=np.zeros(dealers, dtype=bool),
        complicit=np.zeros(dealers, dtype=bool),
        diverted=np.zeros(shape),
        destinations=np.zeros((dealers, len(setting.places))),
    )


def _demand(setting: Setting) -> tuple[Array, Array]:
    """Return size x season x region x growth x the dealer's own ups and downs, and these."""
    habits, known = setting.habits, setting.known
    rng = setting.stream("demand")
    dealers, months = setting.shape
    steps = rng.normal(0.0, known.regional_sd, (len(setting.places), months))
    regional = np.exp(np.cumsum(steps, axis=1))[habits.region]
    growth = np.exp(habits.growth[:, None] * np.arange(months))
    own = rng.normal(0.0, known.demand_sd, (dealers, months)) * habits.restless[:, None]
    for month in range(1, months):
        own[:, month] += known.demand_memory * own[:, month - 1]
    ordinary = habits.size[:, None] * setting.season[:-1] * regional * growth
    ups_and_downs = np.exp(own)
    return np.asarray(ordinary * ups_and_downs, dtype=np.float64), ups_and_downs


def _scanning(setting: Setting) -> Array:
    """Return the dealer's habit, which may drift, x the channel's month."""
    known = setting.known
    rng = setting.stream("scanning habits")
    steps = rng.normal(0.0, known.habit_drift, setting.shape)
    month = rng.normal(0.0, known.scan_month_sd, setting.shape[1])
    drift = np.exp(np.cumsum(steps, axis=1) + month)
    return np.asarray(setting.habits.scanning[:, None] * drift, dtype=np.float64)
