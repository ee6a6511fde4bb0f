"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from steelyard.engines.spark_session import spark_missing, start_spark, stop_spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_REAL_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real data beside the project; skips where it is absent."""
    if not _REAL_DATA.is_dir():
        pytest.skip("the real data folder is not beside this checkout")
    return _REAL_DATA


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests that use the real data, so that they can be selected or left out."""
    for item in items:
        if "real_data" in getattr(item, "fixturenames", ()):
            item.add_marker("real_data")


@pytest.fixture(scope="session")
def in_ci() -> bool:
    """Return whether CI runs the tests: there nothing may be skipped for want of a tool."""
    return os.environ.get("CI") == "true"


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Start Spark once for all tests; skips with the reason where it cannot start.

    An engine opened while it runs (`open_engine("spark", ...)`) borrows it.
    """
    missing = spark_missing()
    if missing is not None:
        pytest.skip(missing.en)
    with pytest.MonkeyPatch.context() as environment:
        # Small queries gain nothing from Java's second compiler, which takes half the time.
        environment.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")
        session = start_spark(tmp_path_factory.mktemp("spark"))
    yield session
    stop_spark(session)


_skipped_for_want_of_a_tool: list[str] = []


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember the tests that were skipped because Java or a browser is missing."""
    outcome = yield
    needs_tool = any(item.get_closest_marker(name) for name in ("spark", "browser"))
    if needs_tool and outcome.get_result().skipped:  # type: ignore[attr-defined]
        _skipped_for_want_of_a_tool.append(item.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing may be skipped for want of a tool: say which tests were, and fail."""
    if os.environ.get("CI") == "true" and _skipped_for_want_of_a_tool:
        print("\nskipped in CI for want of a tool:", *_skipped_for_want_of_a_tool, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
