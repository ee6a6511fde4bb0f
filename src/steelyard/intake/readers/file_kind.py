"""What a file that is no table looks like, told from its first bytes.

It names the kind so that the message can say what the file really is; it reads no table.
"""

from __future__ import annotations

import re

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "junk_pdf"),
    (b"\x89PNG", "junk_image"),
    (b"\xff\xd8\xff", "junk_image"),
    (b"GIF8", "junk_image"),
    (b"II*\x00", "junk_image"),
    (b"MM\x00*", "junk_image"),
    (b"\x1f\x8b", "junk_archive"),
    (b"7z\xbc\xaf", "junk_archive"),
    (b"Rar!", "junk_archive"),
    (b"BZh9", "junk_archive"),
    (b"\xfd7zXZ", "junk_archive"),
    (b"\x28\xb5\x2f\xfd", "junk_archive"),
    (b"\x7fELF", "junk_program"),
    (b"SQLite format 3\x00", "junk_database"),
)
_MARKUP = ("<!doctype html", "<html", "<table", "<?xml", "<workbook", "<meta", "<head", "<style")
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{]")
# Tab, line feed, form feed, carriage return, and the end-of-file mark of old exports.
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 26})
_MOST_CONTROL = 0.02


def junk_in(head: bytes) -> str | None:
    """Return the catalogue key of what the file is, or None where it may be a table."""
    for beginning, key in _BEGINNINGS:
        if head.startswith(beginning):
            return key
    text = head[:512].decode("utf-8", "ignore").replace("\x00", "").lstrip("\ufeff \t\r\n").lower()
    if text.startswith(_MARKUP):
        return "junk_web_page"
    if _JSON.match(text):
        return "junk_json"
    return "junk_binary" if is_binary(head) else None


def is_binary(head: bytes) -> bool:
    """Return whether these bytes are no text: control bytes that no text has.

    UTF-16 has a zero byte beside every Latin letter and digit, always at the same side.
    """
    if utf16_side(head) is not None:
        return False
    control = len(head) - len(head.translate(None, _CONTROL))
    return control > _MOST_CONTROL * len(head)


def utf16_side(head: bytes) -> str | None:
    """Return `utf-16-le` or `utf-16-be` where head is UTF-16 text, with or without a mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16-le" if head.startswith(b"\xff\xfe") else "utf-16-be"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most < 0.05 * len(head) or least > 0.02 * most:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
