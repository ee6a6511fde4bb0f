"""Rows kept + rows refused = rows read, and no text is lost, whatever a file looks like."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.intake.readers import read_file
from steelyard.intake.unusable import InputUnusable
from tests.intake.readers.conftest import Desk

HEADERS = ["dealer_id", "order_date", "amount"]
cell = st.text(st.sampled_from("aB1 ,;\"'\t数量，é.-\n"), max_size=6)
rows = st.lists(st.lists(cell, min_size=1, max_size=5), max_size=25)


def _look(content: bytes) -> tuple[int, list[tuple[object, ...]], list[tuple[int, str, str]]]:
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        desk = Desk(Path(folder), connection)
        sheet = desk.text(content)
        return sheet.rows_read, desk.rows(sheet), desk.refused(sheet)


@given(rows=rows, end=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=150, deadline=None)
def test_whole_rows_written_by_a_csv_writer(rows: list[list[str]], end: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end)
    numbered = [[f"#{number}", *row] for number, row in enumerate(rows)]
    writer.writerows([HEADERS, *(["A", "2024-01-01", "1"] for _ in range(30)), *numbered])
    read, kept, refused = _look(out.getvalue().encode())
    assert read == 30 + len(rows) == len(kept) + len(refused)
    fitting = [row for row in numbered if len(row) >= 3 and not any(c.strip() for c in row[3:])]
    assert [list(row[1:]) for row in kept[30:]] == [
        [text or None for text in row[:3]] for row in fitting
    ]
    places = sorted([row[0] for row in kept] + [row[0] for row in refused])
    assert places == list(range(2, 32 + len(rows)))


@given(
    lines=st.lists(st.text(st.sampled_from('aB1,"数é '), max_size=12), max_size=25),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
@settings(max_examples=150, deadline=None)
def test_lines_of_any_text_are_kept_or_refused(lines: list[str], encoding: str) -> None:
    marked = [f"#{number}#{line}" for number, line in enumerate(lines)]
    text = "\n".join([",".join(HEADERS), *["A,2024-01-01,1"] * 30, *marked])
    read, kept, refused = _look(text.encode(encoding))
    assert read == len(kept) + len(refused)
    found = "\n".join([str(cells) for cells in kept[30:]] + [raw for _, raw, _ in refused])
    for number in range(len(lines)):
        assert f"#{number}#" in found


@given(content=st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "junk.csv"
        path.write_bytes(content)
        spoken = _words_about(path)
    assert all("junk.csv" in sentence for sentence in spoken)


def _words_about(path: Path) -> list[str]:
    """Return the refusal in both languages, none where the file was read."""
    try:
        with duckdb.connect() as connection:
            read_file(path, path.name, connection, path.parent)
    except InputUnusable as error:
        return [error.speak("zh"), error.speak("en")]
    return []
