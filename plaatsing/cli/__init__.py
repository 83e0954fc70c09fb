"""The command line: ``plaatsing new``, ``check``, ``solve`` and ``demo``."""

from plaatsing.cli.groep import main

__all__ = ["main"]
