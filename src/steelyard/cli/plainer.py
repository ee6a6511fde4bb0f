"""What a terminal or log is given that cannot hold a character: a plainer one, or its number.

It knows the one sign that numbers for people have and old encodings lack, the minus; all else
is escaped, so that a dealer's name never fails a run.
"""

from __future__ import annotations

import codecs

from steelyard.words.numbers import MINUS

PLAINER = "steelyard.plainer"
"""Name of the error handler, for streams."""


def _plainer(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeEncodeError) and error.object[error.start] == MINUS:
        return "-", error.start + 1
    return codecs.backslashreplace_errors(error)


codecs.register_error(PLAINER, _plainer)
