"""Ctrl-C while the program is still starting: a short word instead of a traceback.

Imported before all others, since their imports take a second or more.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import PurePath
from types import TracebackType

_PROGRAM = ("plaatsing", "plaatsing.exe", "plaatsing-script.py", "-m")


def stay_quiet() -> None:
    """Let Ctrl-C during the imports of the command line end with one line; other scripts are left alone."""
    if PurePath(sys.argv[0] if sys.argv else "").name not in _PROGRAM:
        return
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        # The catalogues may not be there yet, so both sentences stand here.
        english = ("--taal", "en") in pairwise(sys.argv)
        sys.stderr.write(
            "Interrupted; nothing was written.\n" if english else "Afgebroken; er is niets geschreven.\n"
        )

    sys.excepthook = hook


stay_quiet()
