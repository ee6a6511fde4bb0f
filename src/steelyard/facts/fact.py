"""A fact: one SQL file of `facts/sql`, run as written by every engine.

A file's first comment says what the fact is, `-- needs:` names the tables and facts it
reads, `-- kept` marks one that others read and that is therefore computed once, `-- view`
one that only gives a name to a query. Only filters, joins, sums, counts, distinct counts,
sets of bits, minima and maxima (and what stands beside one) are there, so that an auditor can
run a fact by hand; windows, medians and probabilities are NumPy's work over the small result.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

Keeping = Literal["rows", "kept", "view"]


@dataclass(frozen=True)
class Fact:
    """One SQL file: its name, what it reads, how it is kept, its text."""

    name: str
    about: str
    needs: tuple[str, ...]
    keeping: Keeping
    sql: str

    def query(self, month_end_days: int) -> str:
        """Return the SQL with its one parameter filled in."""
        return self.sql.replace(":month_end_days", str(int(month_end_days)))


def _parse(name: str, text: str) -> Fact:
    comments = [line[3:] for line in text.splitlines() if line.startswith("-- ")]
    needs = next(line for line in comments if line.startswith("needs:"))
    keeping: Keeping = "kept" if "kept" in comments else "view" if "view" in comments else "rows"
    about = [c for c in comments if not re.match(r"(needs:.*|kept|view)$", c)]
    names = tuple(part.strip() for part in needs.removeprefix("needs:").split(","))
    return Fact(name, " ".join(about), names, keeping, text)


@cache
def facts() -> Mapping[str, Fact]:
    """Return every fact by name, in an order in which each comes after what it reads."""
    folder = files(__package__) / "sql"
    texts = {f.name.removesuffix(".sql"): f.read_text("utf-8") for f in folder.iterdir()}
    found = {name: _parse(name, text) for name, text in sorted(texts.items())}
    ordered: dict[str, Fact] = {}
    while len(ordered) < len(found):
        ready = [
            fact
            for name, fact in found.items()
            if name not in ordered and all(n in ordered or n not in found for n in fact.needs)
        ]
        ordered.update({fact.name: fact for fact in ready})
    return MappingProxyType(ordered)


def facts_read_by(names: tuple[str, ...]) -> frozenset[str]:
    """Return those facts and every fact that they read, directly or through another."""
    read = frozenset(names)
    needs = {need for name in names for need in facts()[name].needs if need in facts()}
    return read if needs <= read else facts_read_by(tuple(sorted(read | needs)))
