"""The panel: the facts as arrays of shape (dealers, months), which signals read.

It knows the shape of the channel and nothing of SQL, files or verdicts. Amounts are floats
here: they were summed as decimals by the engine and only then cast, so they are exact to
the cent far beyond any channel's size.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.places import Regions, ScanPlaces, called

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Months = NDArray[np.datetime64]
_UNDATED = ("dealers", "regions", "scan_places")
"""Fields that are no arrays with a month a column."""


def _unsaid() -> Array:
    return np.zeros(0)


def _undated() -> Months:
    return np.zeros(0, "datetime64[D]")


@dataclass(frozen=True)
class Dealers:
    """Who is in the panel, one entry a dealer, in the order of the arrays' rows."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    level: NDArray[np.int64]
    region: NDArray[np.int64]
    """Index into `region_ids`; dealers without a region share one, named ""."""
    region_ids: tuple[str, ...]
    salesperson_ids: tuple[str, ...]
    """Who serves them by the dealer master, at present; "" where it names nobody."""
    people: tuple[str, ...] = ()
    """Every salesperson that a sell-in line names, by id; `Panel.served_by` points here."""
    joined_on: NDArray[np.datetime64] = field(default_factory=_undated)
    """The day the contract began, datetime64[D]; NaT where the master does not say."""
    credit_days: Array = field(default_factory=_unsaid)
    """Days from invoice to due date; NaN where not known, as below."""
    credit_limit: Array = field(default_factory=_unsaid)
    """The most it may owe, in the folder's currency."""
    latitude: Array = field(default_factory=_unsaid)
    """Degrees north."""
    longitude: Array = field(default_factory=_unsaid)
    """Degrees east."""

    @property
    def called(self) -> tuple[str, ...]:
        """What sentences call them: the name with the id, by which they are found in the tables."""
        return called(self.ids, self.names)

    def __post_init__(self) -> None:
        """Take what was left out for not known, one entry a dealer."""
        for name in ("joined_on", "credit_days", "credit_limit", "latitude", "longitude"):
            said = getattr(self, name)
            if not said.size:
                unknown = np.array("NaT" if name == "joined_on" else np.nan, said.dtype)
                object.__setattr__(self, name, np.full(len(self.ids), unknown))

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Panel:
    """Facts per dealer and month. A month without lines is 0; NaN is "not known".

    Optional arrays are None where their table was not brought. Money in the folder's
    currency, quantities in units of the product.
    """

    dealers: Dealers
    months: Months
    """Every calendar month from the first to the last, dtype datetime64[M]."""
    sell_in_quantity: Array
    sell_in_amount: Array
    """Net of returns."""
    returns_amount: Array
    """Sum of the negative lines, as a positive number."""
    order_count: Array
    """Distinct order ids, as the contract counts them."""
    standing_order_count: Array
    """Orders less those cancelled by an equal opposite document within the month."""
    distinct_order_amounts: Array
    """How many different amounts those standing orders had."""
    order_days: Array
    order_day_bits: NDArray[np.int64]
    """Bit k is set where an order was placed on day k of the month (k = 1 .. 31)."""
    order_amount_squares: Array
    """Sum over standing orders of amount squared: with the count and the sum, their spread."""
    standing_amount: Array
    """Sum over standing orders of amount."""
    month_end_amount: Array
    """Net amount of the month's last days (5 by the contract)."""
    launched_amount: Array
    """Net amount in products the whole channel began to buy within the last three months."""
    category_amount: NDArray[np.float64]
    """(dealers, categories, months): net amount by product category, small ones joined."""
    product_count: Array | None = None
    """Different products bought; None while that is still being counted."""
    promoted_amount: Array | None = None
    """Net amount covered by a planned promotion."""
    sell_out_quantity: Array | None = None
    """What the dealer says it sold on, units; NaN where it reported nothing."""
    sell_out_amount: Array | None = None
    """What it says that was worth; NaN where it reported nothing, or no amount."""
    sell_out_lines: Array | None = None
    """How many lines the report has; 0 where there is none."""
    sell_out_round: Array | None = None
    """How many of them have a quantity that is a multiple of ten, and not 0."""
    sold_to_dealers_quantity: Array | None = None
    """Units of the report that went to another dealer; NaN where it reported nothing."""
    last_sold_on: Array | None = None
    """Last day of the month that the report names, 1 .. 31; NaN where it reported nothing."""
    moved_in_quantity: Array | None = None
    """Units taken over from other dealers by declared moves; 0 where there is none."""
    moved_out_quantity: Array | None = None
    """Units given to other dealers by declared moves; 0 where there is none."""
    stock_quantity: Array | None = None
    """Units at the month's last count of each product, whoever counted; NaN where nobody did."""
    counted_products: Array | None = None
    """How many products that is; 0 where nobody counted."""
    claimed_quantity: Array | None = None
    """Units by the dealer's own last counts, from day 4 on; NaN where it made none."""
    opening_claimed_quantity: Array | None = None
    """Units by the dealer's own counts on days 1 to 3: the stock at the end of the month before,
    known only in this one; NaN where it made none."""
    audited_quantity: Array | None = None
    """Units that the manufacturer saw, of the products it audited; NaN where it audited none."""
    audited_where_claimed: Array | None = None
    """Units that it saw of those products which the dealer had counted within 31 days, too."""
    claimed_where_audited: Array | None = None
    """Units of the same products by the dealer's own nearest counts: to be held against
    `audited_where_claimed`. Both NaN where there is no such product."""
    audit_days_apart: Array | None = None
    """Most days between an audit and the count held against it; NaN likewise."""
    scans: Array | None = None
    """First scans of the dealer's units, wherever; bursts and units not sent yet left out."""
    scans_unknown: Array | None = None
    """Those of them whose place is not known."""
    scans_known_region: Array | None = None
    """Those that can be told in or out: their place is known, and the dealer's territory."""
    scans_away: Array | None = None
    """Those of these that surfaced outside the territory."""
    scans_farmed: Array | None = None
    """Scans in bursts of one day and place, counted nowhere else."""
    scans_unshipped: Array | None = None
    """Scans of goods that the dealer cannot have been sent yet, counted nowhere else."""
    sell_out_in_scans: Array | None = None
    """Scans to be expected of the reported sell-out, by the channel's scans a unit of each
    product so far; NaN where nothing was reported, or by nobody so far."""
    sell_in_in_scans: Array | None = None
    """The same of net sell-in; 0 where there was none, NaN where nobody reported so far."""
    scan_places: ScanPlaces | None = None
    """Where the scans at known places were made."""
    regions: Regions | None = None
    invoiced_amount: Array | None = None
    due_amount: Array | None = None
    paid_amount: Array | None = None
    claims_paid: Array | None = None
    cost_amount: Array | None = None
    """Quantity times unit cost, where products carry one; NaN where a product lacks it."""
    served_by: NDArray[np.int64] | None = None
    """Index into `dealers.people` of who sold most to the dealer in the month, -1 where no line
    names anybody; None where none does at all, and while that is still being counted."""
    reported: Flags | None = None
    """Whether a sell-out, stock count, declared move, scan, invoice, payment or claim names the
    dealer in the month, one of nothing too; None where no such table was brought."""
    channel_last_day: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    """Per month: the last day of the month on which anybody ordered (0 for none)."""

    @property
    def shape(self) -> tuple[int, int]:
        """(dealers, months)."""
        return self.sell_in_amount.shape[0], self.sell_in_amount.shape[1]

    @property
    def first_month(self) -> NDArray[np.int64]:
        """Per dealer: the index of its first month with an order; `months` where none."""
        ordered = self.order_count > 0
        return np.where(ordered.any(axis=1), ordered.argmax(axis=1), self.shape[1])

    @property
    def active(self) -> Flags:
        """(dealers, months): whether there is an order or a report."""
        ordered = np.asarray(self.order_count > 0)
        return ordered if self.reported is None else ordered | self.reported

    @property
    def begun(self) -> Flags:
        """(dealers, months): every month from the dealer's first order or report on."""
        return np.asarray(np.logical_or.accumulate(self.active, axis=1))

    @property
    def sell_out_reported(self) -> Flags | None:
        """(dealers, months): whether there is a report of sell-out, one of nothing too."""
        return None if self.sell_out_quantity is None else ~np.isnan(self.sell_out_quantity)

    @property
    def undone_order_count(self) -> Array:
        """(dealers, months): order documents that are no standing order.

        Returns, and orders with the equal document that cancels them.
        """
        return np.maximum(self.order_count - self.standing_order_count, 0.0)

    @property
    def level_total(self) -> Array:
        """(dealers, months): net amount of all dealers on the dealer's level."""
        total = np.zeros(self.shape)
        for level in np.unique(self.dealers.level):
            rows = self.dealers.level == level
            total[rows] = np.nansum(self.sell_in_amount[rows], axis=0)
        return total

    @property
    def channel_share(self) -> Array:
        """(dealers, months): share of the level's net amount; NaN where that is not positive."""
        total = self.level_total
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(total > 0, self.sell_in_amount / total, np.nan)

    def until(self, months: int) -> Panel:
        """Return the panel as it was known when only its first `months` months existed.

        For tests of no look-ahead, on arrays that need no later month to be computed.
        """
        cut = {
            f.name: getattr(self, f.name)[..., :months]
            for f in fields(self)
            if f.name not in _UNDATED and getattr(self, f.name) is not None
        }
        places = None if self.scan_places is None else self.scan_places.until(months)
        return replace(self, **cut, scan_places=places)
