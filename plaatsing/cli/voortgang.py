"""The line that shows, while solving, how far it is."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from plaatsing.taal import _, format_duration, format_euro, format_share
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.solve import Voortgang


class Voortgangsregel:
    """One line on standard error, overwritten at every step; silent where that is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._drawn = False

    def __call__(self, voortgang: Voortgang) -> None:
        """Show where the search is."""
        if self._shown:
            self._draw(progress_text(voortgang))

    def clear(self) -> None:
        """Wipe the line, so that what follows starts at the margin."""
        if self._drawn:
            self._draw("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def _draw(self, text: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write("\r" + text[:width].ljust(width))
        sys.stderr.flush()
        self._drawn = True


def progress_text(voortgang: Voortgang) -> str:
    """Say phase, elapsed time, gap, best plan and lower bound, as far as they are known."""
    parts = [in_words("fase", voortgang.fase), format_duration(voortgang.verstreken)]
    if voortgang.gap is not None:
        parts.append(_("afstand {gap}").format(gap=format_share(voortgang.gap, 3)))
    if voortgang.objective is not None:
        parts.append(_("beste plan {waarde}").format(waarde=_whole_euros(voortgang.objective)))
    if voortgang.bound is not None:
        parts.append(_("ondergrens {waarde}").format(waarde=_whole_euros(voortgang.bound)))
    return ", ".join(parts)


def _whole_euros(value: float) -> str:
    return format_euro(round(value) * 100).removesuffix(",00").removesuffix(".00")
