"""Prove what a node lacks: list every route that matters there, and choose among them exactly."""

from __future__ import annotations

import numpy as np

from .chooser import Chooser
from .generation import Relaxation
from .instance import Floats
from .listing import Listing
from .master_lp import MasterLp
from .node import Node
from .options import Options
from .pricing import Pricing, Structure
from .spent import Spent
from .standing import Standing

AGAIN = 2.0
"""How many times what a look raised the bound last, another is still worth trying for."""


class Closing:
    """Closes the nodes of one search.

    Parameters
    ----------
    structure : Structure
        The problem.
    master : MasterLp
        Its rows, as they stand.
    standing : Standing
        The best plan and how near it must be to the bound.
    options : Options
        Switches: how much may be listed.
    spent : Spent
        Where to count the processor time.
    """

    def __init__(
        self, structure: Structure, master: MasterLp, standing: Standing, options: Options, spent: Spent
    ) -> None:
        self._structure, self._instance = structure, structure.instance
        self._master, self._standing, self._options, self._spent = master, standing, options, spent
        self._looks_pay = False
        self._risen = np.inf

    def agreed(self, dual: Floats, room: float) -> dict[int, float]:
        """Return what every plan opens (1) or closes (0) that costs at most `room` more than the bound."""
        costs = self._master.opening_costs(dual)
        return {site: float(cost < 0.0) for site, cost in costs.items() if abs(cost) > room}

    def close(self, node: Node, relaxation: Relaxation, chooser: Chooser, *, search: bool = True) -> None:
        """List every route that the proof needs at this node, and choose among them exactly.

        A plan that uses any other traject costs at least the node's bound plus that traject's distance to
        its class's least value. So only routes within what the bound lacks are listed: plans that use others
        are too dear to matter. Where there are too many, the node stays as it is. Many routes, and fewer
        once that paid, are looked at without being simplified first; without `search` that is all. A look
        that must raise the bound far more than the last one did is left out.
        """
        if not self._standing.reached(node.bound):
            self._within(node, relaxation, chooser, np.inf, self._options.list_limit, search)

    def in_steps(self, node: Node, relaxation: Relaxation, chooser: Chooser) -> None:
        """Close a node where locations are neither open nor closed, while few routes are listed for it.

        At first only those plans are looked for that are little dearer than the bound. Where one is found,
        it is the best; where none is, the bound goes up to there. Where the proof needs less than twice a
        step, it is gone at once.
        """
        for share in self._options.closing_steps:
            if self._standing.reached(node.bound):
                return
            room = share * abs(relaxation.bound + self._instance.constant)
            if 2.0 * room >= self._standing.room(relaxation.bound) - self._standing.target:
                room = np.inf
            if not self._within(node, relaxation, chooser, room, self._options.small_list, True):
                return

    def _within(
        self,
        node: Node,
        relaxation: Relaxation,
        chooser: Chooser,
        room: float,
        at_most: int,
        search: bool,
    ) -> bool:
        """Choose among all routes of plans up to so much dearer than the bound; return whether that was done.

        Never dearer than the proof needs. The rule instroom is written out for what leads to locations that
        may still open or not.
        """
        standing, constant = self._standing, self._instance.constant
        assert standing.best is not None
        room = min(room, max(0.0, standing.room(relaxation.bound) - standing.target))
        hopeless = room > AGAIN * self._risen
        if hopeless and not search:
            return True
        pricing = Pricing(self._structure, relaxation.prices, relaxation.shut)
        takers = self._master.layout.takers
        routes = Listing(pricing).routes(relaxation.priced.least + room, takers, at_most)
        if routes is None:
            return False
        look = (self._looks_pay or len(routes) > self._options.small_list) and not hopeless
        search &= len(routes) <= self._options.search_limit
        if not (look or search):
            return True
        standing.tell("bewijs sluiten")
        standing.note("sluitstap over %d routes", len(routes))
        chooser = chooser.with_open(self.agreed(relaxation.dual, room))
        with self._spent.on("kiezen"):
            found, reached = chooser.choose(
                routes,
                0.9 * standing.target,
                self._options.close_nodes if search else 1,
                standing.best,
                strong=True,
                look=look,
                proof=relaxation.bound + constant + room,
            )
        standing.accept(found)
        if look:
            self._looks_pay = reached >= relaxation.bound + constant + room
            self._risen = max(0.0, reached - constant - relaxation.bound)
        # What is listed says nothing about plans with other routes: these are dearer by the room.
        reached = min(reached - constant, relaxation.bound + room)
        node.bound = max(node.bound, min(standing.rounded(reached), standing.best.objective))
        return True
