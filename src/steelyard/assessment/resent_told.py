"""Sentences on months that were sent again: what differs, what a correcting file superseded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from steelyard.assessment.in_full import InFull
from steelyard.intake import Intake
from steelyard.intake.result import Differing, Superseding, TableRead
from steelyard.words import Message

NAMED = 5
"""So many pairs of files are told of in sentences; all stand in data_report.json."""


def resent_told(intake: Intake) -> list[Message]:
    """Return the sentences on all tables."""
    unit = intake.settings.currency
    return [line for _, read in sorted(intake.tables.items()) for line in resent_lines(read, unit)]


def resent_lines(read: TableRead, currency: str) -> list[Message]:
    """Return the sentences on one table; none where no document stands in two files so."""
    lines = list(_differing_lines(read, currency))
    for one in read.superseding:
        lines.append(_superseding(read.name, one))
        if one.lines_left:
            lines.append(InFull("assessment.corrects_left", {"table": read.name, **asdict(one)}))
    return lines


def _differing_lines(read: TableRead, currency: str) -> Iterator[Message]:
    """Yield a sentence for each pair of files with documents that differ, with the mend."""
    for one in read.differing[:NAMED]:
        yield _differing(read.name, one, currency)
    more = len(read.differing) - NAMED
    if more > 0:
        yield InFull("assessment.differing_more", {"table": read.name, "count": more})


def _differing(table: str, one: Differing, currency: str) -> Message:
    key = "differing_rows" if one.first_amount is None else "differing"
    return InFull(f"assessment.{key}", {"table": table, "unit": currency, **asdict(one)})


def _superseding(table: str, one: Superseding) -> Message:
    if one.documents is None:
        key = "corrects_no_document"
    else:
        key = "corrects_not_all" if one.only_there else "corrects"
    return InFull(f"assessment.{key}", {"table": table, **asdict(one)})
