"""Processes kept within a limit on the clock, with what they used."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Afloop:
    """How a process ended.

    Attributes
    ----------
    code : int
        Exit code, negative for a signal.
    killed : bool
        Whether it was ended for being over its limit.
    seconds, cpu : float
        On the clock and of the processor, its own processes included.
    memory_mb : float
        Largest resident memory of any of its processes.
    output, errors : list of str
        Lines written.
    """

    code: int
    killed: bool
    seconds: float
    cpu: float
    memory_mb: float
    output: list[str]
    errors: list[str]


def run(command: Sequence[str], limit: float, *, one_core: bool = True) -> Afloop:
    """Run a command, and end it and its children after `limit` seconds."""
    search = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        started = time.monotonic()
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=errors,
            env=os.environ | (ONE_CORE if one_core else {}) | {"PYTHONPATH": search},
            start_new_session=True,
        )
        killed = False
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.monotonic() - started
            if pid:
                break
            if seconds > limit and not killed:
                os.killpg(process.pid, signal.SIGKILL)
                killed = True
            time.sleep(0.02)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        return Afloop(
            process.returncode,
            killed,
            seconds,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024.0,
            output.read().splitlines(),
            errors.read().splitlines(),
        )
