"""The command line. One file a command; words from the catalogues, in Chinese or English."""

from __future__ import annotations

import sys

from steelyard.cli.exit_codes import STOPPED
from steelyard.cli.stopping import stop_on_signals

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit code."""
    stop_on_signals()
    try:
        # Reading the program takes a second, and a Ctrl-C in it is no traceback either.
        from steelyard.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    run()
