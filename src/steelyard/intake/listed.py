"""Headers as a message lists them: in part where they are many, and each on one line."""

from __future__ import annotations

from collections.abc import Iterable

from steelyard.intake.sheet import Sheet
from steelyard.words import Language, Message, say

SHOWN = 30
_LONGEST = 40


class _Listed(Message):
    """Headers in a row, with the comma of the language."""

    def speak(self, language: Language) -> str:
        """Return the headers, or `-` where there is none."""
        names = tuple(str(name) for name in self.figures.values())
        shown = say("intake.comma", language).join(names[:SHOWN]) or "-"
        left = len(names) - SHOWN
        return shown + (say("intake.more_headers", language, count=left) if left > 0 else "")


def listed(headers: Iterable[str]) -> Message:
    """Return the headers for a message; blank ones and those alike are told once."""
    names = [_short(name) for name in dict.fromkeys(headers) if name]
    return _Listed("intake.comma", {str(n): name for n, name in enumerate(names)})


def headers_of(sheet: Sheet) -> Message:
    """Return the sentence on the headers of a sheet and the row they were taken from."""
    figures = {"row": sheet.header_row, "headers": listed(sheet.headers)}
    return Message("intake.headers_at" if sheet.header_row else "intake.headers_are", figures)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
