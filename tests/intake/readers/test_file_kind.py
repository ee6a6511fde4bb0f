"""Files that are no tables, named for what they are."""

from __future__ import annotations

import pytest

from steelyard.intake.readers.file_kind import junk_in, utf16_side
from steelyard.words import LANGUAGES, say
from tests.intake.readers.conftest import Desk


@pytest.mark.parametrize(
    "head",
    [
        "客户,金额\n".encode(),
        "[订单] 三月\n客户,金额\n".encode(),
        "客户,金额\nK1,1\n".encode("utf-16-le"),
        "客户,金额\n".encode("gb18030"),
        b"MZ,PK,GIF\n1,2,3\n",
        b"a,b\n1,2\n\x1a",
        b"",
    ],
)
def test_tables_pass(head: bytes) -> None:
    assert junk_in(head) is None


@pytest.mark.parametrize(
    ("head", "key"),
    [
        (b"%PDF-1.7\n1 0 obj", "junk_pdf"),
        (b"\x89PNG\r\n\x1a\n", "junk_image"),
        (b"\xff\xd8\xff\xe0", "junk_image"),
        (b"\x1f\x8b\x08\x00", "junk_archive"),
        (b"\x7fELF\x02", "junk_program"),
        (b"SQLite format 3\x00", "junk_database"),
        (b"\xef\xbb\xbf\n<html><table><tr>", "junk_web_page"),
        ("<HTML>".encode("utf-16"), "junk_web_page"),
        (b'[{"a": 1}]', "junk_json"),
        (b'{"a": 1}', "junk_json"),
        (bytes(range(256)) * 20, "junk_binary"),
        (bytes(5000), "junk_binary"),
    ],
)
def test_junk_is_named(head: bytes, key: str, desk: Desk) -> None:
    assert junk_in(head) == key
    assert desk.refusal(desk.put("orders.csv", head)) == key
    assert all("orders.csv" in say(f"readers.{key}", lang, file="orders.csv") for lang in LANGUAGES)


def test_the_side_of_the_zero_bytes_tells_the_order_of_utf16() -> None:
    text = "客户编码,2024-03-05,12.5\n" * 5
    assert utf16_side(text.encode("utf-16-le")) == "utf-16-le"
    assert utf16_side(text.encode("utf-16-be")) == "utf-16-be"
    assert utf16_side(text.encode()) is None
