"""The signals, one file each, found by walking this package. There is no list to edit."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from steelyard.signals.signal import Figure, Reader, Reading, Signal


def _walk() -> Mapping[str, Reader]:
    found: dict[str, Reader] = {}
    for info in iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        if hasattr(module, "SIGNAL"):
            if info.name != module.SIGNAL.name:
                raise ImportError(f"signals/{info.name}.py declares {module.SIGNAL.name!r}")
            found[info.name] = Reader(module.SIGNAL, module.read)
    return MappingProxyType(found)


SIGNALS: Mapping[str, Reader] = _walk()

__all__ = ["SIGNALS", "Figure", "Reader", "Reading", "Signal"]
