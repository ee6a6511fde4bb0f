"""Which engine a name stands for. Spark is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import duckdb

from steelyard.engines.duckdb import DuckDBEngine
from steelyard.engines.engine import Engine
from steelyard.engines.unavailable import EngineUnavailable
from steelyard.words import Message

Opening = Callable[[duckdb.DuckDBPyConnection, Path], Engine]


def _duckdb(connection: duckdb.DuckDBPyConnection, _work: Path) -> Engine:
    return DuckDBEngine(connection)


def _spark(connection: duckdb.DuckDBPyConnection, work: Path) -> Engine:
    from steelyard.engines.spark import SparkEngine
    from steelyard.engines.spark_session import running_spark, start_spark

    work.mkdir(parents=True, exist_ok=True)
    lent = running_spark()
    session = lent or start_spark(work)
    return SparkEngine(session, connection, work, stops_spark=lent is None)


ENGINES: Mapping[str, Opening] = MappingProxyType({"duckdb": _duckdb, "spark": _spark})


def open_engine(name: str, connection: duckdb.DuckDBPyConnection, work: Path) -> Engine:
    """Open the engine of that name over the contract's tables that `connection` knows.

    `work` is a folder for what the engine has to stage; it is made where it is missing.
    Raises EngineUnavailable where there is no such engine, or not what it needs.
    """
    if name not in ENGINES:
        known = ", ".join(ENGINES)
        raise EngineUnavailable(Message("engines.unknown", {"name": name, "known": known}))
    return ENGINES[name](connection, work)
