"""The language is asked for anywhere on the command line, or is the system's."""

from __future__ import annotations

import pytest

from steelyard.cli.language import chosen_language, system_language


@pytest.fixture(autouse=True)
def _english_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def test_nothing_asked_is_the_system() -> None:
    assert chosen_language(["assess", "IN"]) == "en"


@pytest.mark.parametrize("given", [["--lang", "zh"], ["check", "IN", "--lang=zh"]])
def test_it_is_found_wherever_it_stands(given: list[str]) -> None:
    assert chosen_language(given) == "zh"


@pytest.mark.parametrize("given", [["--lang", "fr"], ["--lang"], ["--lang="]])
def test_what_is_no_language_is_left_to_the_command(given: list[str]) -> None:
    assert chosen_language(given) == "en"


@pytest.mark.parametrize("value", ["zh_CN.UTF-8", "zh_TW", "Chinese_China.936"])
def test_a_chinese_system_speaks_chinese(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", value)
    assert system_language() == "zh"


@pytest.mark.parametrize(
    ("found", "language"),
    [
        ("Chinese (Simplified)_China", "zh"),
        ("zh_CN", "zh"),
        ("English_Ireland", "en"),
        (None, "en"),
    ],
)
def test_without_variables_the_locale_tells(
    found: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG")
    monkeypatch.setattr("locale.getlocale", lambda: (found, "936"))
    assert system_language() == language


def test_a_locale_without_a_name_is_no_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> None:
        raise ValueError("unknown locale: UTF-8")

    monkeypatch.delenv("LANG")
    monkeypatch.setattr("locale.getlocale", unknown)
    assert system_language() == "en"
