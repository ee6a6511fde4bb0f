"""What the pages tell people to write works: Python, steelyard.toml, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from steelyard.intake.config_file import read_config
from steelyard.simulation.demo_channel import write_folder

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/*/**/*.md")])


def _blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_steelyard_toml_in_pages_is_understood(page: Path, tmp_path: Path) -> None:
    config = tmp_path / "steelyard.toml"
    for block in _blocks(page, "toml"):
        config.write_text(block, encoding="utf-8")
        memory = read_config(config)
        assert memory.tables or memory.settings or memory.corrects


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_python_of_the_readme_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "demo" / "in")
    monkeypatch.chdir(tmp_path)
    (block,) = _blocks(ROOT / name, "python")
    assert len(block.strip().splitlines()) <= 8
    exec(block, {})  # noqa: S102 - our own page
    assert "2025-12-01 D0040 " in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
