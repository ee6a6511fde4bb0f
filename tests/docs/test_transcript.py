"""The run that the READMEs show is the run one gets: `docs/take_transcript.py` takes it again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from steelyard.assessment import Assessment
from steelyard.words import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]
SHOWN = re.compile(r"<!-- transcript -->\n```text\n(.*?)\n```\n<!-- /transcript -->", re.DOTALL)


@pytest.fixture(scope="module")
def taking(docs_script: Callable[[str], ModuleType]) -> ModuleType:
    return docs_script("take_transcript")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_shows_a_run_of_this_version(
    taking: ModuleType, demo_result: Assessment, language: Language
) -> None:
    (shown,) = SHOWN.findall((ROOT / taking.README[language]).read_text("utf-8"))
    taken = _without_times(taking.transcript(demo_result, language))
    assert _without_times(shown) == taken, (
        "when a change of verdicts is meant, run `.venv/bin/python docs/take_transcript.py`"
    )


def _without_times(text: str) -> str:
    """Leave out how long it took, which no two runs agree on."""
    return re.sub(r"\d+(\.\d+)? ?(s|秒|seconds)\b", "…", text)
