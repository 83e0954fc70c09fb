"""Which cells to hide, so that no hidden cell follows from what is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from plaatsing.onderdrukking.getuigen import Getuigen
from plaatsing.onderdrukking.stelsel import Bools, Stelsel, Whole


@dataclass(frozen=True, eq=False)
class Keuze:
    """The hidden cells, with the proof that they cannot be found back.

    Attributes
    ----------
    verborgen : array of bool, shape (n,)
        Published cells that are hidden.
    breedte : array of int64, shape (n,)
        The least width of what a reader cannot exclude, per hidden cell: that of the rule, or where
        figures that are public anyway leave less room, all the room there is.
    getuigen : array of int64, shape (k, n)
        Tables that a reader of the visible cells cannot exclude; the first one is true. Per hidden cell
        two of them lie `breedte` apart or more.
    """

    verborgen: Bools
    breedte: Whole
    getuigen: Whole


def kies(stelsel: Stelsel) -> Keuze:
    """Choose the cells to hide.

    Each sensitive cell is hidden. For each hidden cell a table is then sought that adds up as the true
    one does and differs enough in that cell; the published cells in which it differs are hidden too, and
    need such tables themselves. In the end cells are shown again, dearest first, which no table needs.

    Returns
    -------
    Keuze
        Not proven to be the fewest cells; proven to be enough.

    Raises
    ------
    RuntimeError
        If the proof does not hold, which would be an error of this module.
    """
    search = _Zoeker(stelsel)
    for cell in np.lexsort((np.arange(len(stelsel.waarden)), -stelsel.kosten)).tolist():
        if stelsel.gevoelig[cell]:
            search.protect(cell)
    chosen = search.without_needless()
    _check(stelsel, chosen)
    return chosen


class _Zoeker:
    def __init__(self, stelsel: Stelsel) -> None:
        self._stelsel = stelsel
        self._search = Getuigen(stelsel)
        self._hidden = np.zeros(len(stelsel.waarden), dtype=np.bool_)
        self._width = stelsel.breedte.copy()
        self._tables = [stelsel.waarden]
        self._low, self._high = stelsel.waarden.copy(), stelsel.waarden.copy()
        self._hide(stelsel.gevoelig & stelsel.gepubliceerd & ~stelsel.openbaar)

    def protect(self, cell: int) -> None:
        """Give `cell` enough room, and whatever gets hidden for that."""
        waiting = [cell]
        while waiting:
            cell = waiting.pop()
            if not self._hidden[cell] or self._room(cell) >= self._width[cell]:
                continue
            for change in self._changes(cell):
                waiting += self._differ(cell, change)
            if self._width[cell] == 0:
                self._hidden[cell] = False

    def without_needless(self) -> Keuze:
        """Show again what is hidden without need: neither sensitive itself, nor needed by what is hidden."""
        tables = np.array(self._tables)
        stelsel, hidden = self._stelsel, self._hidden.copy()
        secondary = np.flatnonzero(hidden & ~stelsel.gevoelig)
        for cell in secondary[np.argsort(-stelsel.kosten[secondary], kind="stable")].tolist():
            rest = tables[tables[:, cell] == stelsel.waarden[cell]]
            others = hidden.copy()
            others[cell] = False
            if (np.ptp(rest[:, others], axis=0) >= self._width[others]).all():
                hidden, tables = others, rest
        return Keuze(hidden, self._width, tables)

    def _changes(self, cell: int) -> list[int]:
        """Return by how much a table must differ in `cell`; two tables where one way has too little room."""
        needed = int(self._width[cell])
        if self._search.zoek(cell, needed) is not None:
            return [needed]
        up = self._search.uiterste(cell, 1, needed)
        down = self._search.uiterste(cell, -1, needed - up)
        self._width[cell] = up + down
        return [change for change in (up, -down) if change]

    def _differ(self, cell: int, change: int) -> list[int]:
        """Hide what must be hidden for a table that differs by `change`; return the cells it is hidden in."""
        table = self._search.zoek(cell, change)
        if table is None:
            raise RuntimeError(f"no table differs by {change} in cell {cell}")
        self._tables.append(table)
        self._low, self._high = np.minimum(self._low, table), np.maximum(self._high, table)
        changed = table != self._stelsel.waarden
        fresh = changed & self._stelsel.gepubliceerd & ~self._hidden
        self._hide(fresh)
        return [int(place) for place in np.flatnonzero(fresh)]

    def _hide(self, cells: Bools) -> None:
        self._hidden |= cells
        self._search.verberg(cells)

    def _room(self, cell: int) -> int:
        return int(self._high[cell] - self._low[cell])


def _check(stelsel: Stelsel, chosen: Keuze) -> None:
    visible = (stelsel.gepubliceerd | stelsel.openbaar) & ~chosen.verborgen
    hidden = chosen.verborgen
    wide = np.ptp(chosen.getuigen[:, hidden], axis=0) >= chosen.breedte[hidden]
    if not wide.all() or not all(stelsel.mogelijk(table, visible) for table in chosen.getuigen):
        raise RuntimeError("the hidden cells are not protected")
