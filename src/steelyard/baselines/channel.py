"""The channel as signals see it: the panel, the settings, and baselines computed once.

Each baseline is a file of its own in this package; this class only remembers its result,
so that two signals that need the same expectation do not compute it twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.balance import Balance
from steelyard.baselines.departures import LEAST_SPREAD, LEVEL_WINDOW, Departures, departures
from steelyard.baselines.history import enough_past
from steelyard.baselines.key_sized import key_sized
from steelyard.baselines.materiality import materiality
from steelyard.baselines.missed_orders import MissedOrders, missed_orders
from steelyard.baselines.order_count import expected_order_count
from steelyard.baselines.order_days import OrderDays, order_days
from steelyard.baselines.partial_months import partial_months
from steelyard.baselines.peers import Peers, peers
from steelyard.baselines.rebate_steps import RebateSteps
from steelyard.baselines.season import same_season
from steelyard.baselines.sell_in import SellInBaseline, half_order, log_ratio, sell_in_baseline
from steelyard.baselines.shift_share import Calm, calm, expected_sell_in, foretold, past_span
from steelyard.baselines.size import size, size_class
from steelyard.baselines.spells import ordered, over_spell, spell_start
from steelyard.baselines.taken_over import guessed
from steelyard.baselines.takeover import Takeover, during, explained
from steelyard.facts.panel import Panel
from steelyard.settings import Settings

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Channel:
    """A panel with its settings; baselines are computed when first asked for."""

    panel: Panel
    settings: Settings
    rebate_steps: RebateSteps | None = None
    """The steps counted on sell-in; None where no schedule was brought."""
    takeovers_told: tuple[Takeover, ...] | None = None
    """What the table of successors tells; None where it was not brought."""

    @cached_property
    def materiality(self) -> Array:
        """(months,): the least amount that matters in each month, from earlier months only."""
        return materiality(self.panel, self.settings)

    @cached_property
    def takeovers(self) -> tuple[Takeover, ...]:
        """Who does the business of one that closed: as the table tells it, else as guessed."""
        return guessed(self.panel) if self.takeovers_told is None else self.takeovers_told

    @cached_property
    def takeovers_by(self) -> dict[int, list[Takeover]]:
        """The takeovers of each heir."""
        by: dict[int, list[Takeover]] = {}
        for one in self.takeovers:
            by.setdefault(one.heir, []).append(one)
        return by

    @cached_property
    def taken_over(self) -> Array:
        """(dealers, months): the money of a usual month that takeovers explain; any, if guessed."""
        if self.takeovers_told is None:
            return np.where(during(self.panel.shape, self.takeovers), np.inf, 0.0)
        return explained(self.panel, self.takeovers)

    @cached_property
    def balance(self) -> Balance:
        """What went in, what is said to have gone out, and what the market saw."""
        return Balance(self.panel)

    @cached_property
    def peers(self) -> Peers:
        """Whom each dealer is compared with, month by month."""
        return peers(self.panel)

    @cached_property
    def partial_months(self) -> NDArray[np.bool_]:
        """(months,): whether the month's last days are not there yet."""
        return partial_months(self.panel, self.settings)

    @cached_property
    def ordered(self) -> NDArray[np.bool_]:
        """(dealers, months): whether the month's net amount is positive."""
        return ordered(self.panel)

    @cached_property
    def enough_past(self) -> NDArray[np.bool_]:
        """(dealers, months): whether the dealer has a past to be judged by."""
        return enough_past(self.panel, self.ordered)

    @cached_property
    def spell_start(self) -> NDArray[np.int64]:
        """(dealers, months): the first month that an order in this month answers for."""
        return spell_start(self.ordered)

    @cached_property
    def half_order(self) -> Array:
        """(dealers, months): half an ordinary order of the dealer's level."""
        return half_order(self.panel, self.peers)

    @cached_property
    def calm(self) -> Calm:
        """The share of each month's amount that may teach the baseline."""
        amount = np.nan_to_num(self.panel.sell_in_amount, nan=0.0)
        guess = foretold(amount, self.peers, past_span(self.panel, self.spell_start))
        spell = over_spell(guess, self.spell_start)
        ratio = log_ratio(amount, spell, self.half_order)
        month = self.peers.median(np.where(self.ordered, ratio, np.nan))
        return calm(self.panel, guess, spell, month, 2 * self.half_order)

    @cached_property
    def _expected(self) -> list[Array]:
        spans = [past_span(self.panel, self.spell_start, lag) for lag in (0, 2)]
        return expected_sell_in(self.panel, self.peers, spans, self.calm)

    @property
    def expected_sell_in(self) -> Array:
        """(dealers, months): the month's net amount by shift-share; NaN without a past."""
        return self._expected[0]

    @property
    def expected_before_ramp(self) -> Array:
        """The same, from shares that leave out the two months before as well."""
        return self._expected[1]

    @cached_property
    def sell_in(self) -> SellInBaseline:
        """The ordinary sell-in with the dealer's own level and season, and the departures."""
        plain = over_spell(self.expected_sell_in, self.spell_start)
        base = sell_in_baseline(self.panel, plain, self.half_order, self.departures)
        return replace(base, score=np.where(self.enough_past, base.score, np.nan))

    @cached_property
    def expected_order_count(self) -> Array:
        """(dealers, months): standing orders foretold for the spell; NaN without a past."""
        return expected_order_count(self.panel, self.peers, self.spell_start)

    @cached_property
    def order_days(self) -> OrderDays:
        """All days on which dealers ordered."""
        return order_days(self.panel)

    @cached_property
    def missed_orders(self) -> MissedOrders:
        """Order days foretold for each month and for the time since the last order."""
        return missed_orders(self.panel, self.peers, self.spell_start, self.order_days)

    @cached_property
    def same_season(self) -> NDArray[np.int64]:
        """(years, months): the month of the same season in earlier years; -1 for none."""
        return same_season(self.panel.months, self.settings.festivals)

    @cached_property
    def key_sized(self) -> NDArray[np.bool_]:
        """(dealers, months): whether the dealer is among the level's largest twentieth."""
        return key_sized(self.panel, self.peers.levels, self.spell_start)

    @cached_property
    def size(self) -> Array:
        """(dealers, months): how large the dealer is among others, by its orders before."""
        return size(self.panel)

    @cached_property
    def size_class(self) -> NDArray[np.int64]:
        """(dealers, months): whose tails are alike, 0 for the smallest."""
        return size_class(self.size)

    def departures(
        self,
        figure: Array,
        lag: int = 0,
        window: int = LEVEL_WINDOW,
        seasonal: bool = True,
        least_spread: float = LEAST_SPREAD,
    ) -> Departures:
        """Return how far a figure departs from the dealer's past, its peers and its season."""
        mates = self.same_season if seasonal else None
        return departures(figure, self.peers, mates, lag, window, least_spread, self.size)
