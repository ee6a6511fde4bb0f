"""The cast: large dealers are dishonest, half of each kind evade, and nobody has two parts."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest

from steelyard.simulation.worlds import FAMILIES, World, make_world
from steelyard.simulation.worlds.deed import all_deeds
from steelyard.simulation.worlds.truth import latent, truth


@pytest.fixture(scope="module", params=["usual", "evasive"])
def world(request: pytest.FixtureRequest) -> World:
    return make_world(FAMILIES[request.param], dealers=240, months=18, seed=11)


def test_no_dealer_has_two_parts(world: World) -> None:
    dealers = [case.plan.dealer for case in world.cast.cases]
    assert len(set(dealers)) == len(dealers)
    assert not [dealer for dealer in dealers if world.cast.rivals[dealer]]


def test_the_dishonest_are_as_many_as_the_family_says_and_among_the_larger_half(
    world: World,
) -> None:
    size = world.setting.habits.size
    dealers = [case.plan.dealer for case in world.cast.cases]
    assert 0.10 <= len(dealers) / len(size) <= 0.15
    assert size[dealers].min() >= np.median(size)
    assert {case.deed.cause for case in world.cast.cases} == set(all_deeds())


def test_evaders_are_half_of_each_kind_or_all(world: World) -> None:
    evading = defaultdict(list)
    for case in world.cast.cases:
        evading[case.deed.cause].append(case.plan.evades)
    for those in evading.values():
        if world.setting.family.evading == 1:
            assert all(those)
        else:
            assert abs(sum(those) - len(those) / 2) <= 1


def test_sizes_and_ramps_are_those_of_the_family(world: World) -> None:
    family = world.setting.family
    for case in world.cast.cases:
        assert family.lie[0] <= case.plan.size <= family.lie[1]
        assert case.plan.ramp <= family.ramp[1]
        assert 18 // 5 <= case.plan.starts <= case.plan.ends - case.plan.ramp


def test_evasive_worlds_have_twice_the_honest_growers() -> None:
    growers = {
        family: np.mean(
            [
                Counter(make_world(FAMILIES[family], 120, 9, seed).cast.rivals)["growth"]
                for seed in range(8)
            ]
        )
        for family in ("usual", "evasive")
    }
    assert 1.4 < growers["evasive"] / growers["usual"] < 2.6


def test_a_complicit_person_served_those_it_covers(world: World) -> None:
    covered = [case for case in world.cast.cases if case.salesperson is not None]
    assert covered
    for case in covered:
        serving = world.setting.salespeople.serving[case.plan.dealer]
        assert serving[case.plan.starts] == case.salesperson


def test_nobody_is_complicit_in_what_began_after_the_dealer_was_handed_over() -> None:
    world = make_world(FAMILIES["usual"], dealers=300, months=36, seed=3202)
    serving = world.setting.salespeople.serving
    others = [case for case in world.cast.cases if case.salesperson is None]
    chosen = {case.salesperson for case in world.cast.cases} - {None}
    handed = [c for c in others if serving[c.plan.dealer, 0] in chosen
              and serving[c.plan.dealer, c.plan.starts] not in chosen]  # fmt: skip
    assert handed  # a case that was dealt to a person who had left the dealer by then


def test_latent_agrees_with_the_goods(world: World) -> None:
    rows = latent(world)
    real = rows["real_sell_out"].to_numpy().reshape(world.shape)
    assert (real == world.goods.sell_out.sum(axis=1)).all()
    assert rows["real_stock"].to_numpy().sum() == world.goods.all_there.sum()
    assert (rows["real_home_sell_out"].to_numpy() <= rows["real_sell_out"].to_numpy()).all()


def test_truth_has_a_row_a_dealer_and_nothing_to_say_of_the_honest(world: World) -> None:
    rows = truth(world).to_pylist()
    assert [row["dealer_id"] for row in rows] == list(world.setting.dealer_ids)
    for row in rows:
        honest = row["label"] == "honest"
        for name in ("cause", "starts", "ends", "size", "evades"):
            assert (row[name] is None) is honest
        assert honest or row["rival"] is None
