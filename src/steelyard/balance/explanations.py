"""Two explanations of what a dealer's books say was sold, weighed against the witnesses.

Either the books are **true** up to their ordinary error: then scans teach how readily this
dealer's goods are scanned, and an audit finds what was claimed. Or the books **overstate**: then
what was really sold follows the dealer's own level and the scans, at the rate that they had
before, and what was not sold still lies somewhere, where an audit may find it.

Each explanation is a Kalman filter of a level (log of sales beside the channel's course) and a
habit (log of scans beside those foretold); a dealer may pass from one to the other in any month
(interacting multiple models, Blom & Bar-Shalom 1988). The habit is one for all of a dealer's
months, so its error is shared by them. The witnesses set the odds; all that the report adds is
that who overstates has reported more than the scans say was sold. A month is weighed by itself
and those before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr

from steelyard.balance.evidence import Evidence, Month
from steelyard.balance.pile import Pile
from steelyard.statistics.belief import Belief, Seen

Array = NDArray[np.float64]

_BEGINS, _UNSEEN, _ENDS = 0.04, 0.01, 0.01
"""Chance a month that true books begin to overstate, with and without scans to show it, and that
overstated ones are true again. Doubt must be at hand when it is needed: where scans speak against
it, half of it goes again in the same month."""
_FIRST_DOUBT = 0.02
_BETWEEN = 0.12
"""Variance of honest dealers' log scan rates: a coefficient of variation of a third."""
_LEVEL_STEP = 0.003
"""Variance of the monthly step of a dealer's level."""
_MOST = 3.0
"""Standard errors by which one month moves the level at the most."""
_SURE = 1e-9


@dataclass(frozen=True)
class Weighed:
    """(dealers, months) each; NaN before the dealer's first report. Sales are logs of units."""

    doubt: Array
    """Weight of the second explanation, 0 to 1. Where both say the same it tells nothing."""
    true: Array
    """Sales where the books are true."""
    true_spread: Array
    overstated: Array
    """Sales where they overstate."""
    overstated_spread: Array


@dataclass(frozen=True)
class _State:
    """What is believed of all dealers after a month, (dealers,) each."""

    begun: NDArray[np.bool_]
    doubt: Array
    true: Belief
    over: Belief
    coming: tuple[Array, ...]
    """Scans that real sales of the last months bring in all, newest first, if overstated."""
    pile: Pile


def weigh(evidence: Evidence) -> Weighed:
    """Return both explanations of every month, and the odds between them."""
    dealers, months = evidence.shape
    state = _nothing_known(dealers)
    rows = []
    for month in range(months):
        now = evidence.month(month)
        state, row = _after(state, now)
        rows.append([np.where(state.begun, values, np.nan) for values in row])
    return Weighed(*(np.stack(column, axis=1) for column in zip(*rows, strict=True)))


def _nothing_known(dealers: int) -> _State:
    none = np.zeros(dealers)
    belief = Belief(none, none, none + 1.0, none + _BETWEEN, none)
    return _State(
        np.zeros(dealers, dtype=np.bool_),
        none + _FIRST_DOUBT,
        belief,
        belief,
        (none, none, none),
        Pile(none, none),
    )


def _after(state: _State, now: Month) -> tuple[_State, tuple[Array, ...]]:
    """Return the state after a month, and its row: doubt, and both estimates with spreads."""
    state, likely_true, likely_over = _passed_over(_begun(state, now), now)
    true, odds = _if_true(state.true, now)
    likely_true = likely_true + odds
    over, sales, spread, odds = _if_overstated(state, now)
    likely_over = likely_over + odds
    pile = state.pile.grown(now, sales)
    if now.audited.any():
        found = pile.audited(over, now)
        likely_true, likely_over = likely_true + found.if_true, likely_over + found.if_overstated
        spread = np.sqrt(
            np.maximum(spread**2 + found.belief.level_variance - over.level_variance, _SURE)
        )
        sales, over, pile = sales + found.belief.level - over.level, found.belief, found.pile
    likely_over = likely_over + _reports_more(now, sales, spread)
    doubt = 1.0 / (1.0 + np.exp(np.clip(likely_true - likely_over, -20.0, 20.0)))
    doubt = np.where(state.begun, doubt, _FIRST_DOUBT)
    coming = (now.brought(sales), *state.coming[:2])
    told = np.where(now.told, now.log_sold, true.level + now.course)
    error = np.where(now.told, now.error, np.sqrt(true.level_variance + now.unrest))
    after = _State(state.begun, doubt, true, over, coming, pile)
    return after, (doubt, told, error, sales + now.course, spread)


def _begun(state: _State, now: Month) -> _State:
    """Return the state with dealers of whom the first report came: both believe it."""
    new = now.told & ~state.begun
    if not new.any():
        return state
    none = np.zeros_like(state.doubt)
    first = Belief(now.beside, none, now.unrest / 2 + now.error**2, none + _BETWEEN, none)
    return replace(
        state,
        begun=state.begun | new,
        true=first.where(new, state.true),
        over=first.where(new, state.over),
        coming=tuple(np.where(new, now.brought(now.beside), was) for was in state.coming),
    )


def _passed_over(state: _State, now: Month) -> tuple[_State, Array, Array]:
    """Return the state before the month's evidence, and the log odds of both explanations."""
    begins = np.where(now.scanned, _BEGINS, _UNSEEN)
    stays_true, returns = (1 - state.doubt) * (1 - begins), state.doubt * _ENDS
    stays_over, turns = state.doubt * (1 - _ENDS), (1 - state.doubt) * begins
    true, over = stays_true + returns, stays_over + turns
    same = stays_over / over
    mixed = replace(
        state,
        true=state.true.mixed(state.over, stays_true / true).drifted(_LEVEL_STEP, now.drift),
        over=state.over.mixed(state.true, same).drifted(_LEVEL_STEP, now.drift),
        coming=tuple(
            same * own + (1 - same) * books
            for own, books in zip(state.coming, now.coming_by_books, strict=True)
        ),
        pile=Pile(same * state.pile.units, same * state.pile.by_level),
    )
    return mixed, np.log(true), np.log(over)


def _if_true(belief: Belief, now: Month) -> tuple[Belief, Array]:
    """Return the belief after the month where the books are true, and how well they foretold."""
    scans = Seen(
        now.scanned,
        np.where(now.scanned, now.scans_away - belief.habit, 0.0),
        0.0,
        1.0,
        now.scan_error,
    )
    odds = scans.log_likelihood(belief)
    belief = belief.learned(scans)
    error = now.unrest + now.error**2
    most = _MOST * np.sqrt(belief.level_variance + error)
    off = np.clip(now.beside - belief.level, -most, most)
    return belief.learned(Seen(now.told, off, 1.0, 0.0, error)), odds


def _if_overstated(state: _State, now: Month) -> tuple[Belief, Array, Array, Array]:
    """Return the belief, the month's log sales beside the course, their spread, and the odds."""
    belief = state.over
    at_once = now.delays[0] * now.brought(belief.level)
    late = sum(share * was for share, was in zip(now.delays[1:], state.coming, strict=True))
    foretold = at_once + late
    part = at_once / np.maximum(foretold, _SURE)
    off = np.where(now.scanned, now.scans_beside(foretold) - belief.habit, 0.0)
    error = now.sampling(foretold) + part**2 * now.unrest
    scans = Seen(now.scanned, off, part, 1.0, error)
    # A month's sales are the level and the month's own unrest, which the scans see as well.
    shared = part * (belief.level_variance + now.unrest) + belief.shared
    weight = np.where(now.scanned, 1.0 / scans.variance(belief), 0.0)
    sales = belief.level + shared * weight * off
    spread = np.sqrt(belief.level_variance + now.unrest - shared**2 * weight)
    return belief.learned(scans), sales, spread, scans.log_likelihood(belief)


def _reports_more(now: Month, sales: Array, spread: Array) -> Array:
    """Return the log chance that less was sold than reported; 0 where no scans tell of sales."""
    more = log_ndtr((now.log_sold - now.course - sales) / spread)
    return np.where(now.scanned, more, 0.0)
