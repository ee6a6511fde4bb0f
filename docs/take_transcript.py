"""Writes the real run into both READMEs: `python docs/take_transcript.py`.

It assesses the bundled example in each language and replaces what stands between the
`transcript` marks. The lines about single files and columns are left out for room.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from steelyard import Assessment, assess
from steelyard.simulation.demo_channel import write_folder
from steelyard.words import LANGUAGES, Language, say

ROOT = Path(__file__).resolve().parents[1]
README: Mapping[Language, str] = {"zh": "README.zh.md", "en": "README.md"}
HEAD: Mapping[Language, str] = {
    "zh": "$ make demo\n…（先列出每个文件认成了哪张表、每个列名认成了哪一列）",
    "en": "$ .venv/bin/steelyard assess demo/in --out demo/out --lang en\n"
    "… (first, which file became which table and which header which column)",
}
_BETWEEN = re.compile(r"(<!-- transcript -->\n).*?(<!-- /transcript -->)", re.DOTALL)


def transcript(result: Assessment, language: Language) -> str:
    """Return the run as the terminal shows it, from the count of rows on."""
    lines = [line.speak(language) for line in result.summary]
    first = next(n for n, line in enumerate(result.summary) if line.key.endswith("summary_sell_in"))
    done = say("cli.done", language, path="demo/out/report.html")
    return "\n".join([HEAD[language], *lines[first:], done])


def main() -> None:
    """Run the example once and rewrite both READMEs."""
    with tempfile.TemporaryDirectory() as folder:
        write_folder(Path(folder) / "in")
        result = assess(Path(folder) / "in", Path(folder) / "out", report=False)
    for language in LANGUAGES:
        path = ROOT / README[language]
        block = f"```text\n{transcript(result, language)}\n```\n"
        text = _BETWEEN.sub(lambda marks, b=block: marks[1] + b + marks[2], path.read_text("utf-8"))
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
