"""Ctrl-C ends the program: in time where it can stop, and after the grace where it cannot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from steelyard.cli.exit_codes import STOPPED
from steelyard.cli.stopping import SIGNALS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise on Windows")

READY = "print('ready', flush=True)\n"


def started(program: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_without_a_signal_nothing_ends() -> None:
    program = "from steelyard.cli.stopping import *\nstop_on_signals(0.1)\n" + READY
    process = started(program + "import time; time.sleep(0.4)\n")
    process.communicate(timeout=20)
    assert process.returncode == 0


@pytest.mark.parametrize("sent", SIGNALS)
def test_what_comes_out_in_time_is_not_cut_short(sent: signal.Signals) -> None:
    process = started(
        "import time\nfrom steelyard.cli.stopping import *\nstop_on_signals(20)\n"
        f"try:\n    {READY}    time.sleep(60)\n"
        "except KeyboardInterrupt:\n    time.sleep(0.6)\n    print('clean')\n"
    )
    process.send_signal(sent)
    time.sleep(0.2)
    process.send_signal(sent)  # an impatient second one does not break the cleaning off
    output, errors = process.communicate(timeout=20)
    assert (output, errors, process.returncode) == ("clean\n", "", 0)


def test_a_worker_that_waits_without_end_does_not_hold_the_program() -> None:
    process = started(
        "import threading, time\nfrom steelyard.cli.stopping import *\nstop_on_signals(0.5)\n"
        "held = threading.Lock()\nheld.acquire()\n"
        "threading.Thread(target=held.acquire).start()\n" + READY + "time.sleep(60)\n"
    )
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == STOPPED


def test_ctrl_c_while_the_program_is_read_is_no_traceback() -> None:
    process = started(
        "import sys, time\n"
        "class Slow:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'steelyard.cli.app':\n"
        f"            {READY}            time.sleep(60)\n"
        "sys.meta_path.insert(0, Slow())\n"
        "from steelyard.cli import main\nmain()\n"
    )
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert (errors, process.returncode) == ("", STOPPED)
