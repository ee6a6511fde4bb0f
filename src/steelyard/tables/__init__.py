"""The tables a user may bring, one file a table, found by walking this package.

To add a table, add a file with a `TABLE`; nothing else needs to be told.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from steelyard.tables.schema import Column, Kind, Table


def _walk() -> Mapping[str, Table]:
    modules = (import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__))
    found = {module.TABLE.name: module.TABLE for module in modules if hasattr(module, "TABLE")}
    return MappingProxyType(dict(sorted(found.items())))


TABLES: Mapping[str, Table] = _walk()

__all__ = ["TABLES", "Column", "Kind", "Table"]
