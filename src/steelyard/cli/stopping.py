"""Ctrl-C, and what services send for it: the run stops, and ends even where it cannot stop.

The first signal is a KeyboardInterrupt, so that side folders are taken away on the way out;
further ones would only break that off. It may hit the lock of an import half done, for which a
worker thread then waits without end: after GRACE seconds the program ends as it stands. Results
are not half written then either, for they take their place by a rename.
"""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType

from steelyard.cli.exit_codes import STOPPED

GRACE = 15.0
"""Seconds to take side folders away and to come out."""
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def stop_on_signals(grace: float = GRACE) -> None:
    """Let the signals stop this process, within the grace at the latest."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for other in SIGNALS:
            signal.signal(other, signal.SIG_IGN)
        end = threading.Timer(grace, os._exit, (STOPPED,))
        end.daemon = True
        end.start()
        raise KeyboardInterrupt

    for number in SIGNALS:
        signal.signal(number, stop)
