"""What else a flagged month may be, one honest explanation a file: growth, season, a border.

Each rival is asked of the facts and answered excluded, not excluded, or cannot be judged. The
signals have already set much of this aside in their baselines; here it is said to the reader,
case by case, with figures. Table and page both ask here, so that they never differ. Nothing
dated after the month is used. The words are in `rival_words`.

A file declares OF, whose rival it is (`watch`, or causes of an alert), and `weigh(case)`; it is
found by walking this package. Rivals are told in the order of the catalogue `results.rival`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules

from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import STANDINGS, Rival
from steelyard.signals import SIGNALS, Reader
from steelyard.words import catalogue

Weigh = Callable[[Case], Rival | None]
"""Weighs one rival; None where there is nothing to ask."""


def _walk() -> tuple[tuple[tuple[str, ...], Weigh], ...]:
    modules = [import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__)]
    return tuple((m.OF, m.weigh) for m in modules if hasattr(m, "OF"))


ALL: tuple[tuple[tuple[str, ...], Weigh], ...] = _walk()


@dataclass(frozen=True)
class Rivals:
    """Weighs the rivals of one dealer's month after another."""

    expected: ExpectedMonth
    readers: Mapping[str, Reader] = field(default_factory=lambda: SIGNALS)
    """The signals that were read."""

    def weigh(self, dealer: int, month: int) -> list[Rival]:
        """Return the rivals, those not excluded first."""
        if (dealer, month) not in self._weighed:
            self._weighed[dealer, month] = _weigh(self._case(dealer, month))
        return list(self._weighed[dealer, month])

    def _case(self, dealer: int, month: int) -> Case:
        return Case(self.expected, dealer, month, self.readers)

    @cached_property
    def _weighed(self) -> dict[tuple[int, int], list[Rival]]:
        """Table, strength, page and workbook all ask; the answer is remembered."""
        return {}


def _weigh(case: Case) -> list[Rival]:
    asked = [weigh(case) for of, weigh in ALL if (case.cause or "watch") in of]
    order = [key for key in catalogue("results", "en") if key.startswith("rival.")]
    found = sorted(
        (rival for rival in asked if rival is not None),
        key=lambda rival: order.index(f"rival.{rival.key}"),
    )
    return sorted(found, key=lambda rival: STANDINGS.index(rival.standing))


__all__ = ["Case", "Rival", "Rivals"]
