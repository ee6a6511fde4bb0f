"""The run that the READMEs show is the run one gets: `docs/take_transcript.py` takes it again."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from steelyard.assessment import Assessment, assess
from steelyard.simulation.demo_channel import write_folder
from steelyard.words import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]
SHOWN = re.compile(r"<!-- transcript -->\n```text\n(.*?)\n```\n<!-- /transcript -->", re.DOTALL)


@pytest.fixture(scope="module")
def taking() -> ModuleType:
    spec = spec_from_file_location("take_transcript", ROOT / "docs" / "take_transcript.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def demo_result(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    folder = tmp_path_factory.mktemp("demo")
    write_folder(folder / "in")
    return assess(folder / "in", folder / "out", report=False)


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
