"""One word per idea: what people read has no word that GLOSSARY.md put aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from steelyard.signals import SIGNALS
from steelyard.tables import TABLES
from steelyard.words import LANGUAGES, catalogue

HERE = Path(__file__).parent.parent
GLOSSARY = (HERE / "GLOSSARY.md").read_text(encoding="utf-8")
IN_USE, _, PUT_ASIDE = GLOSSARY.partition("## 不用的词")
LAYERS = sorted(path.stem for path in (HERE / "src/steelyard/words/zh").glob("*.toml"))
PAGES = [HERE / "README.md", HERE / "README.zh.md", HERE / "CHANGELOG.md"]
# The reference is written from catalogues and tables, and lists the headers of other systems.
PAGES += sorted(p for p in (HERE / "docs").rglob("*.md") if "reference" not in p.parts)


def _rows(text: str) -> list[list[str]]:
    lines = [line.strip("| ") for line in text.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [row for row in rows if "---" not in row[0] and "·" not in row[0]]


TERMS = sorted(
    {
        term.strip("（）() ")
        for row in _rows(IN_USE)
        for cell in row[:2]
        for term in re.split(r"[、，（]", cell)
        if not term.isascii()  # Chinese has no gaps between words: 大客户 holds 客户
    },
    key=len,
    reverse=True,
)
NOT_USED = [row[0] for row in _rows(PUT_ASIDE)]


def _found(text: str) -> list[str]:
    """Return the words put aside that stand in a text; terms in use are taken out first."""
    lower = text.lower()
    for term in TERMS:
        lower = lower.replace(term.lower(), " ")
    return [
        word
        for word in NOT_USED
        if (word in lower if not word.isascii() else re.search(rf"\b{word}s?\b", lower))
    ]


def _prose(path: Path) -> str:
    """Return a page without code: headers of source systems are quoted there."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"`[^`\n]+`", " ", re.sub(r"```.*?```", " ", text, flags=re.DOTALL))


def _said_by_signals() -> Iterator[tuple[str, str]]:
    for name, reader in SIGNALS.items():
        signal = reader.signal
        parts = (signal.title, signal.question, signal.explanation, signal.effect)
        for words in (*parts, signal.amount_is, *signal.clauses.values()):
            for text in words.values():
                yield name, text


def test_terms_in_use_hide_nothing_that_was_put_aside() -> None:
    assert _found("大客户的动销率") == []
    assert _found("客户的动销") == ["客户", "动销"]
    assert _found("Its customers, and the Ordinary.") == ["customer", "the ordinary"]


@pytest.mark.parametrize("layer", LAYERS)
def test_no_catalogue_says_a_word_put_aside(layer: str) -> None:
    for language in LANGUAGES:
        for key, text in catalogue(layer, language).items():
            assert not _found(text), f"{language}/{layer}.{key}: {text}"


def test_no_signal_says_a_word_put_aside() -> None:
    for name, text in _said_by_signals():
        assert not _found(text), f"{name}: {text}"


@pytest.mark.parametrize("table", TABLES)
def test_no_table_says_a_word_put_aside(table: str) -> None:
    kept = TABLES[table]
    columns = [text for column in kept.columns for text in (column.zh, column.en)]
    for text in (kept.zh, kept.en, kept.sharpens_zh, kept.sharpens_en, *columns):
        assert not _found(text), text


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(HERE)))
def test_no_page_says_a_word_put_aside(page: Path) -> None:
    for number, line in enumerate(_prose(page).splitlines(), 1):
        assert not _found(line), f"{number}: {line}"
