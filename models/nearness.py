"""How near routes are to the bound of a node."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .generation import Relaxation
from .instance import Floats
from .layout import Layout
from .pricing import Pricing, Structure
from .routes import Departures, Routes
from .ways import Ways


class Nearness:
    """How much dearer the best plan by each route is than the bound of a node, at the node's prices.

    Parameters
    ----------
    structure, layout
        The problem and its rows.
    relaxation : Relaxation
        The node's.
    """

    def __init__(self, structure: Structure, layout: Layout, relaxation: Relaxation) -> None:
        self._structure, self._layout, self._relaxation = structure, layout, relaxation
        self._pricing = pricing = Pricing(structure, relaxation.prices, relaxation.shut)
        classes, last = pricing.instance.classes, pricing.instance.n_periods
        self._ahead: Floats = pricing.offer_values[:, :last]
        least = relaxation.priced.least[structure.entry_class]
        leaving = classes.exit_cost[structure.entry_class, :last] + classes.entry_cost[:, None]
        self._departing: Floats = leaving + self._ahead[classes.offer] - least[:, None]
        pricing.tolls.add_entries(self._departing)
        self._nearest = np.full(self._ahead.shape, np.inf)
        np.minimum.at(self._nearest, classes.offer, self._departing)

    def of(self, routes: Routes) -> tuple[Floats, Floats]:
        """Return the distance of each path and of each departure."""
        layout, instance = self._layout.renumbered(routes), self._structure.instance
        dual = np.zeros(layout.n_rows)
        dual[: layout.n_static_rows] = self._relaxation.dual[: layout.n_static_rows]
        dual[layout.klasse] = 0.0
        dual = layout.duals(self._relaxation.prices, dual)
        count = len(routes.paths)
        value = routes.cost(instance, layout.takers)[0] - layout.routes(routes)[:, :count].T @ dual
        halves = routes.halves(layout.takers)
        offer, leave = routes.offer[halves], routes.paths.leave[halves]
        # Where the only ways ahead lead to locations that are shut, nothing is near.
        ahead = np.where(np.isfinite(self._ahead), self._ahead, -np.inf)
        value[halves] += self._nearest[offer, leave] - ahead[offer, leave]
        value[~halves] -= self._relaxation.priced.least[routes.paths.klasse[~halves]]
        return value, self._departing[routes.departures.entry, routes.departures.leave]

    def onward(self, room: float, count: int) -> Routes:
        """Return what follows on each shared offer in its cheapest municipalities, with the departures to it.

        Parameters
        ----------
        room : float
            Distance up to which taking an offer at some moment is near.
        count : int
            Municipalities for each offer and moment.
        """
        classes, takers = self._structure.instance.classes, self._layout.takers
        last = self._structure.instance.n_periods
        near = (self._departing <= room) & takers.shared[classes.offer][:, None]
        entry, leave = np.nonzero(near)
        offer, moment = np.divmod(np.unique(classes.offer[entry] * last + leave), last)
        which, ways = Ways(self._pricing).of_offers(offer, moment, np.full(len(offer), count))
        taken = offer[which]
        return Routes(
            taken,
            replace(ways, klasse=takers.example[taken]),
            Departures(self._structure.entry_class[entry], entry, leave),
        )
