"""The relaxation of one node after the other, each from where that of its parent ended."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .beginning import from_longer_periods
from .generation import Generator, Relaxation
from .node import Node
from .options import Options
from .planner import Planner
from .prices import Prices
from .standing import Standing
from .stop import Stop

FINE = 0.05
"""Share of the asked gap up to which a relaxation is solved."""


class Relaxing:
    """Solves the relaxations of one search.

    Parameters
    ----------
    generator : Generator
        Finds the trajects for all of them.
    planner : Planner
        Makes a plan now and then on the way.
    standing : Standing
        Where the bound of all plans goes.
    options : Options
        Switches.
    stop : Stop
        When to end early.
    counts : dict of str to int
        Where to count the nodes relaxed and their rounds.
    """

    def __init__(
        self,
        generator: Generator,
        planner: Planner,
        standing: Standing,
        options: Options,
        stop: Stop,
        counts: dict[str, int],
    ) -> None:
        self._generator, self._planner, self._standing = generator, planner, standing
        self._constant = generator.structure.instance.constant
        self._options, self._stop, self._counts = options, stop, counts

    def begin(self) -> Prices | None:
        """Return prices to begin with, where longer periods give them."""
        tolerance = self._tolerance(max(self._options.coarse_gap, 0.5 * self._options.gap))
        return from_longer_periods(
            self._generator, self._options, tolerance, self._told, self._stop, self._generator.spent
        )

    def relax(self, node: Node, enough: float = np.inf) -> Relaxation:
        """Solve the relaxation of a node.

        Parameters
        ----------
        node : Node
            Keeps the basis at which it ended.
        enough : float
            A bound this high, the constant left out, ends the work.
        """
        self._counts["knopen"] += 1
        master = self._generator.master
        master.bound_open(node.lower, node.upper)
        master.bound_tallies(node.tallies)
        if node.basis is not None:
            master.restore(node.basis)
        told, rounds = self._told(self._generator), 0

        def on_round(objective: float, bound: float) -> None:
            nonlocal rounds
            told(objective, bound)
            rounds += 1
            if node.is_root:
                self._standing.lift(self._standing.rounded(bound))
            if rounds in self._options.early_plans:
                # Who stops before the rounds end has more than everyone waiting.
                self._planner.rounded(node, master.routes, self._options.dives[0])

        tolerance = self._tolerance(FINE * self._options.gap)
        relaxation = self._generator.run(tolerance, node.centre, on_round, enough)
        node.basis = master.basis()
        return relaxation

    def _tolerance(self, share: float) -> Callable[[float], float]:
        """Return how far bound and master may lie apart: a share of the cost."""

        def tolerance(objective: float) -> float:
            return share * max(1.0, abs(objective + self._constant)) + 1e-7

        return tolerance

    def _told(self, generator: Generator) -> Callable[[float, float], None]:
        """Return what is told the cost and the bound of every round of a generator."""

        def told(objective: float, bound: float) -> None:
            self._counts["rondes"] += 1
            self._standing.tell("trajecten zoeken")
            self._standing.note(
                "ronde %d: master %.2f, ondergrens %.2f, %d routes",
                self._counts["rondes"],
                objective,
                bound,
                len(generator.master.routes),
            )

        return told
