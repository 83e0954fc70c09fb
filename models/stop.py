"""When to stop: a moment, or a wish of the user."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Literal

import highspy


class Stopped(Exception):  # noqa: N818 - a way out, not an error
    """Solving was cut off before its end."""


class Stop:
    """Tells the engine and HiGHS to end.

    Parameters
    ----------
    time_limit : float, optional
        Seconds from now; None for no limit.
    """

    def __init__(self, time_limit: float | None = None) -> None:
        self._started = time.monotonic()
        self._deadline = None if time_limit is None else self._started + time_limit
        self._wished = False

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    @property
    def reason(self) -> Literal["", "tijdslimiet", "afgebroken"]:
        """Why to stop now; empty when not to."""
        if self._wished:
            return "afgebroken"
        if self._deadline is not None and time.monotonic() >= self._deadline:
            return "tijdslimiet"
        return ""

    def wish(self) -> None:
        """Ask to stop at the next occasion."""
        self._wished = True

    def check(self) -> None:
        """Raise `Stopped` when it is time to stop."""
        if self.reason:
            raise Stopped(self.reason)

    def watch(self, solver: highspy.Highs) -> None:
        """Let a running HiGHS look at this object."""

        def look(event: highspy.HighsCallbackEvent) -> None:
            if self.reason:
                event.interrupt()

        solver.cbMipInterrupt.subscribe(look)
        solver.cbSimplexInterrupt.subscribe(look)
        solver.cbIpmInterrupt.subscribe(look)

    @contextmanager
    def on_interrupt(self) -> Iterator[None]:
        """Turn Ctrl-C into a wish to stop while the block runs; a second one ends at once.

        Outside the main thread Python delivers no signals, and the block runs as it is.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def handle(number: int, frame: FrameType | None) -> None:
            if self._wished:
                raise KeyboardInterrupt
            self.wish()

        before = signal.signal(signal.SIGINT, handle)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
