"""The reference is fresh and leaves nothing out: tables, signals, settings, commands, results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import pytest

from steelyard.assessment import Assessment
from steelyard.settings import Settings
from steelyard.signals import SIGNALS
from steelyard.tables import TABLES
from steelyard.words import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def reference(docs_script: Callable[[str], ModuleType]) -> ModuleType:
    return docs_script("generate_reference")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_in_the_repository_are_fresh(reference: ModuleType, language: Language) -> None:
    folder = ROOT / "docs" / language / "reference"
    pages = reference.pages(language)
    assert {path.stem for path in folder.glob("*.md")} == set(pages)
    for name, text in pages.items():
        kept = (folder / f"{name}.md").read_text("utf-8")
        assert kept == text, "run `python docs/generate_reference.py` and commit what it writes"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_build_rewrites_nothing(
    reference: ModuleType, tmp_path: Path, language: Language
) -> None:
    reference.write_reference(tmp_path)
    page = tmp_path / language / "reference" / "tables.md"
    before = page.stat().st_mtime_ns
    reference.write_reference(tmp_path)
    assert page.stat().st_mtime_ns == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_column_and_header_is_there(reference: ModuleType, language: Language) -> None:
    page = reference.pages(language)["tables"]
    for table in TABLES.values():
        assert f"## {table.name}" in page
        for column in table.columns:
            assert f"| `{column.name}`" in page
            for synonym in column.synonyms:
                assert synonym in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_signal_is_there_with_its_question(reference: ModuleType, language: Language) -> None:
    page = reference.pages(language)["signals"]
    for name, reader in SIGNALS.items():
        assert f"## {name}" in page
        assert reader.signal.question[language] in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_there_with_its_default(reference: ModuleType, language: Language) -> None:
    page = reference.pages(language)["settings"]
    for field in fields(Settings):
        assert f"| `{field.name}` |" in page
    assert "`[0.01, 0.04, 0.15, 0.8]`" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_there_with_its_options(reference: ModuleType, language: Language) -> None:
    page = reference.pages(language)["commands"]
    for expected in ("steelyard assess [OPTIONS]", "--out", "--as-of", "steelyard check"):
        assert expected in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_column_is_there(
    reference: ModuleType, demo_result: Assessment, language: Language
) -> None:
    page = reference.pages(language)["results"]
    for table in demo_result.tables:
        section = page.split(f"## {table.name}\n")[1].split("\n## ")[0]
        documented = [row.split("`")[1] for row in section.splitlines() if row.startswith("| `")]
        assert documented == list(table.columns)
