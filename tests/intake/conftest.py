"""Folders of files as people send them, and intake run on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from steelyard.intake import Intake, read

LINES = """单据编号,日期,客户编码,商品编码,数量,金额
A1,2024-03-05,D1,P1,10,100
A2,2024-03-06,D2,P1,20,200
"""

Reader = Callable[..., Intake]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Return a function that writes texts as files into a folder."""

    def write(files: Mapping[str, str]) -> Path:
        root = tmp_path / "in"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        root.mkdir(exist_ok=True)
        return root

    return write


@pytest.fixture
def brought(tmp_path: Path, folder: Callable[[Mapping[str, str]], Path]) -> Iterator[Reader]:
    """Return a function that writes files (or takes a folder) and reads them."""
    opened: list[Intake] = []

    def run(files: Mapping[str, str] | Path, **how: Any) -> Intake:
        source = files if isinstance(files, Path) else folder(files)
        intake = read(source, work=tmp_path / f"work{len(opened)}", **how)
        opened.append(intake)
        return intake

    yield run
    for intake in opened:
        intake.connection.close()


@pytest.fixture
def rows() -> Callable[..., list[tuple[Any, ...]]]:
    """Return a function that asks the views."""

    def ask(intake: Intake, query: str) -> list[tuple[Any, ...]]:
        return intake.connection.execute(query).fetchall()

    return ask
