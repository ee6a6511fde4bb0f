"""What an old encoding is given in place of a character that it lacks."""

from __future__ import annotations

import pytest

from steelyard.cli.plainer import PLAINER


def test_what_the_encoding_holds_stays() -> None:
    assert "川北 ▲ −1".encode("utf-8", PLAINER).decode() == "川北 ▲ −1"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_a_minus_becomes_a_hyphen_and_nothing_fails(encoding: str) -> None:
    assert "−5.2 K".encode(encoding, PLAINER) == b"-5.2 K"
    assert "\N{GREEK SMALL LETTER ALPHA WITH PSILI}".encode(encoding, PLAINER) == b"\\u1f00"
