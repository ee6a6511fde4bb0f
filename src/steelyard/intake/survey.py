"""How the cells of a sheet are written: found out once, so that clean columns cost nothing.

A few aggregates over the whole sheet, then more only where a column calls for it. It
decides nothing about rows; `coerce` makes SQL that fits what was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb

from steelyard.intake import dates, numbers
from steelyard.intake.asking import row_of
from steelyard.intake.cells import Cells
from steelyard.intake.choices import MOST_WORDS
from steelyard.intake.folding import LONGEST_NONE_WORD, MESSY, NONE_WORDS, folded
from steelyard.intake.quoting import literal
from steelyard.intake.sheet import Sheet

CHEAP_FIRST = 500_000
"""From so many rows on, text columns are looked at cheaply before a pattern is run."""


@dataclass(frozen=True)
class Look:
    """What was found in one column's cells."""

    empty: int = 0
    messy: bool = False
    none_words: bool = False
    low: Any = None
    high: Any = None
    not_finite: int = 0
    float_ids: bool = False
    """Ids that a spreadsheet or data frame turned into 13085.0."""
    number: numbers.NumberSpelling = field(default_factory=numbers.NumberSpelling)
    plain_dates: bool = True
    date_figures: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    date_example: str = ""
    words: tuple[str, ...] = ()

    def text(self, cells: Cells) -> str:
        """Return SQL for the folded cell, over the relation."""
        narrow = cells.column.kind != "text"
        if not self.messy and not self.none_words:
            return cells.as_text
        return folded(cells.as_text, messy=self.messy, narrow=narrow)


def survey(
    connection: duckdb.DuckDBPyConnection, sheet: Sheet, cells: Iterable[Cells]
) -> Mapping[str, Look]:
    """Return what each mapped column's cells look like, by column name."""
    asker = _Asker(connection, sheet.relation)
    columns = {one.column.name: one for one in cells}
    looks = _first_look(asker, columns)
    looks = _second_look(asker, columns, looks, cheap=sheet.rows_read >= CHEAP_FIRST)
    looks = _third_look(asker, columns, looks)
    for name, one in columns.items():
        if one.column.kind == "choice":
            looks[name] = replace(looks[name], words=asker.words(looks[name].text(one)))
    return looks


class _Asker:
    """Runs aggregates over one relation, a handful of named ones at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, relation: str) -> None:
        self._connection = connection
        self._relation = relation

    def ask(self, aggregates: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], Any]:
        if not aggregates:
            return {}
        listed = ", ".join(aggregates.values())
        row = row_of(self._connection, f"select {listed} from {self._relation}")
        return dict(zip(aggregates, row, strict=True))

    def words(self, text: str) -> tuple[str, ...]:
        query = f"select distinct {text} w from {self._relation} where w is not null"
        rows = self._connection.execute(f"{query} order by w limit {MOST_WORDS}").fetchall()
        return tuple(str(row[0]) for row in rows)


def _first_look(asker: _Asker, columns: Mapping[str, Cells]) -> dict[str, Look]:
    asked = {(name, "empty"): f"count(*) - count({one.raw})" for name, one in columns.items()}
    for name, one in columns.items():
        if one.family != "text":
            finite = f" filter (isfinite({one.raw}))" if one.family == "float" else ""
            asked[name, "low"] = f"min({one.raw}){finite}"
            asked[name, "high"] = f"max({one.raw}){finite}"
        if one.family == "float":
            asked[name, "not_finite"] = f"count_if(not isfinite({one.raw}))"
    found = asker.ask(asked)
    return {
        name: Look(**{key: value for (of, key), value in found.items() if of == name})
        for name in columns
    }


def _second_look(
    asker: _Asker, columns: Mapping[str, Cells], looks: dict[str, Look], *, cheap: bool
) -> dict[str, Look]:
    texts = {name: one for name, one in columns.items() if one.family == "text"}
    suspects = _suspects(asker, texts) if cheap else dict.fromkeys(texts, (True, True, True))
    asked: dict[tuple[str, str], str] = {}
    for name, (unusual, short, pointed) in suspects.items():
        raw = texts[name].raw
        if unusual:
            asked[name, "messy"] = (
                f"coalesce(bool_or(regexp_matches({raw}, {literal(MESSY)})), false)"
            )
        if unusual or short:
            words = ", ".join(map(literal, NONE_WORDS))
            asked[name, "none_words"] = f"coalesce(bool_or(trim({raw}) in ({words})), false)"
        if pointed and texts[name].column.kind == "id":
            ids = rf"count_if(regexp_full_match(trim({raw}), '\d+\.0+')) > 0"
            other = rf"count_if(not regexp_full_match(trim({raw}), '\d*(\.0+)?')) = 0"
            asked[name, "float_ids"] = f"{ids} and {other}"
    found = {place for place, value in asker.ask(asked).items() if value}
    for name in suspects:
        looks[name] = replace(
            looks[name],
            messy=(name, "messy") in found,
            none_words=(name, "none_words") in found,
            float_ids=(name, "float_ids") in found,
        )
    return looks


def _suspects(asker: _Asker, texts: Mapping[str, Cells]) -> dict[str, tuple[bool, bool, bool]]:
    """Return, without running a pattern: may a cell be unusual, an empty word, a float id."""
    asked: dict[tuple[str, str], str] = {}
    for name, one in texts.items():
        raw = one.raw
        asked[name, "short"] = f"coalesce(min(strlen({raw})) <= {LONGEST_NONE_WORD}, false)"
        asked[name, "wide"] = f"coalesce(sum(strlen({raw})) <> sum(length({raw})), false)"
        asked[name, "leading"] = f"coalesce(min({raw}) < '!', false)"
        asked[name, "trailing"] = f"coalesce(bool_or(suffix({raw}, ' ')), false)"
        asked[name, "pointed"] = f"coalesce(bool_or(suffix({raw}, '.0')), false)"
    found = asker.ask(asked)
    return {
        name: (
            any(found[name, key] for key in ("wide", "leading", "trailing")),
            bool(found[name, "short"]),
            bool(found[name, "pointed"]),
        )
        for name in texts
    }


def _third_look(
    asker: _Asker, columns: Mapping[str, Cells], looks: dict[str, Look]
) -> dict[str, Look]:
    """Look at cells that must be read as numbers or dates from text."""
    parsed = {name: one for name, one in columns.items() if one.needs_parsing}
    asked: dict[tuple[str, str], str] = {}
    for name, one in parsed.items():
        text = looks[name].text(one)
        if one.column.kind == "date":
            left = f"{text} is not null and {dates.plain(text)} is null"
            asked[name, "dates"] = f"count_if({left})"
        else:
            for number, aggregate in enumerate(numbers.evidence(text)):
                asked[name, f"number{number}"] = aggregate
    found = asker.ask(asked)
    for name, one in parsed.items():
        if one.column.kind != "date":
            counts = [int(found[name, f"number{n}"] or 0) for n in range(4)]
            looks[name] = replace(looks[name], number=numbers.spelling_from(*counts))
        elif found[name, "dates"]:
            looks[name] = _look_at_dates(asker, one, replace(looks[name], plain_dates=False))
    return looks


def _look_at_dates(asker: _Asker, one: Cells, look: Look) -> Look:
    shaped = dates.shape(look.text(one), dates.DateSpelling(plain=False))
    assert shaped is not None  # noqa: S101 - only plain dates have no shape
    staged = _Asker(asker._connection, f"(select {shaped} as s from {asker._relation})")
    figures: dict[str, tuple[int, ...]] = {}
    example = ""
    for length in dates.ORDERS:
        listed = dates.evidence("s", length)
        found = staged.ask({(length, str(n)): sql for n, sql in enumerate(listed)})
        *counts, some = found.values()
        if counts[0]:
            figures[length] = tuple(int(count) for count in counts)
            example = example or str(some)
    return replace(look, date_figures=figures, date_example=example)
