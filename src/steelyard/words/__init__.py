"""What Steelyard says, in Chinese and in English.

One catalogue file a layer and language (`zh/intake.toml`, `en/intake.toml`), so that two
layers never edit one file. A signal's own sentences stand in the signal's file, because
they belong to its question. `tests/test_words.py` fails on a key that one language lacks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from steelyard.words.plurals import in_number

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@cache
def catalogue(layer: str, language: Language) -> Mapping[str, str]:
    """Return one layer's sentences, `{key: template}`; dotted keys for nested tables."""
    text = (files(__name__) / language / f"{layer}.toml").read_text(encoding="utf-8")
    return dict(_flatten(tomllib.loads(text)))


def _flatten(tree: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            pairs += _flatten(cast("Mapping[str, object]", value), f"{prefix}{key}.")
        else:
            pairs.append((f"{prefix}{key}", str(value)))
    return pairs


def say(key: str, language: Language, /, **figures: object) -> str:
    """Return the sentence `layer.key` with its figures filled in; KeyError if unknown."""
    layer, _, rest = key.partition(".")
    return filled(catalogue(layer, language)[rest], figures)


def filled(template: str, /, figures: Mapping[str, object]) -> str:
    """Return a sentence with its figures filled in, each counted thing in its number."""
    return in_number(template, figures).format(**figures)


@dataclass(frozen=True)
class Message:
    """A sentence that has not chosen its language yet: a key and its figures.

    A figure may be a message itself; it is then said in the same language.
    """

    key: str
    figures: Mapping[str, object] = field(default_factory=dict)

    def speak(self, language: Language) -> str:
        """Return the sentence in that language."""
        said = {
            name: figure.speak(language) if isinstance(figure, Message) else figure
            for name, figure in self.figures.items()
        }
        return say(self.key, language, **said)

    @property
    def zh(self) -> str:
        """The sentence in Chinese."""
        return self.speak("zh")

    @property
    def en(self) -> str:
        """The sentence in English."""
        return self.speak("en")
