"""The openings to decide now, over several futures: branch on openings, bound by the futures apart.

Let every future choose its own openings and their costs together are a lower bound, for nobody can do
better than with foresight. Where futures disagree about a location, it is decided both ways; where they all
agree, their common openings are a decision whose cost meets the bound. The search ends by itself, since each
step decides a location, and the gap that remains is the one within which the plans themselves are solved.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from plaatsing.robuust.toekomst import Toekomsten, Waarde


@dataclass(frozen=True)
class Gevonden:
    """The best decision found, and its proof.

    Attributes
    ----------
    besluit : dict of str to bool
        What opens.
    doel, grens : float
        Its weighed cost, and a lower bound on that of any decision.
    knopen : int
        Partial decisions looked at.
    bewezen : bool
        Whether the search ended by itself.
    """

    besluit: dict[str, bool]
    doel: float
    grens: float
    knopen: int
    bewezen: bool


def weighed(costs: Sequence[float], kansen: Sequence[float], slechtst: float) -> float:
    """Return expected cost and worst cost together, the worst with weight `slechtst`."""
    expected = sum(kans * cost for kans, cost in zip(kansen, costs, strict=True))
    return (1.0 - slechtst) * expected + slechtst * max(costs)


@dataclass(order=True)
class _Knoop:
    grens: float
    nummer: int
    besluit: dict[str, bool] = field(compare=False)
    waarden: list[Waarde] = field(compare=False)


class Zoeker:
    """Branch and bound over openings.

    Parameters
    ----------
    toekomsten : Toekomsten
        The futures.
    slechtst : float
        Weight of the worst future, between 0 and 1.
    most_nodes : int
        Partial decisions to look at, at most.
    """

    def __init__(self, toekomsten: Toekomsten, slechtst: float, most_nodes: int = 500) -> None:
        self._futures = toekomsten
        self._worst = slechtst
        self._most = most_nodes
        self._best: dict[str, bool] = {}
        self._cost = math.inf
        self._closed = math.inf
        self._nodes = 0

    def zoek(self) -> Gevonden:
        """Search until the bound meets the best decision, or the nodes are used up."""
        heap = [self._node({})]
        while heap and self._may_improve(heap[0].grens) and self._nodes < self._most:
            node = heapq.heappop(heap)
            self._try_all(node)
            name = self._disagreement(node)
            if name is None:
                continue
            for value in (True, False):
                besluit = node.besluit | {name: value}
                if self._futures.samenhangend(besluit):
                    heapq.heappush(heap, self._node(besluit))
        complete = not heap or not self._may_improve(heap[0].grens)
        return Gevonden(self._best, self._cost, self._bound(heap), self._nodes, complete)

    def _may_improve(self, bound: float) -> bool:
        return self._cost == math.inf or bound < self._cost - 1e-9 * abs(self._cost)

    def _node(self, besluit: dict[str, bool]) -> _Knoop:
        values = self._futures.waarden(besluit)
        bound = weighed([value.grens for value in values], self._futures.kansen, self._worst)
        self._nodes += 1
        return _Knoop(bound, self._nodes, besluit, values)

    def _bound(self, heap: list[_Knoop]) -> float:
        """Return the least bound over what is open and over whole decisions, closed by agreement."""
        return min([*(node.grens for node in heap), self._closed, self._cost])

    def _try_all(self, node: _Knoop) -> None:
        """Cost the decisions that single futures would take here, whole."""
        for value in node.waarden:
            besluit = {
                name: value.geopend.get(name, False) for name in self._futures.kandidaten
            } | node.besluit
            if not self._futures.samenhangend(besluit):
                continue
            values = self._futures.waarden(besluit)
            cost = weighed([item.kosten for item in values], self._futures.kansen, self._worst)
            if cost < self._cost:
                self._cost, self._best = cost, dict(sorted(besluit.items()))

    def _disagreement(self, node: _Knoop) -> str | None:
        """Return the undecided location about which the futures disagree most; None where all agree."""
        best: tuple[float, str] | None = None
        for name in self._futures.kandidaten:
            if name in node.besluit:
                continue
            share = [
                (kans, value.geopend[name])
                for kans, value in zip(self._futures.kansen, node.waarden, strict=True)
                if name in value.geopend
            ]
            opens = sum(kans for kans, is_open in share if is_open)
            split = min(opens, sum(kans for kans, _ in share) - opens)
            differ = len({is_open for _, is_open in share}) > 1
            if differ and (best is None or split > best[0]):
                best = (split, name)
        if best is None:
            self._closed = min(self._closed, node.grens)
        return None if best is None else best[1]
