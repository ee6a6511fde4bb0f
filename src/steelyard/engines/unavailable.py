"""The one error of engines: the engine asked for cannot run here."""

from __future__ import annotations

from steelyard.words import Language, Message


class EngineUnavailable(Exception):
    """The message names the engine, what is missing and the mend."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message

    def speak(self, language: Language) -> str:
        """Return the message in that language."""
        return self.message.speak(language)
