"""Baselines do not import each other in a circle, not even for a type."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import steelyard.baselines

PACKAGE = "steelyard.baselines"


def test_imports_point_one_way() -> None:
    folder = Path(steelyard.baselines.__file__).parent
    asks = {f"{PACKAGE}.{path.stem}": _asked(path) for path in folder.glob("*.py")}
    order = list(TopologicalSorter(asks).static_order())  # raises CycleError on a circle
    assert order.index(f"{PACKAGE}.sell_in") < order.index(f"{PACKAGE}.channel")


def _asked(path: Path) -> set[str]:
    found = {node.module for node in ast.walk(ast.parse(path.read_text("utf-8")))
             if isinstance(node, ast.ImportFrom) and node.module}  # fmt: skip
    return {name for name in found if name.startswith(f"{PACKAGE}.")}
