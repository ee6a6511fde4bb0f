"""Each deed leaves the mark that its file says, and an honest dealer leaves none."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.simulation.worlds import World
from steelyard.simulation.worlds.deed import all_deeds
from steelyard.simulation.worlds.goods import by_month
from steelyard.simulation.worlds.truth import truth

from .staged import DEALERS, END, MONTHS, START, honest_world, largest, world_with

LIAR = largest()
BEFORE, DURING = slice(2, START), slice(START + 1, END + 1)


@pytest.fixture(scope="module")
def honest() -> World:
    return honest_world()


def _balance(world: World, dealer: int) -> np.ndarray:
    """Return (months,): what the reported books leave open, all products together."""
    goods, books = world.goods, world.books
    stock = np.concatenate([goods.opening[dealer, :, None], books.claimed[dealer]], axis=1)
    came = goods.sell_in[dealer] + goods.taken[dealer] - goods.given[dealer]
    return (np.diff(stock, axis=1) - came + books.told[dealer] + books.returned[dealer]).sum(axis=0)


def _away(world: World, dealer: int, months: slice) -> float:
    scans = world.scans[dealer, :, :-1, months].sum(axis=(0, 2))
    return 1 - scans[world.course.region[dealer, -1]] / scans.sum()


def _told_beyond_sold(world: World) -> float:
    told, sold = world.books.told, world.goods.sell_out
    return told[LIAR, :, DURING].sum() / sold[LIAR, :, DURING].sum() - 1


def _granted(world: World) -> float:
    return np.bincount(world.bills.claim_dealer, weights=world.bills.granted_fen)[LIAR]


def test_an_honest_world_has_no_lie_in_it(honest: World) -> None:
    goods = honest.goods
    for lie in (goods.pushed, goods.moved_out, goods.diverted, goods.pile, honest.books.invented):
        assert not lie.any()
    assert set(truth(honest)["label"].to_pylist()) == {"honest"}
    assert truth(honest)["starts"].null_count == DEALERS


def test_plain_stuffing_piles_up_and_shows_in_the_stock(honest: World) -> None:
    world = world_with("stuffing")
    grown = by_month(world.goods.all_there)[LIAR, END] / by_month(honest.goods.all_there)[LIAR, END]
    claimed = by_month(world.books.claimed)[LIAR, END] / by_month(world.goods.all_there)[LIAR, END]
    assert grown > 3
    assert abs(claimed - 1) < 0.15
    assert abs(_told_beyond_sold(world)) < 0.1


def test_evading_stuffing_reports_a_smaller_part_as_sold() -> None:
    world = world_with("stuffing", evades=True)
    invented = by_month(world.books.invented)[LIAR].sum()
    assert 0 < invented < by_month(world.goods.pushed)[LIAR].sum() / 2
    assert by_month(world.books.claimed)[LIAR, END] < by_month(world.goods.all_there)[LIAR, END]


def test_stuffing_for_the_rebate_lands_just_above_a_step() -> None:
    rates = []
    for seed in range(12):
        world = world_with("stuffing", seed=seed)
        if not world.course.tops_up.any():
            continue
        amount = world.lines.amounts(world.shape)[LIAR]
        ends = np.flatnonzero(world.course.tops_up[LIAR] > 0)
        for end in ends[ends >= START + 2]:
            quarter = amount[end - 2 : end + 1].sum() * 100
            below = world.setting.rebates.quarter_fen
            rates.append(quarter / below[below <= quarter].max() - 1)
    assert rates
    assert np.median(rates) < 0.08


@pytest.mark.parametrize("evades", [False, True])
def test_fabricated_sell_out_leaves_the_reported_balance_at_zero(evades: bool) -> None:
    world = world_with("fabricated_sell_out", evades=evades)
    assert not _balance(world, LIAR).any()
    assert _told_beyond_sold(world) > 0.4
    pile = by_month(world.goods.pile)[LIAR, END]
    seen = pile * (1 - world.course.hidden_share[LIAR])
    assert bool(seen < 0.6 * pile) is evades


def test_what_was_invented_is_not_told_again_when_it_is_sold() -> None:
    world = world_with("fabricated_sell_out")
    told, real = by_month(world.books.told)[LIAR], by_month(world.goods.sell_out)[LIAR]
    assert by_month(world.goods.released)[LIAR, END + 1 :].sum() > 0
    assert told[END + 2 :].sum() < real[END + 2 :].sum()


def test_moved_goods_surface_with_the_partner_under_the_movers_codes(honest: World) -> None:
    for seed in range(8):
        world = world_with("stock_transfer", seed=seed)
        partner = int(world.course.partner[LIAR])
        if world.course.parked[LIAR]:
            continue
        links = world.goods.links
        assert links.sold[links.undeclared].sum() > 0
        moved = by_month(world.goods.moved_out)[LIAR, DURING].sum()
        assert by_month(world.goods.moved_in)[partner, DURING].sum() == moved > 0
        assert _told_beyond_sold(world) > 0.3
        bought = by_month(world.goods.sell_in)[partner, DURING].sum()
        sold = by_month(world.goods.sell_out)[partner, DURING].sum()
        as_ever = by_month(honest.goods.sell_in)[partner, DURING].sum()
        assert bought < 0.8 * as_ever or sold > 1.2 * as_ever


def test_a_complicit_partner_keeps_the_goods_out_of_its_books_and_an_honest_one_does_not() -> None:
    seen = set()
    for seed in range(12):
        world = world_with("stock_transfer", seed=seed)
        partner = int(world.course.partner[LIAR])
        if world.course.parked[LIAR] or world.course.held_over[partner].any():
            continue
        told = world.books.told[partner, :, DURING].sum()
        sold = world.goods.sell_out[partner, :, DURING].sum()
        hides = bool(world.course.complicit[partner])
        seen.add(hides)
        assert bool(told < 0.85 * sold) is hides
    assert seen == {True, False}


def test_parked_goods_are_never_sold() -> None:
    parked = [
        world
        for world in (world_with("stock_transfer", seed=seed) for seed in range(12))
        if world.course.parked[LIAR]
    ]
    assert parked
    for world in parked:
        partner = int(world.course.partner[LIAR])
        moved = by_month(world.goods.moved_out)[LIAR].sum()
        assert by_month(world.goods.parked)[partner, -1] == moved > 0


def test_only_goods_sold_on_in_the_own_region_by_one_who_keeps_silent_leave_no_trace() -> None:
    said = set()
    for seed in range(24):
        world = world_with("stock_transfer", seed=seed)
        course, partner = world.course, int(world.course.partner[LIAR])
        near = course.region[LIAR, 0] == course.region[partner, 0]
        silent = bool(near and course.complicit[partner] and not course.parked[LIAR])
        rows = truth(world).to_pylist()
        assert [row["traceless"] for row in rows if row["cause"]] == [silent]
        alike = bool(not near and course.complicit[partner] and not course.parked[LIAR])
        marks = {row["mistakable_for"] for row in rows if row["cause"]}
        assert marks == ({"diversion"} if alike else {None})
        assert {row["traceless"] for row in rows if not row["cause"]} == {None}
        said.add(silent)
    assert said == {True, False}


def test_diversion_raises_scans_away_and_takes_sales_from_dealers_there(honest: World) -> None:
    world = world_with("diversion")
    assert _away(world, LIAR, DURING) > _away(honest, LIAR, DURING) + 0.15
    assert abs(_told_beyond_sold(world)) < 0.1
    places = np.flatnonzero(world.course.destinations[LIAR])
    there = np.isin(world.course.region[:, 0], places)
    sold, as_ever = (by_month(w.goods.sell_out)[there, DURING].sum() for w in (world, honest))
    assert sold < 0.97 * as_ever
    bought, before = (by_month(w.goods.sell_in)[LIAR, DURING].sum() for w in (world, honest))
    assert bought > 1.4 * before


def test_power_moves_no_goods_and_raises_its_terms(honest: World) -> None:
    world = world_with("power")
    assert (world.goods.sell_in == honest.goods.sell_in).all()
    assert (world.books.told == honest.books.told).all()
    late = world.course.late_days[LIAR] - honest.course.late_days[LIAR]
    assert not late[:START].any()
    assert late[DURING].min() > 15
    assert (np.diff(late[START : START + 3]) > 0).all()
    assert _granted(world) > 1.1 * _granted(honest)


@pytest.mark.parametrize("cause", sorted(all_deeds()))
def test_the_truth_names_the_months_in_which_something_was_done(cause: str) -> None:
    world = world_with(cause)
    row = truth(world).to_pylist()[LIAR]
    assert row["cause"] == cause
    assert row["label"] == ("overmighty" if cause == "power" else "inflated")
    starts, ends = (
        int((np.datetime64(row[name], "M") - world.setting.months[0]).astype(int))
        for name in ("starts", "ends")
    )
    assert START <= starts <= ends <= END < MONTHS
    done = by_month(world.goods.pushed + world.goods.moved_out + world.goods.diverted)[LIAR]
    assert not done[:starts].any()
    assert not done[ends + 1 :].any()
