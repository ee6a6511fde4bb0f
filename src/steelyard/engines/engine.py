"""What the facts need of an engine."""

from __future__ import annotations

from typing import Protocol

import pyarrow as pa


class Engine(Protocol):
    """A place where the facts' SQL runs."""

    name: str

    def materialise(self, name: str, query: str) -> None:
        """Compute the query once and keep it as table `name` for later queries."""

    def view(self, name: str, query: str) -> None:
        """Give the query a name for later queries, without computing it."""

    def arrow(self, query: str) -> pa.Table:
        """Run the query and return its rows."""

    def close(self) -> None:
        """Give back memory, files and processes."""
