"""What the plan costs more when one household must go somewhere else: the model solved again.

The household gets a class of its own with only the trajects of the asked place, and the others may
rearrange themselves, with the locations as the plan opens them. The model is solved with and without the
demand, so that the difference tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from plaatsing.explain.beeld import Beeld
from plaatsing.explain.dwang import STRAF, alone, must_go
from plaatsing.explain.mogelijk import LOCATIE
from plaatsing.explain.oplosser import Manier, Oplosser, Oplossing
from plaatsing.models.trajects import Row

Plaats = tuple[int, str, int]


@dataclass(frozen=True)
class Herberekening:
    """Difference between the plan solved again with and without the demand.

    Attributes
    ----------
    euro : float
        Change of the objective.
    personen : float
        Change of the persons short of the taakstelling, over all municipalities and half-years.
    traject : tuple of int
        What the household does then.
    """

    euro: float
    personen: float
    traject: Row


class Herberekenaar:
    """Solves the plan again for one household.

    Parameters
    ----------
    beeld : Beeld
        The plan.
    huishouden : str
        The household.
    """

    def __init__(self, beeld: Beeld, huishouden: str) -> None:
        self._beeld = beeld
        self._own = beeld.klasse[huishouden]
        self._solver = Oplosser(beeld)
        self._model, self._klasse = alone(beeld.instantie.model, self._own)

    @property
    def manier(self) -> Manier:
        """Whether households stay whole."""
        return self._solver.manier

    @cached_property
    def _base(self) -> Oplossing:
        return self._solver.solve(self._model, self._beeld.geopend)

    def dwing(self, plaats: Plaats) -> Herberekening | None:
        """Solve again with the household at a place; None when there is no room for it whatever moves."""
        gemeente, vorm, site = plaats
        forms = np.array([key.vorm == vorm for key in self._beeld.instantie.voorraad.keys], dtype=bool)
        model = must_go(self._model, self._klasse, gemeente, forms & (vorm != LOCATIE), site)
        forced = self._solver.solve(model, self._beeld.geopend)
        euro = forced.kosten - self._base.kosten
        if euro > 0.5 * STRAF:
            return None
        short = forced.tekort(model) - self._base.tekort(self._model)
        return Herberekening(
            round(euro, 2) + 0.0,
            round(short, 6) + 0.0,
            (self._own, *forced.most_used(self._klasse)[1:]),
        )
