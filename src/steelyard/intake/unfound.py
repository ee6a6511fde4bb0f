"""What is told of a header that somebody named and that no file has, or has more than once."""

from __future__ import annotations

from collections.abc import Sequence

from steelyard.intake.listed import listed
from steelyard.intake.mapping import headers_meant
from steelyard.words import Message


def unfound(
    table: str, column: str, wanted: Sequence[str], there: Sequence[tuple[str, ...]]
) -> Message:
    """Return the sentence; `there` are the headers of each sheet that was looked into."""
    figures = {"table": table, "column": column, "header": ", ".join(wanted)}
    for headers in there:
        for name in wanted:
            several = next(filter(None, headers_meant(headers, name)), ())
            if len(several) > 1:
                meant = [headers[n] for n in several]
                found = {"headers": listed(meant), "first": meant[0]}
                return Message("intake.header_of_several", {**figures, **found})
    known = listed(header for headers in there for header in headers)
    return Message("intake.no_such_header", {**figures, "known": known})
