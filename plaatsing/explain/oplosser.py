"""Solving the model of a plan again, changed a little: with whole households where few trajects exist.

A case of few trajects is solved with whole households over all trajects. A larger one is solved as a
relaxation, in which parts of households may go different ways: two such answers differ by what changed
between them and by nothing else, where two plans would also differ by their gaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from plaatsing.explain.beeld import Beeld
from plaatsing.models import Instance, Options, Prices, Stop, Trajects
from plaatsing.models.generation import Generator
from plaatsing.models.layout import Layout
from plaatsing.models.listing import Listing
from plaatsing.models.master import build_master
from plaatsing.models.mip import solve_master
from plaatsing.models.pricing import Pricing, Structure
from plaatsing.models.routes import Routes
from plaatsing.models.trajects import Row

Floats = NDArray[np.float64]

Manier = Literal["rijprijzen", "herberekening_heel", "herberekening_delen"]
"""Where an answer comes from: the row prices of the run, or the model solved again."""

_WHOLE = 12_000
"""Trajects up to which all of them are written down and households stay whole."""
_NODES = 20_000
_NEAR = 200.0
"""Euro above its class's best, at the prices of the run, up to which a traject is there from the start."""
_START = 20_000


@dataclass(frozen=True)
class Oplossing:
    """The changed model, solved.

    Attributes
    ----------
    kosten : float
        Cost, the instance's constant left out.
    trajects : Trajects
        Trajects to choose from.
    count : Floats, shape (N,)
        Households on each, whole or in parts.
    """

    kosten: float
    trajects: Trajects
    count: Floats

    def tekort(self, model: Instance) -> float:
        """Return the persons short, over all municipalities and half-years."""
        quota = model.sharing.quota
        persons = model.needs.personen[model.classes.need[self.trajects.klasse]] * self.count
        realised = np.zeros((quota.shape[0], quota.shape[1] + 1))
        np.add.at(realised, (self.trajects.gemeente, self.trajects.realises(model)), persons)
        return float(np.maximum(quota - np.cumsum(realised, axis=1)[:, :-1], 0.0).sum())

    def most_used(self, klasse: int) -> Row:
        """Return the traject that most of a class takes."""
        mine = np.flatnonzero(self.trajects.klasse == klasse)
        best = int(mine[np.argmax(self.count[mine])])
        return next(iter(self.trajects.take(np.array([best])).rows()))

    def bezetting(self, model: Instance, site: int) -> Floats:
        """Return the persons in a location per period, the night after the horizon last."""
        present = np.zeros(model.n_periods + 1)
        rows = np.flatnonzero((self.trajects.site == site) & (self.count > 1e-9))
        for row in rows.tolist():
            persons = int(model.needs.personen[model.classes.need[self.trajects.klasse[row]]])
            inside = slice(int(self.trajects.leave[row]) + 1, int(self.trajects.exit[row]) + 1)
            present[inside] += persons * self.count[row]
        return present


class Oplosser:
    """Solves instances that differ a little from that of a plan.

    Parameters
    ----------
    beeld : Beeld
        The plan.
    """

    def __init__(self, beeld: Beeld) -> None:
        self._beeld = beeld

    @cached_property
    def manier(self) -> Manier:
        """Whether households stay whole."""
        few = self._everything(self._beeld.instantie.model) is not None
        return "herberekening_heel" if few else "herberekening_delen"

    def solve(self, model: Instance, opened: Mapping[int, int]) -> Oplossing:
        """Solve an instance with the given openings.

        Parameters
        ----------
        model : Instance
            The instance of the plan, or one with other households, needs or offers.
        opened : dict of int to int
            Value of open[l] per candidate.
        """
        bounds = {site: float(value) for site, value in opened.items()}
        if self.manier == "herberekening_delen":
            return self._parts(model, bounds)
        trajects = Trajects.from_rows(self._everything(model) or [])
        epochs = self._beeld.structure.epochs
        master = build_master(model, epochs, trajects, opened=bounds, closed=bounds)
        found = solve_master(master, gap=1e-6, stop=Stop(), node_limit=_NODES)
        return Oplossing(found.objective - model.constant, trajects, found.x.astype(float))

    def _everything(self, model: Instance) -> list[Row] | None:
        epochs = self._beeld.structure.epochs
        pricing = Pricing(Structure(model, epochs), Prices.zero(model, epochs))
        # A household more or less never changes the manner: the limit has room for its trajects.
        most = _WHOLE if model is self._beeld.instantie.model else 2 * _WHOLE
        return Listing(pricing).within(np.full(model.n_classes, np.inf), most)

    def _parts(self, model: Instance, bounds: dict[int, float]) -> Oplossing:
        structure = Structure(model, self._beeld.structure.epochs)
        generator = Generator(structure, Layout(model, structure.epochs), Stop(), Options())
        generator.master.bound_open(bounds, bounds)
        pricing, takers = Pricing(structure, self._beeld.prijzen), generator.layout.takers
        near = Listing(pricing).routes(pricing.price().least + _NEAR, takers, _START)
        generator.master.add(near or Routes.none())
        relaxed = generator.run(lambda cost: 1e-7 * abs(cost), self._beeld.prijzen).solution
        trajects, count = generator.master.routes.whole((relaxed.paths, relaxed.departures), model, takers)
        return Oplossing(relaxed.objective, trajects, count)
