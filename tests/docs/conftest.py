"""What the tests of the documentation share: the scripts of `docs/`, and one run of the demo."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from steelyard.assessment import Assessment, assess
from steelyard.simulation.demo_channel import write_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def docs_script() -> Callable[[str], ModuleType]:
    """Return a function that loads a script of `docs/`, which is no package, by its name."""

    def load(name: str) -> ModuleType:
        spec = spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def demo_result(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """Return the demo assessed once for all pages that show it."""
    folder = tmp_path_factory.mktemp("demo")
    write_folder(folder / "in")
    return assess(folder / "in", folder / "out", report=False)
