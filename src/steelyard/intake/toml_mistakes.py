"""What is wrong with a TOML file, in our own words: the place, what, and the mend.

The parser's sentences are English and speak of grammar, so they stand in brackets behind
ours. It tells them apart by their wording; one that is not known is still told with its place.
"""

from __future__ import annotations

import re
import tomllib

from steelyard.words import Message

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_FULL_WIDTH = frozenset("“”‘’＂＇＝［］｛｝：，。；＃")
_KINDS = (
    ("backslash", r"Unescaped|escape|hex value"),
    ("twice", r"Cannot (declare|overwrite|mutate)|Duplicate"),
    ("bracket", r"Expected '\]'|Unclosed|nested"),
    ("quotes", r"Unterminated|Illegal character|Expected (beginning|end) of"),
    ("equals", r"Expected '=' after"),
    ("one_a_line", r"Expected newline"),
    ("name", r"Invalid statement|Invalid initial character|Invalid key"),
    ("value", r"Invalid value"),
)
"""What the parser says, by the mend that it calls for."""


def mistake(error: tomllib.TOMLDecodeError, text: str, file: str) -> Message:
    """Return the sentence on a file whose text the parser could not read."""
    reason, lines = str(error), text.splitlines() or [""]
    found = _PLACE.search(reason)
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), 0)
    place = Message("intake.toml_at", {"line": line, "column": column})
    if not found:
        place = Message("intake.toml_end", {"line": line})
    at = lines[line - 1][column - 1 : column] if 0 < line <= len(lines) and column else ""
    what = Message(f"intake.toml_what.{_kind(reason, at)}")
    said = _PLACE.sub("", reason).strip()
    return Message(
        "intake.toml_broken", {"file": file, "place": place, "what": what, "reason": said}
    )


def _kind(reason: str, at: str) -> str:
    if at in _FULL_WIDTH:
        return "full_width"
    return next((kind for kind, said in _KINDS if re.search(said, reason)), "other")
