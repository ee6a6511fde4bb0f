"""A command line that cannot be run: one sentence and the mend, in the language in force."""

from __future__ import annotations

import sys

import pytest

from steelyard.cli.app import UNUSABLE, run

CASES = {
    "no --out": (["assess", "IN"], "--out", ["缺少 --out", "[OPTIONS] IN --out OUT"]),
    "no IN": (["check"], "IN", ["缺少 IN", "steelyard check"]),
    "option without its value": (["assess", "IN", "--out"], "--out", ["--out OUT"]),
    "an option in the place of a value": (
        ["assess", "IN", "--out", "OUT", "--as-of", "--no-report"],
        "--as-of",
        ["--as-of YYYY-MM"],
    ),
    "help in the place of a value": (["assess", "IN", "--out", "--help"], "--out", ["--out OUT"]),
    "an empty path": (["check", ""], "IN", ["IN", "."]),
    "an empty path for the results": (["assess", "IN", "--out", ""], "--out", ["--out"]),
    "an empty path of a file": (["check", "IN", "--config", ""], "--config", ["--config"]),
    "flag with a value": (["assess", "IN", "--no-report=x"], "--no-report", ["--no-report 后面"]),
    "unknown option": (["check", "IN", "--mapp", "x=y"], "--mapp", ["--mapp", "--map"]),
    "nothing like it": (["check", "IN", "--zzz"], "--zzz", ["--zzz", "--help"]),
    "unknown letter": (["check", "IN", "-z"], "-z", ["-z", "--help"]),
    "unknown command": (["asses", "IN"], "asses", ["asses", "assess, check"]),
    "unknown option in front": (["--weigh", "assess"], "--weigh", ["--weigh"]),
    "a path with blanks": (["check", "My", "Folder"], "Folder", ["Folder", "引号"]),
    "no language": (["check", "IN", "--lang", "fr"], "fr", ["fr", "zh", "en"]),
    "no language in front": (["--lang", "fr", "check", "IN"], "fr", ["fr", "zh", "en"]),
}


@pytest.fixture(autouse=True)
def _program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["steelyard"])
    monkeypatch.setattr(sys.modules["__main__"], "__package__", None)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


def _said(given: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    assert run(given) == UNUSABLE
    said = capfd.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) == 1
    return said.err


@pytest.mark.parametrize("case", CASES)
def test_it_is_said_in_chinese_where_the_system_is_chinese(
    case: str, capfd: pytest.CaptureFixture[str]
) -> None:
    given, _, words = CASES[case]
    said = _said(given, capfd)
    for word in words:
        assert word in said
    assert "。" in said
    assert "Error" not in said


@pytest.mark.parametrize("case", CASES)
def test_it_is_said_in_english_where_the_system_is_not(
    case: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    given, word, _ = CASES[case]
    said = _said(given, capfd)
    assert word in said
    assert said.isascii()


def test_lang_wins_over_the_system(capfd: pytest.CaptureFixture[str]) -> None:
    assert _said(["assess", "IN", "--lang", "en"], capfd).startswith("--out OUT is missing")
    assert _said(["--lang", "en", "assess", "IN"], capfd).startswith("--out OUT is missing")


def test_an_option_swallowed_as_a_value_is_told_in_the_language_asked_for(
    capfd: pytest.CaptureFixture[str],
) -> None:
    said = _said(["assess", "IN", "--out", "OUT", "--as-of", "--lang", "en"], capfd)
    assert said == "--as-of needs a value. Write: --as-of YYYY-MM\n"


def test_a_language_alone_is_no_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert "assess, check" in _said(["--lang", "zh"], capfd)


@pytest.mark.parametrize(("language", "word"), [("zh", "用法"), ("en", "Usage")])
def test_nothing_at_all_shows_what_there_is(
    language: str, word: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    assert run([]) == UNUSABLE
    said = capfd.readouterr()
    assert said.out == ""
    assert word in said.err
    assert "assess" in said.err


def test_what_no_sentence_is_made_for_is_still_said_with_the_mend(
    capfd: pytest.CaptureFixture[str],
) -> None:
    import typer

    from steelyard.cli.misuse import misuse
    from steelyard.words import Message

    other = misuse(typer.BadParameter("half a number"))
    assert isinstance(other, Message)
    for language in ("zh", "en"):
        assert "half a number" in other.speak(language)
        assert "--help" in other.speak(language)
