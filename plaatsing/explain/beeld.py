"""A finished plan in the terms of its model: what every household does, and what the rows are worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from plaatsing.explain.prijslijst import read_prices
from plaatsing.instantie import Instantie, build_instantie
from plaatsing.instantie.tijd import as_days
from plaatsing.models import Epochs, Instance, Prices, Stop, Trajects
from plaatsing.models.layout import Layout
from plaatsing.models.master_lp import MasterLp
from plaatsing.models.pricing import Priced, Pricing, Structure
from plaatsing.models.trajects import Row
from plaatsing.taal import _
from plaatsing.uitkomst.trajecten import klassen, trajecten
from plaatsing.uitvoer.fouten import VolgordeError
from plaatsing.uitvoer.volgorde import reached

if TYPE_CHECKING:
    from plaatsing.plan import Plan

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def gewogen(plan: Plan, instantie: Instantie) -> Instance:
    """Return the model of a plan with the costs that its row prices belong to.

    Where goals have an order, the prices weigh the goals before the last one too.

    Raises
    ------
    VolgordeError
        If parts of the area weigh them differently, so that no one set of costs fits.
    """
    costs = instantie.model.costs
    for trap, goal in zip(plan.trappen[:-1], instantie.volgorde, strict=True):
        if trap.gewicht is None:
            raise VolgordeError(
                _(
                    "met een volgorde van doelen weegt elk deel van dit gebied anders; vraag het plan van "
                    "een provincie apart, of haal volgorde weg uit plan.toml en los opnieuw op"
                )
            )
        costs = costs.plus(goal.costs, trap.gewicht)
    return instantie.model.under(costs)


@dataclass(frozen=True)
class Beeld:
    """A plan, rebuilt as a solution of its model from its tables alone.

    Attributes
    ----------
    plan : Plan
        The plan.
    instantie : Instantie
        Its case as a model instance.
    prijzen : Prices
        Row prices of the run, with the sign each row demands.
    """

    plan: Plan
    instantie: Instantie
    prijzen: Prices

    @classmethod
    def van(cls, plan: Plan) -> Beeld:
        """Rebuild the model of a plan and read its row prices.

        Raises
        ------
        VolgordeError
            If goals have an order that parts of the area weigh differently.
        """
        instantie = build_instantie(plan.case)
        weighed = replace(instantie, model=gewogen(plan, instantie))
        return cls(plan, weighed, read_prices(instantie, plan.prijzen).clipped())

    @cached_property
    def structure(self) -> Structure:
        """Index sets of the instance."""
        return Structure(self.instantie.model, Epochs.of(self.instantie.model.pools))

    @cached_property
    def pricing(self) -> Pricing:
        """Trajects valued at the prices of the run."""
        return Pricing(self.structure, self.prijzen)

    @cached_property
    def gratis(self) -> Pricing:
        """Trajects valued as if nobody else wanted anything: at prices of zero."""
        return Pricing(self.structure, Prices.zero(self.instantie.model, self.structure.epochs))

    @cached_property
    def geprijsd(self) -> Priced:
        """The best traject of every class at the prices of the run."""
        return self.pricing.price()

    @cached_property
    def klasse(self) -> dict[str, int]:
        """Class of each household."""
        return klassen(self.instantie)

    @cached_property
    def gekozen(self) -> dict[str, Row]:
        """Traject of each household, as (klasse, gemeente, site, leave, exit, pool)."""
        return trajecten(self.instantie, self.plan.plaatsingen)

    @cached_property
    def ingangen(self) -> dict[int, Ints]:
        """Entries of each offer that some class can take."""
        offer = self.instantie.model.classes.offer
        return {int(number): np.flatnonzero(offer == number) for number in np.unique(offer)}

    @cached_property
    def maten(self) -> Ints:
        """Persons that count for the size of a dwelling, by class and period of moving, shape (K, T)."""
        instantie = self.instantie
        within = np.timedelta64(7 * instantie.case.beleid.nareis_binnen_weken, "D")
        until = as_days(instantie.tijd.ends + within).astype(np.int64)
        by_need = [
            need.personen
            + np.where((need.nareis_verwacht >= 0) & (need.nareis_verwacht <= until), need.nareis_personen, 0)
            for need in instantie.klassen.behoeften
        ]
        return np.array(by_need, dtype=np.int64).reshape(-1, len(until))[instantie.model.classes.need]

    @cached_property
    def geopend(self) -> dict[int, int]:
        """Value of open[l] per candidate."""
        opened = self.plan.locaties.drop_duplicates("locatie").set_index("locatie")["geopend"]
        sites = self.instantie.model.sites
        return {int(number): int(opened[sites.names[number]]) for number in np.flatnonzero(sites.candidate)}

    @cached_property
    def marge(self) -> float:
        """Euro by which what the row prices say may be off, with the locations as the plan opens them.

        The prices give every plan with these openings a bound; what is left between it and the plan is theirs
        to hide. It may be more than the plan's own distance, which is proven in other ways as well.
        """
        model = self.instantie.model
        master = MasterLp(Layout(model, self.structure.epochs), Stop())
        opened = {site: float(value) for site, value in self.geopend.items()}
        master.bound_open(opened, opened)
        bound = master.bound(np.zeros(master.layout.n_rows), self.prijzen, self.geprijsd) + model.constant
        return max(0.0, self._doelwaarde - bound)

    @property
    def _doelwaarde(self) -> float:
        """What the plan costs in the weights of its row prices; its objective, unless goals have an order."""
        earlier = self.plan.trappen[:-1]
        return self.plan.objective + sum(
            (trap.gewicht or 0.0) * reached(self.plan, trap.doel) for trap in earlier
        )

    def kosten(self, row: Row) -> float:
        """Return what a traject costs by itself, as far as choices change it."""
        return float(Trajects.from_rows([row]).cost(self.instantie.model)[0])
