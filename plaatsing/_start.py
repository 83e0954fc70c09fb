"""What the program arranges before its imports, since those take a second or more.

Scripts that use the package are left alone.
"""

from __future__ import annotations

import gc
import sys
from itertools import pairwise
from pathlib import PurePath
from types import TracebackType

_PROGRAM = ("plaatsing", "plaatsing.exe", "plaatsing-script.py", "-m")


def stay_quiet() -> None:
    """Let Ctrl-C during the imports of the command line end with one line instead of a traceback."""
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


def collect_less() -> None:
    """Look for garbage less often: a run makes millions of objects that stay, and looking costs a tenth."""
    gc.set_threshold(50_000)


if PurePath(sys.argv[0] if sys.argv else "").name in _PROGRAM:
    stay_quiet()
    collect_less()
