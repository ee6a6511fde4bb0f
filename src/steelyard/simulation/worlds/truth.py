"""The truth of a world: who lied, how, when and how much; and what really happened each month.

`truth` is what verdicts are scored against. `latent` is for checking intervals and for an
oracle's builder. Neither is ever read by an assessment.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.arrays import Array, Flags
from steelyard.simulation.worlds.cast import Case
from steelyard.simulation.worlds.goods import by_month
from steelyard.simulation.worlds.made import World
from steelyard.simulation.worlds.scanning import chances_by_place


def truth(world: World) -> pa.Table:
    """Return one row a dealer; who is honest has a label and perhaps a rival, and nulls."""
    setting = world.setting
    cases: dict[int, Case] = {case.plan.dealer: case for case in world.cast.cases}
    mine = [cases.get(dealer) for dealer in range(world.shape[0])]
    during = [None if case is None else _during(world, case) for case in mine]
    people = setting.salespeople.ids

    def first_day(months: list[int | None]) -> pa.Array:
        days = [
            None if m is None else setting.months[m].astype("datetime64[D]").item() for m in months
        ]
        return pa.array(days, pa.date32())

    return pa.table(
        {
            "dealer_id": list(setting.dealer_ids),
            "label": ["honest" if case is None else case.deed.label for case in mine],
            "cause": pa.array([case and case.deed.cause for case in mine], pa.string()),
            "starts": first_day([months[0] if months else None for months in during]),
            "ends": first_day([months[-1] if months else None for months in during]),
            "size": pa.array([case and case.plan.size for case in mine], pa.float64()),
            "evades": pa.array([case and case.plan.evades for case in mine], pa.bool_()),
            "traceless": pa.array([case and _traceless(world, case) for case in mine], pa.bool_()),
            "mistakable_for": pa.array(
                [case and _mistakable_for(world, case) for case in mine], pa.string()
            ),
            "rival": pa.array([name or None for name in _rivals(world)], pa.string()),
            "partner_dealer_id": pa.array(
                [case and _named(setting.dealer_ids, case.partner) for case in mine], pa.string()
            ),
            "complicit_salesperson_id": pa.array(
                [case and _named(people, case.salesperson) for case in mine], pa.string()
            ),
        }
    )


def _named(ids: tuple[str, ...], index: int | None) -> str | None:
    return None if index is None else ids[index]


def _during(world: World, case: Case) -> list[int]:
    """Return the months of the deed: those in which it moved goods, or terms."""
    plan, goods = case.plan, world.goods
    done: Flags = (goods.pushed + goods.moved_out + goods.diverted)[plan.dealer].any(axis=0)
    return [int(month) for month in np.flatnonzero(done)] or list(range(plan.starts, plan.ends + 1))


def _traceless(world: World, case: Case) -> bool:
    """Whether no table shows it: goods sold on in the own region by one who does not say so.

    Scans come from where they should, and the books of both agree.
    """
    return _sold_on_in_silence(world, case) and _near(world, case)


def _mistakable_for(world: World, case: Case) -> str | None:
    """Return the cause that leaves the same marks in every table; None where there is none.

    Goods sold on in another region by one who does not say so are scanned there and stand in no
    other books, as if the dealer had sold them there itself.
    """
    alike = _sold_on_in_silence(world, case) and not _near(world, case)
    return "diversion" if alike else None


def _sold_on_in_silence(world: World, case: Case) -> bool:
    course, partner = world.course, case.partner
    if partner is None or course.parked[case.plan.dealer]:
        return False
    return bool(course.complicit[partner])


def _near(world: World, case: Case) -> bool:
    region, month = world.course.region, case.plan.starts
    return bool(region[case.plan.dealer, month] == region[case.partner, month])


def _rivals(world: World) -> list[str]:
    """Return what honest dealers went through; who only had a liar's goods is a partner."""
    names = list(world.cast.rivals)
    for case in world.cast.cases:
        if case.partner is not None and not names[case.partner]:
            names[case.partner] = "partner"
    return names


def latent(world: World) -> pa.Table:
    """Return one row a dealer and month, in units of all products together."""
    goods, setting, course = world.goods, world.setting, world.course
    dealers, months = world.shape
    out, diverted = by_month(goods.sell_out), by_month(goods.diverted)
    away = by_month(goods.sold) * course.away + diverted
    hidden = by_month(np.floor(goods.pile * course.hidden_share[:, None, None]))
    figures: dict[str, Array] = {
        "real_sell_out": out,
        "real_home_sell_out": out - away,
        "real_stock": by_month(goods.all_there),
        "hidden_stock": hidden,
        "pushed": by_month(goods.pushed),
        "moved_out": by_month(goods.moved_out),
        "moved_in": by_month(goods.moved_in),
        "invented": by_month(world.books.invented),
        "away": away,
        "diverted": diverted,
        "scan_rate": chances_by_place(course).sum(axis=2),
        **world.cast.honest,
    }
    return pa.table(
        {
            "dealer_id": columns.texts(setting.dealer_ids, np.repeat(np.arange(dealers), months)),
            "month": columns.dates(np.tile(setting.months, dealers)),
            **{name: values.ravel() for name, values in figures.items()},
        }
    )
