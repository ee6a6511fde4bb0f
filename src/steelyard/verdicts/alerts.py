"""From convictions to alerts: who is called inflated or overmighty, for which cause, since when.

A month is an alert where a cause's score reaches its bound, enough money is in question, and
the evidence is not from sell-in alone. The bound was set on made worlds so that few honest
dealers are ever alerted. An alert goes on while the score stays near its bound, with the cause
and the beginning it started with: one dealer, one alert. Nothing looks at later months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reader, Reading
from steelyard.statistics.level_shift import LAGS
from steelyard.verdicts.conviction import Conviction
from steelyard.verdicts.findings import Verdicts

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]

GOES_ON = 1.0
"""How far below its bound a score may fall before a running alert ends."""
PAUSE = 2
"""Months without a score near the bound after which an alert is over."""
WITNESSES = ("sell_out", "stock", "scans", "claims", "invoices")
"""Tables of which one at least must be there: sell-in alone convicts nobody."""
_CLEAR = 2.0
"""Departure from which a signal's amount is part of the matter."""


@dataclass(frozen=True)
class Alerts:
    """(dealers, months) each; "" and -1 where there is no alert."""

    cause: NDArray[np.str_]
    since: Indices
    amount: Array
    chance: Array
    """The most that any cause's score says in its favour, as a probability in made worlds."""

    @property
    def verdict(self) -> NDArray[np.str_]:
        """Inflated, overmighty, or ""."""
        power = self.cause == "power"
        return np.where(self.cause == "", "", np.where(power, "overmighty", "inflated"))


def alerts(
    convictions: Mapping[str, Conviction],
    readings: Mapping[str, Reading],
    readers: Mapping[str, Reader],
    floor: Array,
    present: tuple[str, ...],
) -> Alerts:
    """Return the alerts; none without a table beside sell-in."""
    shape = floor.shape
    if not convictions or not set(WITNESSES) & set(present):
        none = np.full(shape, "", dtype="<U20")
        return Alerts(none, np.full(shape, -1), np.zeros(shape), np.zeros(shape))
    causes = tuple(convictions)
    margin = np.stack([one.score - one.model.alert for one in convictions.values()])
    margin = np.nan_to_num(margin, nan=-np.inf)
    amount = np.stack([_amount(convictions[c], c, readings, readers) for c in causes])
    margin = np.where(amount >= floor, margin, -np.inf)
    began = np.stack([_first_month(convictions[cause]) for cause in causes])
    which, since = _running(margin, began)
    names = np.array(("", *causes), dtype="<U20")
    at = np.maximum(which, 0)[None]
    taken = np.take_along_axis(amount, at, axis=0)[0]
    return Alerts(
        cause=names[which + 1],
        since=since,
        amount=np.where(which >= 0, taken, 0.0),
        chance=_chance(convictions),
    )


def _running(margin: Array, began: Indices) -> tuple[Indices, Indices]:
    """Return the cause's index and the alert's first month, month by month; -1 for none."""
    _, dealers, months = margin.shape
    which, since = np.full((dealers, months), -1), np.full((dealers, months), -1)
    row = np.arange(dealers)
    now, start, quiet = np.full(dealers, -1), np.full(dealers, -1), np.zeros(dealers, dtype=int)
    for month in range(months):
        best = margin[:, :, month].argmax(axis=0)
        raised = margin[best, row, month] >= 0
        held = margin[np.maximum(now, 0), row, month] >= -GOES_ON
        quiet = np.where(held | raised, 0, quiet + 1)
        running = (now >= 0) & (quiet <= PAUSE)
        fresh = raised & ~running
        start = np.where(fresh, began[best, row, month], start)
        now = np.where(fresh, best, np.where(running, now, -1))
        shown = (now >= 0) & (quiet == 0)
        which[:, month] = np.where(shown, now, -1)
        since[:, month] = np.where(shown, start, -1)
    return which, since


def _first_month(conviction: Conviction) -> Indices:
    """Return the first month of the window in which the signals stand out most together."""
    months = np.asarray(LAGS)[conviction.windows()]
    return np.asarray(np.maximum(np.arange(months.shape[1]) - months + 1, 0))


def _amount(
    conviction: Conviction,
    cause: str,
    readings: Mapping[str, Reading],
    readers: Mapping[str, Reader],
) -> Array:
    """Return the most money that a clearly departing signal of the cause puts in question."""
    out = np.zeros(conviction.score.shape)
    for column, name in enumerate(conviction.model.signals):
        if name not in readings or cause not in readers[name].signal.speaks_for:
            continue
        clear = (conviction.departures[:, column] >= _CLEAR).any(axis=0)
        amount = np.nan_to_num(readings[name].amount_in_question)
        out = np.maximum(out, np.where(clear, amount, 0.0))
    return out


def _chance(convictions: Mapping[str, Conviction]) -> Array:
    scores = np.stack([np.nan_to_num(one.score, nan=-np.inf) for one in convictions.values()])
    with np.errstate(over="ignore"):
        return np.asarray(1.0 / (1.0 + np.exp(-scores.max(axis=0))))


def with_alerts(
    plain: Verdicts, found: Alerts, convicted: Mapping[str, Conviction], genuine: Flags
) -> Verdicts:
    """Return the verdicts with alerts before watches, and quiet proven months as genuine."""
    alert = (found.cause != "") & (plain.verdict != "")
    clear = genuine & (plain.verdict == "unjudged") & (plain.reason == "quiet") & ~alert
    verdict = np.where(alert, found.verdict, np.where(clear, "genuine", plain.verdict))
    amount_since, months = _sums(found, alert)
    return replace(
        plain,
        verdict=verdict,
        cause=np.where(alert, found.cause, ""),
        score=np.where(alert, np.maximum(plain.score, found.chance), plain.score),
        amount_in_question=np.where(alert, found.amount, plain.amount_in_question),
        amount_kind=np.where(alert, _kind(found.cause), plain.amount_kind),
        amount_since=np.where(alert, amount_since, plain.amount_since),
        amount_added=np.where(alert, found.amount, plain.amount_added),
        since=np.where(alert, found.since, plain.since),
        listed_months=np.where(alert, months, plain.listed_months),
        reason=np.where(alert, "alert", np.where(clear, "genuine", plain.reason)),
        raised=_with_parts(plain, found, convicted, alert),
        convictions=convicted,
    )


def _kind(cause: NDArray[np.str_]) -> NDArray[np.str_]:
    return np.where(cause == "power", "conceded", "unsupported")


def _sums(found: Alerts, alert: Flags) -> tuple[Array, Indices]:
    """Return the amount since the alert began and its months so far, (dealers, months) each."""
    total, months = np.zeros(alert.shape), np.zeros(alert.shape, dtype=np.int64)
    since = np.where(alert, found.since, -1)
    running, count = np.zeros(alert.shape[0]), np.zeros(alert.shape[0], dtype=np.int64)
    last = np.full(alert.shape[0], -1)
    for month in range(alert.shape[1]):
        now, here = alert[:, month], since[:, month]
        again = now & (here == last)
        running = np.where(again, running, np.where(now, 0.0, running))
        count = np.where(again, count, np.where(now, 0, count))
        running = running + np.where(now, found.amount[:, month], 0.0)
        count = count + now
        last = np.where(now, here, last)
        total[:, month], months[:, month] = running, count
    return total, months


def _with_parts(
    plain: Verdicts, found: Alerts, convicted: Mapping[str, Conviction], alert: Flags
) -> dict[str, Flags]:
    """Return what is raised, with the signals that stand out in an alert of their cause."""
    raised = dict(plain.raised)
    for cause, one in convicted.items():
        here = alert & (found.cause == cause)
        for column, name in enumerate(one.model.signals):
            clear = here & (one.departures[:, column] >= _CLEAR).any(axis=0)
            raised[name] = raised.get(name, np.zeros_like(alert)) | clear
    return raised
