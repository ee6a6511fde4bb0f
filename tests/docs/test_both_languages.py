"""The pages of both languages say the same: sections, commands, tables, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAIRS = {
    "README": (ROOT / "README.md", ROOT / "README.zh.md"),
    **{
        str(page.relative_to(ROOT / "docs" / "en")): (
            page,
            ROOT / "docs" / "zh" / page.relative_to(ROOT / "docs" / "en"),
        )
        for page in sorted((ROOT / "docs" / "en").rglob("*.md"))
    },
}
WORDS = {
    "文件夹": "FOLDER",
    "结果": "RESULTS",
    "备注.xlsx": "notes.xlsx",
    "line.zh": "line.en",
    "--lang zh": "--lang en",
    "explanation_zh": "explanation_en",
}


def _fences(text: str) -> list[tuple[str, str]]:
    """Return each block that is no transcript and no help: its language and its code."""
    blocks = re.findall(r"^ *```(\S*).*?\n(.*?)^ *```", text, flags=re.DOTALL | re.MULTILINE)
    return [(language, _code(code)) for language, code in blocks if language != "text"]


def _code(code: str) -> str:
    """Return the code without its comments, in the words of the English page."""
    for zh, en in WORDS.items():
        code = code.replace(zh, en)
    return "\n".join(re.sub(r"\s+#.*$", "", line).strip() for line in code.splitlines())


def _without_code(text: str) -> str:
    return re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)


def _links(text: str) -> list[str]:
    targets = re.findall(r"\]\(([^)\s]+)\)", _without_code(text))
    both = {"docs/zh/": "docs/en/", "README.zh.md": "README.md", "-zh.png": "-en.png"}
    for zh, en in both.items():
        targets = [target.replace(zh, en) for target in targets]
    return sorted(targets)


def test_no_page_stands_in_one_language_only() -> None:
    pages = [
        {str(page.relative_to(ROOT / "docs" / language)) for page in folder.rglob("*.md")}
        for language in ("en", "zh")
        for folder in (ROOT / "docs" / language,)
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("name", PAIRS)
def test_sections_are_the_same(name: str) -> None:
    en, zh = (
        re.findall(r"^(#+) ", _without_code(page.read_text("utf-8")), flags=re.MULTILINE)
        for page in PAIRS[name]
    )
    assert en == zh


@pytest.mark.parametrize("name", PAIRS)
def test_commands_and_code_are_the_same(name: str) -> None:
    en, zh = (_fences(page.read_text("utf-8")) for page in PAIRS[name])
    assert en == zh


@pytest.mark.parametrize("name", PAIRS)
def test_tables_and_links_are_the_same(name: str) -> None:
    en, zh = (page.read_text("utf-8") for page in PAIRS[name])
    rows = [len(re.findall(r"^\|", text, flags=re.MULTILINE)) for text in (en, zh)]
    assert rows[0] == rows[1]
    assert _links(en) == _links(zh)
    commands = [sorted(set(re.findall(r"`((?:\w+ )?make[ .][^`]*)`", text))) for text in (en, zh)]
    assert commands[0] == commands[1]


# The reference is written from the code, and a language's sentences have figures of their own.
@pytest.mark.parametrize("name", [name for name in PAIRS if not name.startswith("reference")])
def test_figures_in_tables_are_the_same(name: str) -> None:
    en, zh = (
        [
            re.findall(r"\d[\d.,]*", row)
            for row in page.read_text("utf-8").splitlines()
            if row.startswith("|")
        ]
        for page in PAIRS[name]
    )
    assert en == zh
