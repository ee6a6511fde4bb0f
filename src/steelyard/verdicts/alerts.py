"""From convictions to alerts: who is called inflated or overmighty, for which cause, since when.

A month is an alert where a cause's score reaches its bound and the evidence is not from sell-in
alone, nor from scans alone that did not come. Where little money is in question the score must
lie higher. The bound was set on made worlds so that few honest dealers are ever alerted. Which
months are one alert, `one_lie` says, and `lasting` looks back further once there is one. Nothing
looks at later months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reader, Reading
from steelyard.statistics.level_shift import LAGS
from steelyard.verdicts.alert_money import Asked, Money, money, sums
from steelyard.verdicts.cleared import WITNESSES
from steelyard.verdicts.conviction import CLEAR, LEARNED, Conviction
from steelyard.verdicts.findings import Verdicts
from steelyard.verdicts.lasting import lasting
from steelyard.verdicts.one_lie import GOES_ON, alert_months

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]
Value = TypeVar("Value", bound=np.generic)

BESIDE_UNSEEN = 0.5
"""How much all else must have raised a score, as a part of what scans that did not come have. Where
all of a dealer's scans stop at once, its device or its account broke, and something else always
departs a little by chance."""


@dataclass(frozen=True)
class Alerts:
    """(dealers, months) each; "" and -1 where there is no alert."""

    cause: NDArray[np.str_]
    since: Indices
    money: Money
    chance: Array
    """The most that any cause's score says in its favour, as a probability in made worlds; NaN
    where sell-in stands alone."""
    convictions: Mapping[str, Conviction]
    """What was joined, by cause: as longer windows show it too where a lie lasts."""

    @property
    def verdict(self) -> NDArray[np.str_]:
        """Inflated, overmighty, or ""."""
        power = self.cause == "power"
        return np.where(self.cause == "", "", np.where(power, "overmighty", "inflated"))


def alerts(
    plain: Mapping[str, Conviction],
    readings: Mapping[str, Reading],
    readers: Mapping[str, Reader],
    asked: Asked,
    present: tuple[str, ...],
) -> Alerts:
    """Return the alerts; none without a table beside sell-in."""
    if not plain or not set(WITNESSES) & set(present):
        return _none(asked.taken_over.shape, plain)
    causes = tuple(plain)
    margin = _margins(plain, _moneys(plain, readings, readers), _unseen(plain, readers), asked)
    convictions = lasting(plain, readings, np.asarray((margin >= 0).any(axis=0)))
    of_cause, unseen = _moneys(convictions, readings, readers), _unseen(convictions, readers)
    margin, held = (_margins(convictions, of_cause, unseen, one) for one in (asked, asked.lasting))
    began = np.stack([_first_month(convictions[cause]) for cause in causes])
    verdict = np.array([int(cause == "power") for cause in causes])
    which, since = alert_months(margin, held, began, verdict)
    # A month may be held by another cause than the one named: then that one's money is told.
    alike = verdict[:, None, None] == verdict[np.maximum(which, 0)]
    best = np.where(alike, held, -np.inf).argmax(axis=0)
    told = np.where(_of(held, which) > -np.inf, which, best)
    names = np.array(("", *causes), dtype="<U20")
    return Alerts(
        cause=names[which + 1],
        since=since,
        money=Money(
            np.where(which >= 0, _of(np.stack([one.amount for one in of_cause]), told), 0.0),
            _of(np.stack([one.months for one in of_cause]), told),
            _of(np.stack([one.stands for one in of_cause]), told),
            _of(np.stack([one.stocked for one in of_cause]), told),
        ),
        chance=chance(convictions),
        convictions=convictions,
    )


def _moneys(
    convictions: Mapping[str, Conviction],
    readings: Mapping[str, Reading],
    readers: Mapping[str, Reader],
) -> list[Money]:
    return [money(one, cause, readings, readers) for cause, one in convictions.items()]


def _margins(
    convictions: Mapping[str, Conviction], of_cause: list[Money], unseen: Flags, asked: Asked
) -> Array:
    """Return (causes, dealers, months): how far above the bound that its money asks for."""
    beyond = asked.beyond(np.stack([one.amount for one in of_cause]))
    margin = np.stack([one.margin for one in convictions.values()]) - beyond
    return np.where(unseen, -np.inf, margin)


def _unseen(convictions: Mapping[str, Conviction], readers: Mapping[str, Reader]) -> Flags:
    """Return (causes, dealers, months): where little speaks but scans that did not come.

    Causes of one charge share what was joined, and so the answer.
    """
    of_charge: dict[int, Flags] = {}
    for one in convictions.values():
        if id(one.model) not in of_charge:
            kin = [k.margin for k in convictions.values() if k.model is one.model]
            of_charge[id(one.model)] = _only_unseen(one, _near(np.max(kin, axis=0)), readers)
    return np.stack([of_charge[id(one.model)] for one in convictions.values()])


def _near(margin: Array) -> Flags:
    """Return the months, (dealers, months), in which an alert may be raised or go on.

    That of a dealer who is never above the bound can do neither.
    """
    dealers = np.asarray((margin >= 0).any(axis=1))
    return (margin >= -GOES_ON) & dealers[:, None]


def _only_unseen(conviction: Conviction, asked: Flags, readers: Mapping[str, Reader]) -> Flags:
    """Return (dealers, months): where scans that did not come are nearly all that speaks for a lie.

    Something else must stand out, and where `asked` all else together must weigh BESIDE_UNSEEN of
    what they weigh.
    """
    absent = np.array([_of_absence(name, readers) for name in conviction.model.signals])
    most = conviction.most
    seen = (most[~absent] >= CLEAR).any(axis=0)
    if not absent.any():
        return np.asarray(~seen)
    dealer, month = np.nonzero(asked & seen & (most[absent] >= CLEAR).any(axis=0))
    of_seen, of_unseen = conviction.added(dealer, month, absent.astype(np.int64)).T
    seen[dealer, month] = of_seen >= BESIDE_UNSEEN * of_unseen
    return np.asarray(~seen)


def _of_absence(name: str, readers: Mapping[str, Reader]) -> bool:
    return name in readers and readers[name].signal.absence


def _none(shape: tuple[int, ...], plain: Mapping[str, Conviction]) -> Alerts:
    nobody, nothing = np.full(shape, "", dtype="<U20"), np.zeros(shape)
    none = Money(nothing, np.ones(shape, np.int64), *np.zeros((2, *shape), np.bool_))
    return Alerts(nobody, np.full(shape, -1), none, np.full(shape, np.nan), plain)


def _of(by_cause: NDArray[Value], which: Indices) -> NDArray[Value]:
    """Return the chosen cause's value of (causes, dealers, months); the first's for -1."""
    return np.asarray(np.take_along_axis(by_cause, np.maximum(which, 0)[None], axis=0)[0])


def _first_month(conviction: Conviction) -> Indices:
    """Return since when, (dealers, months), where an alert may be raised; 0 elsewhere.

    As many months back as the windows hold on average, each by how much stands out in it: its
    departures are in standard errors, so what it shows beyond another weighs as a power of e.
    Signals that stand out in no window have no say.
    """
    dealer, month = np.nonzero(conviction.margin >= 0)
    departures = np.maximum(conviction.departures[:, :, dealer, month], 0.0)
    together = np.where(departures.max(axis=0) >= CLEAR, departures, 0.0).sum(axis=1)
    weight = np.exp(together - together.max(axis=0))
    back = np.rint(np.asarray(LAGS[:LEARNED]) @ weight / weight.sum(axis=0)).astype(np.int64)
    first = np.zeros(conviction.score.shape, dtype=np.int64)
    first[dealer, month] = np.maximum(month - back + 1, 0)
    return first


def chance(convictions: Mapping[str, Conviction]) -> Array:
    """Return the most that any cause's score says, as a probability in made worlds."""
    scores = np.stack([np.nan_to_num(one.score, nan=-np.inf) for one in convictions.values()])
    with np.errstate(over="ignore"):
        return np.asarray(1.0 / (1.0 + np.exp(-scores.max(axis=0))))


def with_alerts(
    plain: Verdicts,
    found: Alerts,
    standing: NDArray[np.str_],
) -> Verdicts:
    """Return the verdicts with alerts before watches, and quiet months as they stand."""
    alert = (found.cause != "") & (plain.verdict != "")
    calm = (plain.verdict == "unjudged") & (plain.reason == "quiet") & ~alert
    clear = calm & (standing == "genuine")
    verdict = np.where(alert, found.verdict, np.where(clear, "genuine", plain.verdict))
    so_far = sums(found.money, found.since, np.where(alert, found.verdict, ""))
    return replace(
        plain,
        verdict=verdict,
        cause=np.where(alert, found.cause, ""),
        # Where witnesses were heard, they and not sell-in say how likely a lie is.
        score=np.where(np.isnan(found.chance), plain.score, found.chance),
        amount_in_question=np.where(alert, found.money.amount, plain.amount_in_question),
        amount_kind=np.where(alert, _kind(found), plain.amount_kind),
        amount_since=np.where(alert, so_far.total, plain.amount_since),
        amount_added=np.where(alert, so_far.added, plain.amount_added),
        since=np.where(alert, found.since, plain.since),
        listed_months=np.where(alert, so_far.months, plain.listed_months),
        reason=np.where(alert, "alert", np.where(calm, standing, plain.reason)),
        raised=_with_parts(plain, found, alert),
        convictions=found.convictions,
    )


def _kind(found: Alerts) -> NDArray[np.str_]:
    of_goods = np.where(found.money.stocked, "stocked", "unsupported")
    return np.where(found.cause == "power", "conceded", of_goods)


def _with_parts(plain: Verdicts, found: Alerts, alert: Flags) -> dict[str, Flags]:
    """Return what is raised, with the signals that stand out in an alert of their cause."""
    raised = dict(plain.raised)
    for cause, one in found.convictions.items():
        here = alert & (found.cause == cause)
        for name, clear in one.clear().items():
            # A signal whose tables were not brought read nothing and is raised nowhere.
            if name in raised:
                raised[name] = raised[name] | (here & clear)
    return raised
