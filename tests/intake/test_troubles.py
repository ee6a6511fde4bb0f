"""What the engine finds wrong late is told like what is found early."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from steelyard.intake import InputUnusable, troubles_told


def test_other_errors_pass(tmp_path: Path) -> None:
    with pytest.raises(duckdb.ParserException), troubles_told(tmp_path):
        raise duckdb.ParserException("syntax error at or near x")


@pytest.mark.parametrize(
    "error", [duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException]
)
def test_disk_and_memory_are_the_machines_trouble(
    tmp_path: Path, error: type[duckdb.Error]
) -> None:
    with pytest.raises(OSError, match="No space left"), troubles_told(tmp_path):
        raise error("IO Error: No space left on device for parquet")


def test_damage_of_no_known_file_names_the_folder(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), tmp_path / "sound.parquet")
    with pytest.raises(InputUnusable, match=tmp_path.name), troubles_told(tmp_path):
        raise duckdb.Error("TProtocolException: Invalid data")


@pytest.mark.parametrize(("compression", "after"), [("zstd", 0), ("zstd", 30), ("snappy", 30)])
def test_damaged_pages_under_a_sound_footer_name_the_file(
    brought, folder, compression: str, after: int
) -> None:
    root = folder({})
    pq.write_table(pa.table({"a": [1]}), root / "a.parquet")
    _damaged(root / "出库.parquet", compression, after)
    with pytest.raises(InputUnusable, match=r"出库\.parquet: this is not a sound Parquet"):
        brought(root)


def _damaged(path: Path, compression: str, after: int) -> None:
    days = [f"2024-{1 + n % 12:02d}-05" for n in range(500)]
    columns = {
        "单据编号": [f"A{n}" for n in range(500)],
        "日期": days,
        "客户编码": ["D1"] * 500,
        "商品编码": ["P1"] * 500,
        "数量": list(range(500)),
        "金额": list(range(500)),
    }
    pq.write_table(pa.table(columns), path, compression=compression)
    start = pq.read_metadata(path).row_group(0).column(0).dictionary_page_offset + after
    content = bytearray(path.read_bytes())
    for at in range(start, start + 60):
        content[at] ^= 0xA5
    path.write_bytes(content)
