"""How the search divides a node in two, so that every plan of the node is in one of the halves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .generation import Relaxation
from .instance import Floats, Instance
from .layout import Layout
from .node import Node, Step
from .routes import Routes
from .tallies import OPENED, Tally, most_divided

WHOLE = 1e-6
"""Openings this close to 0 or 1 count as decided."""


@dataclass(frozen=True)
class Halves:
    """A node divided.

    Attributes
    ----------
    above, below : Node
        With the location open, or more counted; with it closed, or fewer counted.
    up : bool
        Whether the upper half looks best.
    """

    above: Node
    below: Node
    up: bool


class Branching:
    """Divides nodes.

    Parameters
    ----------
    instance, layout
        The problem and its rows.
    many : int
        Locations half open from which on one of them moves the bound less than how many open does.
    """

    def __init__(self, instance: Instance, layout: Layout, many: int) -> None:
        self._many = many
        self._instance, self._layout = instance, layout
        self._candidate = np.flatnonzero(instance.sites.candidate)
        self._number = 0
        self._gains: dict[tuple[int, bool], list[float]] = {}

    def _opened(self, relaxation: Relaxation) -> Floats:
        """Return open[l] of every candidate in a relaxation."""
        return np.asarray(relaxation.solution.structural[self._layout.open[self._candidate]])

    def decided(self, relaxation: Relaxation) -> bool:
        """Return whether every location is open or closed in a relaxation."""
        opened = self._opened(relaxation)
        return bool(np.minimum(opened, 1.0 - opened).max(initial=0.0) <= WHOLE)

    def many(self, relaxation: Relaxation) -> bool:
        """Return whether so many locations are half open that deciding on one of them says little."""
        opened = self._opened(relaxation)
        return bool((np.minimum(opened, 1.0 - opened) > WHOLE).sum() >= self._many)

    def on_openings(self, node: Node, relaxation: Relaxation) -> Halves | None:
        """Divide on how many locations open where many are half open, or on the one furthest from whole.

        None where no location is free.
        """
        opened = self._opened(relaxation)
        part = np.minimum(opened, 1.0 - opened)
        total = float(opened.sum())
        if self.many(relaxation) and min(total % 1.0, -total % 1.0) > WHOLE:
            return self._halves(node, relaxation, OPENED, total, up=True)
        free = [place for place, site in enumerate(self._candidate.tolist()) if site not in node.lower]
        if not free:
            return None
        place = max(free, key=lambda place: (self._promise(place, float(opened[place])), part[place], -place))
        site, value = int(self._candidate[place]), float(opened[place])
        return Halves(
            self._with_open(node, relaxation, site, 1.0, 1.0 - value),
            self._with_open(node, relaxation, site, 0.0, value),
            up=value >= 0.5,
        )

    def _with_open(self, node: Node, relaxation: Relaxation, site: int, value: float, part: float) -> Node:
        child = replace(node, centre=relaxation.prices).with_open(self.with_relatives(site, value))
        step = Step(site, value == 1.0, part, node.bound) if part > WHOLE else None
        return self._numbered(child, step)

    def learn(self, node: Node, bound: float) -> None:
        """Remember how much the step that made a node moved the bound, the first time it is relaxed."""
        if node.step is not None:
            gain = max(0.0, bound - node.step.before) / node.step.part
            self._gains.setdefault((node.step.site, node.step.up), []).append(gain)
            node.step = None

    def _promise(self, place: int, opened: float) -> float:
        """Return how much the bounds of both halves may go up, as a product.

        It is what such steps gave so far (pseudo-costs, Bénichou and others, 1971); where a step was not seen
        yet, it may do as much as others did.
        """
        if min(opened, 1.0 - opened) <= WHOLE:
            return 0.0
        site = int(self._candidate[place])
        means = {key: sum(gains) / len(gains) for key, gains in self._gains.items()}
        usual = sum(means.values()) / len(means) if means else 1.0
        up, down = (means.get((site, side), usual) for side in (True, False))
        return max(up * (1.0 - opened), WHOLE) * max(down * opened, WHOLE)

    def on_households(self, node: Node, relaxation: Relaxation, routes: Routes) -> Halves | None:
        """Divide on the count of households that is furthest from whole; None where all are whole."""
        solution = relaxation.solution.among(routes)
        divided = most_divided(routes, solution.paths, solution.departures)
        return None if divided is None else self._halves(node, relaxation, *divided, up=True)

    def _halves(self, node: Node, relaxation: Relaxation, tally: Tally, count: float, up: bool) -> Halves:
        child = replace(node, centre=relaxation.prices)
        return Halves(
            self._numbered(child.with_count(tally, float(np.ceil(count)), np.inf)),
            self._numbered(child.with_count(tally, -np.inf, float(np.floor(count)))),
            up,
        )

    def _numbered(self, node: Node, step: Step | None = None) -> Node:
        self._number += 1
        return replace(node, number=self._number, decided=False, step=step)

    def with_relatives(self, site: int, value: float) -> dict[int, float]:
        """Return what follows from opening or closing a location: parents open, or extensions shut."""
        parent = self._instance.sites.parent
        fixed = {site: value}
        if value == 1.0:
            while parent[site] >= 0 and int(parent[site]) not in fixed:
                site = int(parent[site])
                fixed[site] = value
            return fixed
        while True:
            shut = [int(s) for s in np.flatnonzero(np.isin(parent, list(fixed))) if int(s) not in fixed]
            if not shut:
                return fixed
            fixed |= dict.fromkeys(shut, value)
