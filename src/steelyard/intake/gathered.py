"""Troubles of several steps, told together: a person mends all files at once, not one a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

_MAY_FOLLOW = frozenset(
    f"intake.{key}"
    for key in (
        "no_sell_in", "no_table_found", "query_no_file", "no_such_header", "files_match_none",
    )
)  # fmt: skip
"""What may be wanting only because a file could not be read: not to be told beside that."""


Result = TypeVar("Result")


class Gathered:
    """The troubles met so far."""

    def __init__(self) -> None:
        self._messages: list[Message] = []
        self.unread = False
        """Whether some file could not be read."""

    @contextmanager
    def of(self) -> Iterator[None]:
        """Keep the trouble of one step and go on."""
        try:
            yield
        except InputUnusable as error:
            follows = _MAY_FOLLOW if self.unread else frozenset()
            self._messages += [m for m in error.messages if m.key not in follows]

    def add(self, *messages: Message, unread: bool = False) -> None:
        """Put sentences behind those met so far; `unread` where they are on a file not read."""
        self._messages += messages
        self.unread = self.unread or unread

    def tell(self) -> None:
        """Raise InputUnusable with all of them; do nothing where there is none."""
        if self._messages:
            raise InputUnusable(*self._messages)

    def last(self, step: Callable[[], Result]) -> Result:
        """Return what the last step gives; raise all troubles, its own too, where there are any."""
        with self.of():
            result = step()
            if not self._messages:
                return result
        raise InputUnusable(*self._messages)
