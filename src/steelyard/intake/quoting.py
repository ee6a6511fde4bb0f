"""Names and texts as DuckDB writes them, so that no header can end a quotation."""

from __future__ import annotations


def ident(name: str) -> str:
    """Return a name in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text in single quotes."""
    return "'" + text.replace("'", "''").replace("\x00", "") + "'"
