"""Honest explanations of an alert: excluded, open, or without the table that would tell."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rivals import ALL, Rival, Rivals
from steelyard.results.rivals.rival import STANDINGS
from steelyard.verdicts import Findings
from steelyard.words import LANGUAGES, catalogue
from tests.markets import Market, market
from tests.results.alerted import CAUSES, FIRST, LAST, READERS, findings, row_of

BEGAN = FIRST - 2
"""First month of the window in which an alert stands out."""
Change = Callable[[Market, int], None]


def _weigh(found: Findings, cause: str, month: int = LAST) -> dict[str, Rival]:
    rivals = Rivals(ExpectedMonth(found), READERS)
    return {rival.key: rival for rival in rivals.weigh(row_of(cause), month)}


def _after(
    cause: str, change: Change, without: tuple[str, ...] = (), month: int = LAST
) -> dict[str, Rival]:
    made = market(seed=3, rate=0.2)
    change(made, row_of(cause))
    return _weigh(findings(made, without=without), cause, month)


def _nothing(made: Market, dealer: int) -> None:
    pass


def test_every_rival_of_an_alert_is_worded_for_each_way_it_may_stand(alerted: Findings) -> None:
    for cause in CAUSES:
        for rival in _weigh(alerted, cause).values():
            assert rival.standing in STANDINGS
            for language in LANGUAGES:
                assert f"rival.{rival.key}" in catalogue("results", language)
                assert f"rival_reason.{rival.reason}" in catalogue("results", language)


def test_each_rival_belongs_to_a_watch_or_a_known_cause() -> None:
    for of, _ in ALL:
        assert set(of) <= {"watch", *CAUSES}


def test_the_rivals_asked_are_those_of_the_cause(alerted: Findings) -> None:
    asked = {cause: set(_weigh(alerted, cause)) for cause in CAUSES}
    assert {"border", "tourist_town", "growth"} <= asked["diversion"]
    assert {"institution", "sloppy_books"} <= asked["fabricated_sell_out"]
    assert {"season", "promotion", "catch_up", "launch"} <= asked["stuffing"]
    assert "late_payer" in asked["power"]
    assert not {"border", "tourist_town", "late_payer"} & asked["stuffing"]


def test_an_invented_rise_is_not_growth() -> None:
    def invents(made: Market, dealer: int) -> None:
        made.invents(dealer, made.more(dealer, BEGAN, 0.8))

    growth = _after("fabricated_sell_out", invents)["growth"]
    assert growth.standing == "excluded"
    assert growth.changes["goods"] > 0.5 > 0.4 > growth.changes["scans"]


def test_goods_that_are_scanned_as_they_rise_may_be_growth() -> None:
    def grows(made: Market, dealer: int) -> None:
        made.grows(dealer, made.more(dealer, BEGAN, 0.8))

    for cause in ("fabricated_sell_out", "stuffing"):
        growth = _after(cause, grows)["growth"]
        assert growth.standing == "open"
        assert growth.changes["scans"] > 0.4


def test_without_a_rise_or_without_scans_growth_explains_nothing() -> None:
    assert _after("fabricated_sell_out", _nothing)["growth"].reason == "growth_none"
    blind = _after("fabricated_sell_out", _nothing, without=("scans",))["growth"]
    assert blind.reason == "growth_unknown"


def test_a_sale_to_an_institution_lasts_no_longer_than_two_months() -> None:
    def invents(made: Market, dealer: int) -> None:
        made.invents(dealer, made.more(dealer, BEGAN, 1.5))

    assert _after("fabricated_sell_out", invents)["institution"].standing == "excluded"


def test_a_short_shortfall_that_is_over_may_be_one() -> None:
    def once(made: Market, dealer: int) -> None:
        bulk = made.more(dealer, FIRST, 2.0, last=FIRST + 1)
        made.bought[dealer] += bulk
        made.reported[dealer] += bulk

    institution = _after("fabricated_sell_out", once)["institution"]
    assert institution.reason == "institution_back"


def test_goods_that_a_count_found_were_sold_to_no_institution() -> None:
    def hides(made: Market, dealer: int) -> None:
        more = made.more(dealer, FIRST, 2.0)
        made.invents(dealer, more)
        made.audited[dealer] += np.cumsum(more)
        made.audited[dealer, FIRST + 1] = made.claimed[dealer, FIRST + 1] + more.sum()

    institution = _after("fabricated_sell_out", hides, month=FIRST + 1)["institution"]
    assert institution.standing == "excluded"
    assert institution.reason == "institution_counted"


def _sells_away(first: int, last: int) -> Change:
    def change(made: Market, dealer: int) -> None:
        place = int(made.region[dealer] + 1) % 6
        made.is_scanned(dealer, made.more(dealer, first, 0.8, last=last), place)

    return change


def test_scans_away_that_are_new_are_no_border_and_no_tourist_town() -> None:
    rivals = _after("diversion", _sells_away(BEGAN, LAST))
    assert rivals["border"].standing == "excluded"
    assert rivals["tourist_town"].standing == "excluded"
    assert rivals["border"].shares["now"] > rivals["border"].shares["before"] + 0.2


def test_who_always_had_them_may_lie_at_a_border() -> None:
    assert _after("diversion", _sells_away(0, LAST))["border"].standing == "open"


def test_who_had_them_last_year_may_be_a_tourist_town() -> None:
    def every_year(made: Market, dealer: int) -> None:
        _sells_away(BEGAN - 12, LAST - 12)(made, dealer)
        _sells_away(BEGAN, LAST)(made, dealer)

    assert _after("diversion", every_year)["tourist_town"].standing == "open"


def test_without_places_or_without_last_year_neither_can_be_judged() -> None:
    blind = _after("diversion", _nothing, without=("scans",))
    assert {blind[key].standing for key in ("border", "tourist_town")} == {"unknown"}


def _careless(first: int) -> Change:
    def change(made: Market, dealer: int) -> None:
        wrong = np.resize([0.5, -0.5], made.shape[1] - first) * made.reported[dealer, first:]
        made.claimed[dealer, first:] = np.maximum(made.claimed[dealer, first:] + wrong, 0.0)

    return change


@pytest.mark.parametrize(
    ("first", "reason"), [(0, "sloppy_books_open"), (BEGAN, "sloppy_books_excluded")]
)
def test_books_that_never_agreed_are_careless_and_those_that_did_are_not(
    first: int, reason: str
) -> None:
    assert _after("stock_transfer", _careless(first))["sloppy_books"].reason == reason


def test_books_that_agree_explain_nothing_and_without_counts_nobody_knows() -> None:
    row = row_of("stock_transfer")

    def careful(made: Market, dealer: int) -> None:
        left = made.bought[row] - made.reported[row]
        made.claimed[row] = made.claimed[row, 0] + np.cumsum(left) + 1e6

    assert _after("stock_transfer", careful)["sloppy_books"].reason == "sloppy_books_none"
    blind = _after("stock_transfer", _nothing, without=("stock",))["sloppy_books"]
    assert blind.reason == "sloppy_books_unknown"


def _fewer_scans(agrees: bool | None) -> Change:
    def change(made: Market, dealer: int) -> None:
        made.scans[dealer, :, BEGAN:] = np.round(made.scans[dealer, :, BEGAN:] * 0.4)
        made.audited[dealer] = np.nan
        if agrees is not None:
            seen = made.claimed[dealer, LAST] * (1 if agrees else 3) + (0 if agrees else 5000)
            made.audited[dealer, LAST] = seen

    return change


@pytest.mark.parametrize(
    ("agrees", "standing"), [(True, "open"), (False, "excluded"), (None, "unknown")]
)
def test_only_an_audit_tells_a_habit_that_changed_from_goods_that_were_not_sold(
    agrees: bool | None, standing: str
) -> None:
    assert _after("fabricated_sell_out", _fewer_scans(agrees))["scan_habit"].standing == standing


def test_where_scans_do_not_fall_short_the_habit_is_not_asked() -> None:
    def more(made: Market, dealer: int) -> None:
        made.scans[dealer, :, BEGAN:] *= 2

    assert "scan_habit" not in _after("fabricated_sell_out", more)
    assert "scan_habit" not in _after("fabricated_sell_out", _nothing, without=("scans",))


def _pays_late(first: int) -> Change:
    def change(made: Market, dealer: int) -> None:
        paid = made.paid[dealer]
        made.paid[dealer, first:] = np.concatenate([np.zeros(2), paid])[first : made.shape[1]]
        made.paid[dealer, first : first + 2] = 0.0

    return change


@pytest.mark.parametrize(
    ("first", "reason"), [(12, "late_payer_open"), (BEGAN, "late_payer_excluded")]
)
def test_who_always_paid_late_is_a_late_payer(first: int, reason: str) -> None:
    def change(made: Market, dealer: int) -> None:
        _pays_late(first)(made, dealer)
        made.paid[dealer, LAST] *= 0.8

    assert _after("power", change)["late_payer"].reason == reason


def test_without_payments_lateness_is_unknown() -> None:
    assert _after("power", _nothing, without=("payments",))["late_payer"].standing == "unknown"


GOODS = ("stuffing", "fabricated_sell_out", "stock_transfer")


def _lies_there(made: Market, dealer: int) -> None:
    """Goods come into the counts that it never bought."""
    made.claimed[dealer] += np.cumsum(made.more(dealer, BEGAN, 0.6))


def test_where_no_goods_are_too_many_nobody_elses_are_asked_about() -> None:
    def sold(made: Market, dealer: int) -> None:
        made.claimed[dealer, BEGAN:] = made.claimed[dealer, :BEGAN].min()
        made.audited[dealer] = np.nan

    assert "others_goods" not in _after("stuffing", sold)
    assert "others_goods" not in _after("diversion", _lies_there)


@pytest.mark.parametrize("cause", GOODS)
def test_goods_that_it_never_bought_may_be_anothers(cause: str) -> None:
    rival = _after(cause, _lies_there)["others_goods"]
    assert rival.standing == "open"
    assert rival.shares["found"] > 1.5 > 0.5 > rival.shares["bought"]


def test_goods_that_it_bought_and_could_not_sell_are_its_own() -> None:
    def hoards(made: Market, dealer: int) -> None:
        made.hoards(dealer, made.more(dealer, BEGAN, 0.6))

    rival = _after("stuffing", hoards)["others_goods"]
    assert rival.standing == "excluded"
    assert rival.shares["bought"] > 1.0


def test_denied_goods_that_an_audit_found_are_weighed_too() -> None:
    def denied(made: Market, dealer: int) -> None:
        made.audited[dealer, LAST] = made.claimed[dealer, LAST] + 3 * made.bought[dealer].mean()

    rival = _after("fabricated_sell_out", denied)["others_goods"]
    assert rival.standing == "open"
    assert rival.shares["found"] == pytest.approx(3.0, rel=0.3)


def test_goods_sold_and_never_bought_are_weighed_though_none_lie_there() -> None:
    def sells_on(made: Market, dealer: int) -> None:
        made.reported[dealer] += made.more(dealer, BEGAN, 0.8)
        made.claimed[dealer, BEGAN:] = made.claimed[dealer, :BEGAN].mean()

    assert _after("stuffing", sells_on)["others_goods"].standing == "open"


def test_without_counts_or_a_past_nobody_knows_whose_they_are() -> None:
    blind = _after("stuffing", _lies_there, without=("stock",))["others_goods"]
    assert blind.reason == "others_goods_unknown"

    def begins(made: Market, dealer: int) -> None:
        made.claimed[dealer, :BEGAN] = np.nan
        made.audited[dealer] = np.nan
        made.reported[dealer] = np.nan

    assert _after("stuffing", begins)["others_goods"].reason == "others_goods_past"


def test_a_season_that_fell_explains_no_goods_that_pile_up() -> None:
    def season(made: Market, dealer: int) -> None:
        made.bought[:, BEGAN:] *= 0.4

    assert _after("stuffing", season)["season"].standing == "excluded"


def test_nothing_after_the_month_is_used() -> None:
    def lies_later(made: Market, dealer: int) -> None:
        made.invents(dealer, made.more(dealer, LAST - 1, 3.0))
        _sells_away(LAST - 1, LAST)(made, dealer)

    for cause in CAUSES:
        before, after = (_after(cause, change, month=LAST - 2) for change in (_nothing, lies_later))
        assert before == after
