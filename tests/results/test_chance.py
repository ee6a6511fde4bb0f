"""How a small chance is said."""

from __future__ import annotations

import pytest

from steelyard.results.chance import one_in


@pytest.mark.parametrize(("p", "said"), [(0.5, "2"), (0.0123, "81"), (0.0000123, "81,000")])
def test_chance_is_said_with_two_digits(p: float, said: str) -> None:
    assert one_in(p) == said
