"""One small honest world for all of these tests."""

from __future__ import annotations

import pytest

from tests.bad_input.laid import Honest, honest_world


@pytest.fixture(scope="session")
def honest() -> Honest:
    """Return the world with its befallen dealers named."""
    return honest_world()
