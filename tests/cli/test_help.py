"""Help and version: every sentence of the help is of the catalogue, in the language asked."""

from __future__ import annotations

import re
import sys

import pytest

import steelyard
from steelyard.cli.app import run
from steelyard.words import Language

ENGLISH = ("Usage", "Options", "Arguments", "Commands", "required", "default", "Show", "exit")
WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\ufe30-\ufe4f\uff00-\uff60]")


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["steelyard"])
    monkeypatch.setattr(sys.modules["__main__"], "__package__", None)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C")


def _help(given: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    assert run(given) == 0
    said = capfd.readouterr()
    assert said.err == ""
    return said.out


@pytest.mark.parametrize(
    "given",
    [
        ["--lang", "zh", "--help"],
        ["--help", "--lang", "zh"],
        ["assess", "--lang", "zh", "--help"],
        ["--lang", "zh", "check", "-h"],
    ],
)
def test_chinese_help_has_no_english_word(
    given: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    said = _help(given, capfd)
    assert "用法：steelyard" in said
    assert "显示" in said
    for word in ENGLISH:
        assert word not in said


def test_english_help_has_no_chinese_word(capfd: pytest.CaptureFixture[str]) -> None:
    for given in (["--help"], ["assess", "-h"], ["check", "--help"]):
        said = _help(given, capfd)
        assert said.startswith("Usage: steelyard")
        assert WIDE.search(said) is None


def test_help_of_a_command_says_what_is_required_and_what_is_assumed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = _help(["assess", "--help"], capfd)
    assert "Usage: steelyard assess [OPTIONS] IN --out OUT\n" in said
    assert re.search(r"--out OUT .*\[required\]", said.replace("\n", " "))
    assert "[default: duckdb]" in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_commands_are_told_in_full(
    language: Language, capfd: pytest.CaptureFixture[str]
) -> None:
    said = _help(["--help", "--lang", language], capfd)
    assert "..." not in said
    assert "--version" in said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("given", [["--help"], ["assess", "--help"], ["check", "--help"]])
def test_no_line_is_wider_than_the_terminal(
    given: list[str], language: Language, capfd: pytest.CaptureFixture[str]
) -> None:
    for line in _help([*given, "--lang", language], capfd).splitlines():
        assert len(line) + len(WIDE.findall(line)) <= 80, line


def test_the_version_is_said_and_nothing_else(capfd: pytest.CaptureFixture[str]) -> None:
    assert _help(["--version"], capfd) == f"steelyard {steelyard.__version__}\n"
    assert _help(["--lang", "zh", "--version"], capfd) == f"steelyard {steelyard.__version__}\n"
