"""Which language to speak: `--lang`, else the system's, else English."""

from __future__ import annotations

import locale
import os
from collections.abc import Sequence

from steelyard.words import LANGUAGES, Language


def chosen_language(arguments: Sequence[str]) -> Language:
    """Return the language asked for anywhere on the command line, or the system's.

    It is looked up before the commands are built, because their help is written in it. A
    value that is no language is left to the command's own check.
    """
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            return _known(arguments[at + 1])
        if argument.startswith("--lang="):
            return _known(argument.partition("=")[2])
    return system_language()


def system_language() -> Language:
    """Return Chinese where the system speaks it, else English.

    The environment says it; Windows has no such variables, so there the locale does.
    """
    said = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = next((value for value in said if value), None) or _locale()
    return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"


def _locale() -> str:
    """Return the locale's language, such as `Chinese (Simplified)_China`; empty for none."""
    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # a locale that Python has no name for
        return ""


def _known(value: str) -> Language:
    return next((language for language in LANGUAGES if language == value), system_language())
