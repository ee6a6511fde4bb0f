"""The exit codes of the command line: 2 is for what the user can mend, 1 for what we must."""

from __future__ import annotations

DONE, FAILED, UNUSABLE, STOPPED = 0, 1, 2, 130
