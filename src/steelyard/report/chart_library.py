"""Where the chart library is that every report carries, and what to do when it is missing."""

from __future__ import annotations

from pathlib import Path

from steelyard.words import Language, say

ECHARTS = Path(__file__).with_name("assets") / "echarts.min.js"


class MissingAsset(RuntimeError):
    """The chart library has not been built; the message names the mend."""


def chart_library(language: Language, path: Path = ECHARTS) -> str:
    """Return the chart library's code; MissingAsset where it has not been built."""
    if not path.is_file():
        raise MissingAsset(say("report.error.no_asset", language, path=path.name))
    return path.read_text(encoding="utf-8")
