"""What a rival is: another way to score the same dealers in the same months."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.facts import MonthlyFacts
from steelyard.words import Language, Message


@dataclass(frozen=True)
class Rival:
    """A name, a title for people, and the score."""

    name: str
    title: Mapping[Language, str]
    score: Callable[[MonthlyFacts], NDArray[np.float64]]


class LeftOut(Exception):
    """A rival cannot run here; the reason names the mend."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.en)
        self.reason = reason
