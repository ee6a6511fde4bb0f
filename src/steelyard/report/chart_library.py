"""Where the chart library is that every report carries, and what to do when it is missing."""

from __future__ import annotations

from pathlib import Path

from steelyard.words import Language, Message

ECHARTS = Path(__file__).with_name("assets") / "echarts.min.js"


class MissingAsset(Exception):
    """The chart library has not been built; the message names the file and the mend."""

    def __init__(self, path: Path) -> None:
        self.message = Message("report.error.no_asset", {"path": str(path)})
        super().__init__(self.message.en)

    def speak(self, language: Language) -> str:
        """Return the message in that language."""
        return self.message.speak(language)


def chart_library(path: Path = ECHARTS) -> str:
    """Return the chart library's code; MissingAsset where it has not been built."""
    refuse_without_charts(path)
    return path.read_text(encoding="utf-8")


def refuse_without_charts(path: Path = ECHARTS) -> None:
    """Raise MissingAsset where no report can be made: better now than after the work."""
    if not path.is_file():
        raise MissingAsset(path)
