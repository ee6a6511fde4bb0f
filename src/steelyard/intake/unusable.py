"""The one error of intake: input that cannot be used, with the place and the mend."""

from __future__ import annotations

from steelyard.words import Language, Message


class InputUnusable(Exception):
    """Nothing can be assessed; every message names where, what and the mend."""

    def __init__(self, *messages: Message) -> None:
        super().__init__("; ".join(message.en for message in messages))
        self.messages = messages

    def speak(self, language: Language) -> str:
        """Return all messages, one a line."""
        return "\n".join(message.speak(language) for message in self.messages)
