"""The set-up: what Makefile offers is what make.py does, and versions are locked."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.fixture(scope="module")
def make() -> ModuleType:
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("make", ROOT / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _pins(lock: Path) -> list[str]:
    return [line for line in lock.read_text("utf-8").splitlines() if line]


def test_an_unknown_task_changes_nothing_and_lists_those_there_are(
    make: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make.main(["no_such_task"]) == 2
    said = capsys.readouterr().out
    assert "no_such_task" in said
    assert "demo" in said


def test_makefile_and_make_py_offer_the_same_tasks(make: ModuleType) -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    offered = next(line for line in text.splitlines() if line.startswith(".PHONY"))
    assert set(offered.split()[1:]) - {"help"} == set(make.TASKS)


def test_every_lock_file_is_made_by_make_py(make: ModuleType) -> None:
    assert {lock.stem for lock in LOCKS} == set(make.LOCKED)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_locks_are_exact_and_carry_no_address(lock: Path) -> None:
    for line in _pins(lock):
        assert re.fullmatch(r"[a-z0-9._-]+==[\w.]+( ; .+)?", line), line


def test_two_locks_never_disagree() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for line in _pins(lock):
            name, version = line.split(" ")[0].split("==")
            versions.setdefault(name, set()).add(version)
    assert {name for name, found in versions.items() if len(found) > 1} == set()


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[><=\[]", dep)[0].lower() for dep in project["dependencies"]}
    locked = {line.split("==")[0] for line in _pins(ROOT / "requirements" / "runtime.txt")}
    assert wanted <= locked


def test_the_task_list_has_a_sentence_for_each(make: ModuleType) -> None:
    for task in make.TASKS.values():
        assert task.__doc__
