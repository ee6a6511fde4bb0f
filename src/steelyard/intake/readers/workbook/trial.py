"""Whether the reader lives through a workbook: tried in a process of its own first.

A damaged .xls can name a size that makes the reader ask for more memory than there is,
and then the whole process ends at once, with no error to catch. Where `archive` cannot
look inside (.xls) or knows no cells (.xlsb, .ods), a child process opens the file first
and may die of it. Such files are small or rare, so reading them twice costs little.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_TRIAL = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass
try:
    from python_calamine import CalamineWorkbook
    with CalamineWorkbook.from_path(sys.argv[1]) as workbook:
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name)
except Exception:
    # The caller meets such errors again and puts them in words. A panic is no Exception.
    pass
"""
_LONGEST_SECONDS = 600


def survives(path: Path) -> bool:
    """Return whether a process that opens the workbook and every sheet ends in good order."""
    try:
        ended = subprocess.run(  # noqa: S603 - this Python, and a path that is one argument
            [sys.executable, "-c", _TRIAL, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0
