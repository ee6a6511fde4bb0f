"""Salespeople: silent where chance, place or small numbers explain it; seen where they do not."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.people import weigh_people
from steelyard.people.weigh import PROVABLE, SUGGESTIVE
from steelyard.settings import Settings
from steelyard.tiers import tiers
from tests.people.made import MONTHS, Matter, channel, findings, of, spread, teams, weighed

CHANCE = 7


def _usual(count: int) -> list[Matter]:
    return spread(count, 10, np.random.default_rng(CHANCE))


def test_flags_at_the_expected_rate_are_held_against_nobody() -> None:
    made = channel(teams(20, 12, 5))
    people = weighed(made, _usual(240))
    assert set(people.judgements) == {"not_clustered"}
    assert sum(person.flagged for person in people.persons) == 24
    assert sum(person.expected for person in people.persons) == pytest.approx(24, rel=0.1)


def test_without_a_single_flag_nobody_is_expected_to_have_one() -> None:
    people = weighed(channel(teams(20, 12, 5)), [])
    assert set(people.judgements) == {"not_clustered"}
    assert max(person.expected for person in people.persons) < 0.05
    assert {person.p_value for person in people.persons} == {1.0}


def test_where_nobody_is_named_there_is_nobody() -> None:
    people = weighed(channel([("", "R0")] * 30), [(3, 9)])
    assert people.persons == people.judgements == ()


def test_one_person_one_region_is_not_separable_however_many_are_flagged() -> None:
    made = channel([*teams(20, 12, 5), *[("Wang", "alone")] * 12])
    person, judgement = of(weighed(made, [*_usual(240), *[(240 + i, 9) for i in range(9)]]), "Wang")
    assert judgement == "not_separable"
    assert person.flagged == 9
    # Nor is it where one dealer of another's stands in the region.
    nearly = channel([*teams(20, 12, 5), *[("Wang", "alone")] * 12, ("S00", "alone")])
    assert of(weighed(nearly, [(240 + i, 9) for i in range(9)]), "Wang")[1] == "not_separable"


def test_dealers_without_a_region_are_not_separable() -> None:
    made = channel([(name, "") for name, _ in teams(20, 12, 5)])
    people = weighed(made, [*_usual(240), *[(i, 9) for i in range(8)]])
    assert set(people.judgements) == {"not_separable"}


def test_two_dealers_are_too_few_even_if_both_are_flagged() -> None:
    made = channel([*teams(20, 12, 5), *[("Wang", "R0")] * 2])
    person, judgement = of(weighed(made, [*_usual(240), (240, 9), (241, 9)]), "Wang")
    assert (person.dealers, person.flagged, judgement) == (2, 2, "too_few")


def test_a_person_without_another_to_compare_with_is_not_separable() -> None:
    person, judgement = of(
        weighed(channel([("Wang", "R0")] * 12), [(i, 9) for i in range(6)]), "Wang"
    )
    assert judgement == "not_separable"
    assert (person.dealers, person.flagged, person.provable_from) == (12, 6, None)
    assert np.isnan([person.expected, person.p_value, person.moved.p_value]).all()


def test_where_no_month_could_be_judged_nothing_is_provable() -> None:
    made = channel(teams(4, 6, 2))
    found = findings(made, [])
    found.verdicts.p_value[:] = np.nan
    people = weigh_people(found, tiers(made, Settings()), made)
    assert set(people.judgements) == {"too_few"}
    assert {(person.expected, person.p_value) for person in people.persons} == {(0.0, 1.0)}


def test_where_most_are_flagged_no_number_is_provable() -> None:
    made = channel([*teams(10, 12, 2), *[("Wang", "R0")] * 6])
    flags = [(dealer, 9) for dealer in range(126) if dealer % 3]
    person, judgement = of(weighed(made, flags), "Wang")
    assert person.provable_from is None
    assert judgement == "too_few"


def _wang(flagged: int) -> list[Matter]:
    """Return flags of every tenth dealer of others, and of that many of Wang's."""
    return [*_usual(240), *[(240 + i, 9 + i) for i in range(flagged)]]


WITH_WANG = [*teams(20, 12, 5), *[("Wang", "R0")] * 12]


def test_six_of_twelve_where_one_in_ten_is_usual_is_more_than_chance_explains() -> None:
    people = weighed(channel(WITH_WANG), _wang(6))
    person, judgement = of(people, "Wang")
    assert judgement == "clustered"
    assert 1.0 < person.expected < 1.6
    assert person.p_value < PROVABLE
    assert people.judgements.count("clustered") == 1


def test_four_of_twelve_where_one_in_ten_is_usual_is_not() -> None:
    person, judgement = of(weighed(channel(WITH_WANG), _wang(4)), "Wang")
    assert judgement == "not_clustered"
    assert SUGGESTIVE < person.p_value < 0.06


def test_five_of_twelve_where_one_in_ten_is_usual_only_says_whom_to_look_at_first() -> None:
    person, judgement = of(weighed(channel(WITH_WANG), _wang(5)), "Wang")
    assert judgement == "above_expected"
    assert PROVABLE < person.p_value <= SUGGESTIVE


def test_one_in_twenty_of_honest_people_at_most_is_above_the_expected() -> None:
    chance = np.random.default_rng(11)
    made, said = channel(teams(20, 12, 5)), []
    for _ in range(20):
        flags = np.flatnonzero(chance.random(240) < 0.1)
        said += weighed(made, [(int(d), int(chance.integers(6, MONTHS))) for d in flags]).judgements
    named = len(said) - said.count("not_clustered")
    assert 0 < named <= (0.05 + 2 * np.sqrt(0.05 * 0.95 / len(said))) * len(said)


def test_the_flagged_dealers_are_named_and_only_those() -> None:
    made = channel(WITH_WANG)
    people = weighed(made, [(240, 9), (243, 12), (243, 20), (7, 9)])
    assert of(people, "Wang")[0].flagged_ids == ("D0240", "D0243")
    assert of(people, "S00")[0].flagged_ids == ("D0007",)
    assert of(people, "S01")[0].flagged_ids == ()


def test_the_smallest_provable_number_is_the_smallest() -> None:
    made = channel(WITH_WANG)
    number = of(weighed(made, _wang(0)), "Wang")[0].provable_from
    assert number in (5, 6)
    below, at = (of(weighed(made, _wang(n)), "Wang")[0].p_value for n in (number - 1, number))
    assert below > PROVABLE >= at


def test_what_is_expected_of_a_person_does_not_depend_on_its_own_flags() -> None:
    made = channel(WITH_WANG)
    few, many = (of(weighed(made, _wang(flagged)), "Wang")[0] for flagged in (0, 12))
    assert many.expected == pytest.approx(few.expected, rel=0.1)
    assert many.provable_from == few.provable_from


def test_a_region_where_all_have_more_flags_explains_more() -> None:
    # Every third dealer of R0 is flagged, whoever serves it.
    busy = [(dealer, 9) for dealer in range(240) if (dealer // 12) % 5 == 0 and dealer % 3 == 0]
    mine = [(240 + i, 9) for i in range(5)]
    person, judgement = of(weighed(channel(WITH_WANG), [*_usual(240), *busy, *mine]), "Wang")
    assert person.expected > 2.5
    assert judgement == "not_clustered"


def test_who_serves_all_the_large_dealers_is_not_separable() -> None:
    dealers = [*teams(20, 3, 5), *[("Wang", "R0")] * 20]
    flags = [(60 + i, 9) for i in range(12)]
    alike = [1000.0 + i * 37 % 97 for i in range(80)]
    assert of(weighed(channel(dealers, sizes=alike), flags), "Wang")[1] == "clustered"
    large = [size * (50 if i >= 60 else 1) for i, size in enumerate(alike)]
    assert of(weighed(channel(dealers, sizes=large), flags), "Wang")[1] == "not_separable"


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_dealers_changes_nothing(seed: int) -> None:
    order = np.random.default_rng(seed).permutation(252)
    place = np.argsort(order)
    sizes = [1000.0 + 3 * i % 701 for i in range(252)]
    straight = weighed(channel(WITH_WANG, sizes=sizes), _wang(5))
    mixed = [(int(place[dealer]), month) for dealer, month in _wang(5)]
    made = channel([WITH_WANG[i] for i in order], sizes=[sizes[i] for i in order])
    shuffled = weighed(made, mixed)
    assert shuffled.judgements == straight.judgements
    for one, other in zip(straight.persons, shuffled.persons, strict=True):
        assert other.p_value == pytest.approx(one.p_value, rel=1e-6)
        assert (other.flagged, other.dealers) == (one.flagged, one.dealers)


def test_the_same_twice_is_the_same_to_the_last_bit() -> None:
    made = channel(WITH_WANG)
    assert repr(weighed(made, _wang(5)).persons) == repr(weighed(made, _wang(5)).persons)


def test_honest_people_have_no_smaller_p_values_than_chance_gives() -> None:
    """Twenty people in five regions that differ; one seed, four hundred honest p-values."""
    chance = np.random.default_rng(20)
    made, p_values = channel(teams(20, 12, 5)), []
    for _ in range(20):
        rate = 0.1 * chance.gamma(10, 0.1, 5)[(np.arange(240) // 12) % 5]
        flags = np.flatnonzero(chance.random(240) < rate)
        people = weighed(made, [(int(d), int(chance.integers(6, MONTHS))) for d in flags])
        p_values += [person.p_value for person in people.persons]
    p = np.array(p_values)
    # Two standard errors of a share of 400 above its level: one seed may fall so.
    for level in (0.01, 0.05, 0.1, 0.2, 0.5):
        assert (p <= level).mean() <= level + 2 * np.sqrt(level * (1 - level) / p.size), level
