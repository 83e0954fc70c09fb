"""Logging to the console, as much as asked for with -v."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGER = logging.getLogger("plaatsing")
_LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)


@contextmanager
def console_log() -> Iterator[None]:
    """Send the log of plaatsing to standard error within the block: warnings only, until `set_verbosity`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    before = _LOGGER.level
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.WARNING)
    try:
        yield
    finally:
        _LOGGER.removeHandler(handler)
        _LOGGER.setLevel(before)


def set_verbosity(count: int) -> None:
    """Log more: 1 says what happens, 2 and above says how; never less than was asked before."""
    level = _LEVELS[min(count, len(_LEVELS) - 1)]
    if level < _LOGGER.getEffectiveLevel():
        _LOGGER.setLevel(level)
