"""Archives that must not be opened, and that honest ones may."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from steelyard.intake.readers.workbook import archive
from steelyard.intake.readers.workbook.archive import Unsafe, check_archive

SHEET = "xl/worksheets/sheet1.xml"


def _zip(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def _cells(*places: str) -> bytes:
    return b"".join(f'<c r="{place}"><v>1</v></c>'.encode() for place in places)


def _refusal(path: Path) -> str:
    with pytest.raises(Unsafe) as caught:
        check_archive(path)
    message = caught.value.message("a.xlsx")
    assert "a.xlsx" in message.zh
    assert "a.xlsx" in message.en
    return caught.value.key


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_an_honest_archive_passes(tmp_path: Path, method: int) -> None:
    path = _zip(
        tmp_path / "a.xlsx", {SHEET: _cells("A1", "K200000"), "b": b"x" * 3_000_000}, method
    )
    assert check_archive(path) == {SHEET, "b"}


def test_a_wide_sheet_of_few_rows_passes(tmp_path: Path) -> None:
    assert check_archive(_zip(tmp_path / "a.xlsx", {SHEET: _cells("A1", "XFD3000")}))


def test_too_much_by_declared_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _zip(tmp_path / "a.xlsx", {SHEET: b"x" * 1000})
    monkeypatch.setattr(archive, "MOST_UNPACKED_BYTES", 999)
    assert _refusal(path) == "readers.zip_bomb"


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 1)
    assert _refusal(_zip(tmp_path / "a.xlsx", {"a": b"", "b": b""})) == "readers.zip_bomb"


def test_packed_too_tightly(tmp_path: Path) -> None:
    assert _refusal(_zip(tmp_path / "a.xlsx", {SHEET: bytes(80 << 20)})) == "readers.zip_bomb"


@pytest.mark.parametrize("declared", [1000, 6 << 20])
def test_another_size_inside_than_declared(tmp_path: Path, declared: int) -> None:
    path = _zip(tmp_path / "a.xlsx", {SHEET: bytes(5 << 20)})
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", 5 << 20), struct.pack("<L", declared)))
    assert zipfile.ZipFile(path).infolist()[0].file_size == declared
    assert _refusal(path) == "readers.workbook_damaged"


def test_one_stray_cell_far_out(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.xlsx", {SHEET: _cells("A1", "XFD1048576")})
    assert _refusal(path) == "readers.sheet_too_wide"


def test_a_password_on_the_archive(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.xlsx", {SHEET: b"x"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert _refusal(path) == "readers.workbook_locked"


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[: len(content) // 2],
        lambda content: content[:60] + b"\xff" * 40 + content[100:],
        lambda content: content.replace("表".encode(), b"\xe0ll"),
        lambda _content: b"PK\x03\x04 and nothing more",
    ],
)
def test_damage(tmp_path: Path, harm: object) -> None:
    path = _zip(tmp_path / "a.xlsx", {SHEET: bytes(range(256)) * 64, "表": b""})
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]
    assert _refusal(path) == "readers.workbook_damaged"


def test_a_member_that_ends_too_early(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.xlsx", {SHEET: b"x" * 100}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 20, 1 << 20)
    path.write_bytes(content)
    member = zipfile.ZipFile(io.BytesIO(content)).infolist()[0]
    with pytest.raises(Unsafe, match="damaged"):
        list(archive.pieces(path, member))


def test_a_packing_no_office_writes(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.xlsx", {SHEET: b"x" * 100}, zipfile.ZIP_LZMA)
    assert _refusal(path) == "readers.workbook_damaged"
