"""Trade: month by month dealers order, hand on, move, sell and send back whole units.

Orders follow an order-up-to policy: each dealer keeps its target of cover over the demand it
expects in the coming months, in its own rhythm, in whole packs, with some error. Sales are what
consumers want, as far as there is stock.
"""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Counts, Flags, whole
from steelyard.simulation.worlds.course import Course, Gift
from steelyard.simulation.worlds.goods import Goods, no_goods
from steelyard.simulation.worlds.links import links_of
from steelyard.simulation.worlds.rebates import QUARTER, unit_fen

_LEARNS = 0.3
"""How much of a month's demand enters a dealer's expectation."""
_KNOWS = 0.5
"""How much of the month's own demand it sees before it orders."""
_MISJUDGES = 0.08
_RETURNS_A_MONTH = 0.02
_SHEDS = 0.18
"""Of a dealer's sales, the part that comes from its pile once it no longer pushes."""
_LEAST_PACKS = 3
_JUST_ABOVE = (0.001, 0.02)
"""Where a dealer lands above a rebate step, as a share of its quarter."""
_OUT_OF_REACH = 3.0
"""A dealer that cannot reach the next step buys that much less than it would have."""
_PILE_SENT_BACK = (0.05, 0.2)


class Trade:
    """The running of one world; `run` does all months and returns the goods."""

    def __init__(self, course: Course) -> None:
        setting = course.setting
        self.course, self.setting = course, setting
        self.rng = setting.stream("trade")
        self.mix = setting.habits.mix
        self.pack = setting.products.pack[None, :]
        self.season = setting.season
        self.joins = course.active.argmax(axis=1)
        self.begin_with_stock()
        self.intend()

    def begin_with_stock(self) -> None:
        """Set up expectations and the opening stock; who joins later has none."""
        course, habits = self.course, self.setting.habits
        first = course.demand[np.arange(len(habits)), self.joins] / self.season[self.joins]
        self.expects = first[:, None] * self.mix
        cover = course.cover[:, 0] + (habits.rhythm - 1) / 2
        wanted = self.expects * (cover * self.season[0])[:, None]
        wanted *= self.rng.uniform(0.8, 1.2, wanted.shape) * course.active[:, :1]
        self.stock: Counts = np.rint(wanted).astype(np.int64)
        self.pile: Counts = np.zeros_like(self.stock)
        self.parked: Counts = np.zeros_like(self.stock)
        self.goods = no_goods(self.stock.copy(), links_of(course), self.course.shape[1])

    def intend(self) -> None:
        """Lay out the deeds by product, in units or packs, (dealers, products, months)."""
        course, mix = self.course, self.mix[:, :, None]
        pack = self.pack[:, :, None]
        self.pushes = whole(course.pushed[:, None, :] * mix, pack)
        self.moves = whole(course.moved[:, None, :] * mix)
        self.diverts = whole(course.diverted[:, None, :] * mix)
        beyond = (course.pushed + course.tops_up) > 0
        last = course.shape[1] - 1 - beyond[:, ::-1].argmax(axis=1)
        self.pushes_until = np.where(beyond.any(axis=1), last, -1)

    def run(self) -> Goods:
        """Let all months pass."""
        gifts: dict[int, list[Gift]] = {}
        for gift in self.course.gifts:
            gifts.setdefault(gift.month, []).append(gift)
        for month in range(self.course.shape[1]):
            want = self.wants(month)
            self.release(month, want)
            for gift in gifts.get(month, []):
                self.give(gift)
            self.order(month, want)
            self.move(month)
            self.sell(month, want)
            self.send_back(month)
            self.remember(month, want)
        return self.goods

    def wants(self, month: int) -> Counts:
        """Return (dealers, products): what consumers ask for."""
        demand = self.course.demand[:, month] * self.course.active[:, month]
        return self.rng.poisson(demand[:, None] * self.mix)

    def release(self, month: int, want: Counts) -> None:
        """Take goods from the pile for sale, once the dealer no longer pushes."""
        over = (month > self.pushes_until)[:, None]
        out = np.where(over, np.minimum(self.pile, (_SHEDS * want).astype(np.int64)), 0)
        self.pile -= out
        self.stock += out
        self.goods.released[:, :, month] = out

    def give(self, gift: Gift) -> None:
        """Hand declared goods on; only a dealer's own are handed on."""
        goods, month = self.goods, gift.month
        own = self.stock[gift.giver] - goods.links.held(len(self.stock))[gift.giver]
        units = (own * gift.share).astype(np.int64)
        self.stock[gift.giver] -= units
        self.stock[gift.taker] += units
        goods.handed.append((gift, units))
        goods.given[gift.giver, :, month] += units
        goods.taken[gift.taker, :, month] += units
        link = goods.links.index(gift.giver, gift.taker, undeclared=False)
        goods.links.left[link] += units

    def order(self, month: int, want: Counts) -> None:
        """Order what is needed, and push what is not."""
        active = self.course.active[:, month, None]
        ordered = np.where(active, self.needed(month, want), 0)
        pushed = self.pushes[:, :, month] + self.topping_up(month, ordered)
        self.stock += ordered
        self.pile += pushed
        self.goods.ordered[:, :, month] = ordered
        self.goods.pushed[:, :, month] = pushed

    def topping_up(self, month: int, ordered: Counts) -> Counts:
        """Return (dealers, products): packs that lift the quarter just above its next step."""
        most = self.course.tops_up[:, month]
        if not most.any():
            return np.zeros_like(ordered)
        habits, products = self.setting.habits, self.setting.products
        quarter = slice(max(0, month - QUARTER + 1), month)
        bought = ordered + self.goods.sell_in[:, :, quarter].sum(axis=2)
        amount = bought @ products.price_fen * habits.price
        above = self.rng.uniform(*_JUST_ABOVE, len(most)) * amount
        short = (self.setting.rebates.short_of(amount) + above) / unit_fen(habits, products)
        units = np.where(short <= most, short, most / _OUT_OF_REACH)
        packs = np.ceil(np.where(most > 0, units, 0.0)[:, None] * self.mix / self.pack)
        return np.asarray(packs * self.pack, dtype=np.int64)

    def needed(self, month: int, want: Counts) -> Counts:
        """Return (dealers, products): whole packs up to the target, when the dealer's turn is."""
        rhythm = self.setting.habits.rhythm
        soon = self.soon(month, want)
        misjudged = np.exp(self.rng.normal(0.0, _MISJUDGES, len(rhythm)))
        cover = (self.course.cover[:, month] + rhythm - 1) * misjudged * self.season[month + 1]
        short = self.expects * cover[:, None] + soon - self.stock
        empty = soon * 1.1 - self.stock
        turn = ((month + self.setting.habits.phase) % rhythm == 0)[:, None]
        packs = np.where(turn, np.rint(short / self.pack), np.ceil(empty / self.pack))
        packs = np.maximum(packs, 0)
        worth_it = packs.sum(axis=1) >= _LEAST_PACKS
        packs = np.where((worth_it | (empty > 0).any(axis=1))[:, None], packs, 0)
        opens = (self.joins == month)[:, None] & (self.mix > 0)
        return np.asarray(np.maximum(packs, opens) * self.pack, dtype=np.int64)

    def soon(self, month: int, want: Counts) -> Array:
        """Return (dealers, products): what the dealer reckons will leave within the month."""
        usual = self.expects * self.season[month]
        large = self.course.institutional[:, month, None] * self.mix
        known = large + self.moves[:, :, month] + self.diverts[:, :, month]
        return np.asarray(_KNOWS * want + (1 - _KNOWS) * usual + known, dtype=np.float64)

    def move(self, month: int) -> None:
        """Move goods to partners without a word."""
        goods, course = self.goods, self.course
        for dealer in np.flatnonzero(self.moves[:, :, month].any(axis=1)):
            units = np.minimum(self.moves[dealer, :, month], self.stock[dealer])
            partner = int(course.partner[dealer])
            self.stock[dealer] -= units
            goods.moved_out[dealer, :, month] += units
            goods.moved_in[partner, :, month] += units
            if course.parked[dealer]:
                self.parked[partner] += units
                continue
            self.stock[partner] += units
            goods.links.left[goods.links.index(int(dealer), partner, undeclared=True)] += units

    def sell(self, month: int, want: Counts) -> None:
        """Sell to consumers, then to institutions, then away, as far as there is stock."""
        large = self.course.institutional[:, month, None] * self.mix
        wanted = (want, self.rng.poisson(large), self.diverts[:, :, month])
        flows = (self.goods.sold, self.goods.institutional, self.goods.diverted)
        for flow, units in zip(flows, wanted, strict=True):
            flow[:, :, month] = np.minimum(units, self.stock)
            self.stock -= flow[:, :, month]
        self.sell_of_others(month)

    def sell_of_others(self, month: int) -> None:
        """Take what consumers bought from the goods of others first."""
        links = self.goods.links
        still = self.goods.sold[:, :, month].copy()
        for group in links.in_turn():
            units = np.minimum(links.left[group], still[links.receiver[group]])
            links.left[group] -= units
            links.sold[group, :, month] = units
            still[links.receiver[group]] -= units

    def send_back(self, month: int) -> None:
        """Return a little of the dealer's own goods now and then, and of a pile, in whole packs."""
        own = self.stock - self.goods.links.held(len(self.stock))
        share = self.rng.uniform(0.03, 0.15, own.shape) * self.sends_back(month)
        units = (own * share / self.pack).astype(np.int64) * self.pack
        over = self.course.returns_pile & (month > self.pushes_until)
        part = self.rng.uniform(*_PILE_SENT_BACK, self.pile.shape) * over[:, None]
        piled = (self.pile * part / self.pack).astype(np.int64) * self.pack
        self.stock -= units
        self.pile -= piled
        self.goods.sent_back[:, :, month] = units + piled

    def sends_back(self, month: int) -> Flags:
        """Return (dealers, products): who returns what."""
        some = self.rng.random(len(self.stock)) < _RETURNS_A_MONTH
        which = self.rng.random(self.stock.shape) < 0.4
        return np.asarray((some & self.course.active[:, month])[:, None] & which)

    def remember(self, month: int, want: Counts) -> None:
        """Keep the stocks of the month's end, and learn from its demand."""
        self.goods.stock[:, :, month] = self.stock
        self.goods.pile[:, :, month] = self.pile
        self.goods.parked[:, :, month] = self.parked
        seen = want / self.season[month]
        learnt = (1 - _LEARNS) * self.expects + _LEARNS * seen
        self.expects = np.where(self.course.active[:, month, None], learnt, self.expects)
