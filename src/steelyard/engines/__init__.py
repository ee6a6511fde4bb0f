"""Where SQL runs. An engine opens, knows tables, runs a query, hands back Arrow. No more.

The facts are plain SQL files that every engine runs as written, so an engine holds no
business rule; whatever differs between DuckDB and Spark stays inside its own file.
"""

from __future__ import annotations

from steelyard.engines.engine import Engine
from steelyard.engines.open_engine import ENGINES, open_engine
from steelyard.engines.unavailable import EngineUnavailable

__all__ = ["ENGINES", "Engine", "EngineUnavailable", "open_engine"]
