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
from steelyard.intake.duplicates import estimate, in_sample
from steelyard.intake.folding import LONGEST_NONE_WORD, MESSY, folded, none_words
from steelyard.intake.quoting import literal
from steelyard.intake.sheet import Sheet

CHEAP_FIRST = 50_000
"""From so many rows on, text columns are looked at cheaply before a pattern is run."""


@dataclass(frozen=True)
class Look:
    """What was found in one column's cells."""

    empty: int = 0
    messy: bool = False
    none_words: bool = False
    low: Any = None
    high: Any = None
    endless: bool | None = False
    """Whether a number may be NaN or infinite."""
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
        if not self.messy and not self.none_words:
            return cells.to_read
        return folded(cells.to_read, messy=self.messy, kind=cells.column.kind)


def survey(
    connection: duckdb.DuckDBPyConnection, sheet: Sheet, cells: Iterable[Cells]
) -> tuple[Mapping[str, Look], int | None]:
    """Return what each mapped column's cells look like, by column name.

    And, for a large sheet, about how many rows repeat one; else None.
    """
    asker = _Asker(connection, sheet.relation)
    columns = {one.column.name: one for one in cells}
    looks, suspicions, repeats = _first_look(asker, columns, sheet)
    looks = _finite_look(asker, columns, looks)
    looks = _second_look(asker, columns, looks, suspicions)
    looks = _third_look(asker, columns, looks)
    for name, one in columns.items():
        if one.column.kind == "choice":
            looks[name] = replace(looks[name], words=asker.words(looks[name].text(one)))
    return looks, repeats


def looks_as(
    few: Mapping[str, Look], whole: Mapping[str, Look], cells: Iterable[Cells]
) -> Mapping[str, Look]:
    """Return how a few rows of a sheet look, spelled as the whole of it is in its `cells`.

    A single row may not show that 1.234 is a thousand, or the day before the month.
    """
    return {
        one.column.name: _as(few[one.column.name], whole[one.column.name], one) for one in cells
    }


def _as(few: Look, whole: Look, cells: Cells) -> Look:
    figures = {
        length: whole.date_figures.get(length, own) for length, own in few.date_figures.items()
    }
    return replace(
        few,
        number=replace(whole.number, plain=few.number.plain and whole.number.plain),
        # Ids that were numbers came into the quarantine as the text 13085.0.
        float_ids=whole.float_ids or cells.is_number,
        date_figures=figures,
        words=tuple(sorted({*few.words, *whole.words})),
    )


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


def _first_look(
    asker: _Asker, columns: Mapping[str, Cells], sheet: Sheet
) -> tuple[dict[str, Look], dict[str, _Suspicion], int | None]:
    """Look at all columns in one pass: empty cells, ranges, and what to look into further."""
    asked = _first_questions(columns, cheap=sheet.rows_read >= CHEAP_FIRST)
    sample = in_sample(sheet, list(columns.values()))
    asked |= {("", str(n)): aggregate for n, aggregate in enumerate(sample)}
    found = asker.ask(asked)
    looks: dict[str, Look] = {}
    suspicions: dict[str, _Suspicion] = {}
    for name, one in columns.items():
        own = {key: value for (of, key), value in found.items() if of == name}
        looks[name] = Look(**{key: own[key] for key in own if key in _IN_LOOK})
        if one.family == "text":
            suspicions[name] = _suspicion(own) if "n_words" in own else _Suspicion()
    sampled = [int(found["", str(n)]) for n in range(len(sample))]
    return looks, suspicions, estimate(sheet, sampled)


def _first_questions(columns: Mapping[str, Cells], *, cheap: bool) -> dict[tuple[str, str], str]:
    asked = {(name, "empty"): f"count(*) - count({one.raw})" for name, one in columns.items()}
    for name, one in columns.items():
        if one.family != "text":
            asked |= {(name, end): f"{of}({one.raw})" for end, of in _ENDS.items()}
        elif cheap:
            asked |= {(name, key): sql for key, sql in _cheap(one.raw).items()}
        if one.family == "float":
            # One NaN or infinity shows in the sum; the ends that Parquet keeps know no NaN.
            asked[name, "endless"] = f"not isfinite(sum({one.raw}))"
    return asked


_IN_LOOK = ("empty", "low", "high", "endless")
_ENDS = {"low": "min", "high": "max"}


@dataclass(frozen=True)
class _Suspicion:
    """What a column of text may hold, found without running a pattern."""

    unusual: bool = True
    none_words: bool = True
    float_ids: bool = True


def _cheap(raw: str) -> dict[str, str]:
    return {
        # The words for "none" that do not sort before the digits all begin with an n.
        # A case, for a long cell is none of them and then nothing is compared.
        "n_words": f"bool_or(case when strlen({raw}) <= {LONGEST_NONE_WORD} then {raw} >= 'N'"
        f" and {raw} < 'O' or {raw} >= 'n' and {raw} < 'o' end)",
        "wide": f"sum(strlen({raw})) <> sum(length({raw}))",
        # Signs, spaces and control characters stand before the digits.
        "signed": f"bool_or({raw} < '0')",
        "trailing": f"bool_or(suffix({raw}, ' '))",
        # A case, for what begins with a letter is no number and its end need not be sought.
        "pointed": f"bool_or(case when {raw} < ':' then suffix({raw}, '.0') end)",
    }


def _suspicion(found: Mapping[str, Any]) -> _Suspicion:
    return _Suspicion(
        unusual=bool(found["wide"] or found["trailing"] or found["signed"]),
        none_words=bool(found["n_words"] or found["signed"]),
        float_ids=bool(found["pointed"]),
    )


def _second_look(
    asker: _Asker,
    columns: Mapping[str, Cells],
    looks: dict[str, Look],
    suspicions: Mapping[str, _Suspicion],
) -> dict[str, Look]:
    """Run the patterns where a column gave cause."""
    asked: dict[tuple[str, str], str] = {}
    for name, suspicion in suspicions.items():
        raw, kind = columns[name].raw, columns[name].column.kind
        if suspicion.unusual:
            asked[name, "messy"] = f"bool_or(regexp_matches({raw}, {literal(MESSY)}))"
        if suspicion.unusual or suspicion.none_words:
            cell = f"trim({raw})" if suspicion.unusual else raw
            # A long cell is none of them, and the list is dear to go through.
            short = f"strlen({cell}) <= {LONGEST_NONE_WORD}"
            words = ", ".join(map(literal, none_words(kind)))
            asked[name, "none_words"] = f"bool_or(case when {short} then {cell} in ({words}) end)"
        if suspicion.float_ids and columns[name].column.kind == "id":
            ids = rf"count_if(regexp_full_match(trim({raw}), '\d+\.0+')) > 0"
            other = rf"count_if(not regexp_full_match(trim({raw}), '\d*(\.0+)?')) = 0"
            asked[name, "float_ids"] = f"{ids} and {other}"
    found = {place for place, value in asker.ask(asked).items() if value}
    for name in suspicions:
        looks[name] = replace(
            looks[name],
            messy=(name, "messy") in found,
            none_words=(name, "none_words") in found,
            float_ids=(name, "float_ids") in found,
        )
    return looks


def _finite_look(
    asker: _Asker, columns: Mapping[str, Cells], looks: dict[str, Look]
) -> dict[str, Look]:
    """Look again at columns with an infinity or NaN, for the range of the others."""
    asked: dict[tuple[str, str], str] = {}
    for name in (name for name, look in looks.items() if look.endless):
        finite = f"isfinite({columns[name].raw})"
        for end, of in _ENDS.items():
            asked[name, end] = f"{of}({columns[name].raw}) filter ({finite})"
        asked[name, "not_finite"] = f"count_if(not {finite})"
    for (name, key), value in asker.ask(asked).items():
        looks[name] = replace(looks[name], **{key: value})
    return looks


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
