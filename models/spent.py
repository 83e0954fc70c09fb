"""How much processor time went into what."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Spent:
    """Adds up the processor seconds of one thread by kind of work."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        """Count what happens inside as work of this name."""
        started = time.thread_time()
        try:
            yield
        finally:
            self.add({name: time.thread_time() - started})

    def add(self, seconds: dict[str, float]) -> None:
        """Add work counted elsewhere."""
        for name, value in seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + value
