"""How the readers' tests read a file and look at what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from steelyard.intake.readers import read_file, read_parts
from steelyard.intake.sheet import Sheet
from steelyard.intake.unusable import InputUnusable


@dataclass
class Desk:
    """A folder to write files in, and the connection they are read into."""

    folder: Path
    connection: duckdb.DuckDBPyConnection

    def put(self, name: str, content: bytes | str, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return path

    def read(self, path: Path) -> list[Sheet]:
        return read_file(path, path.name, self.connection, self.folder)

    def parts(self, name: str) -> list[Sheet]:
        return read_parts(self.folder / name, name, self.connection, self.folder)

    def text(self, content: bytes | str, encoding: str = "utf-8") -> Sheet:
        (sheet,) = self.read(self.put("orders.csv", content, encoding))
        return sheet

    def rows(self, sheet: Sheet) -> list[tuple[Any, ...]]:
        return self.connection.execute(f"SELECT * FROM {sheet.relation} ORDER BY _row").fetchall()

    def refused(self, sheet: Sheet) -> list[tuple[int, str, str]]:
        if sheet.refused is None:
            return []
        return self.connection.execute(f"SELECT * FROM {sheet.refused} ORDER BY _row").fetchall()

    def refusal(self, path: Path) -> str:
        """Return the key of the message with which the file as a whole is refused."""
        with pytest.raises(InputUnusable) as caught:
            self.read(path)
        (message,) = caught.value.messages
        assert path.name in message.zh
        assert path.name in message.en
        return message.key.removeprefix("readers.")


def note_keys(sheet: Sheet) -> list[str]:
    """Return the notes' keys; each note must speak both languages."""
    assert all(note.zh and note.en for note in sheet.notes)
    return [note.key.removeprefix("readers.") for note in sheet.notes]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with duckdb.connect() as connection:
        yield Desk(tmp_path, connection)
