"""From flows back to households: what each class does, as the trajects of an outcome."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from typing import Any

from .network import Network

Row = tuple[int, int, int, int, int, int]
Who = tuple[int, ...]


class Queue:
    """Households waiting at a point, first come first served, in groups that went the same way so far."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Who, int]] = deque()

    def join(self, who: Who, count: int) -> None:
        """Let `count` households that are alike join."""
        if count > 0:
            self._waiting.append((who, count))

    def leave(self, count: int) -> Iterable[tuple[Who, int]]:
        """Take `count` households from the front.

        Raises
        ------
        ValueError
            If there are not so many: the flows do not balance.
        """
        while count > 0:
            if not self._waiting:
                raise ValueError("more households leave a point of the network than arrived there")
            who, present = self._waiting.popleft()
            taken = min(count, present)
            if present > taken:
                self._waiting.appendleft((who, present - taken))
            count -= taken
            yield who, taken

    def empty(self) -> Iterable[tuple[Who, int]]:
        """Take everyone who is left."""
        while self._waiting:
            yield self._waiting.popleft()


def decompose(flow: dict[str, dict[Any, int]], network: Network) -> dict[Row, int]:
    """Give every household of the flows its own way.

    Any division of a flow over those who arrive is as good as another: costs and uses belong to the arcs.
    In a location those who came first leave first, so that nobody stays too long.

    Parameters
    ----------
    flow : dict of str to dict
        Whole households per arc, by the name of the variable.
    network : Network
        The arcs.

    Returns
    -------
    dict of tuple to int
        Households by (klasse, gemeente, site, leave, exit, pool).
    """
    found: dict[Row, int] = defaultdict(int)
    last = network.instance.n_periods
    for k, count in flow["in_coa"].items():
        found[k, -1, -1, last, -1, -1] += count
    linked = _link(flow, network)
    pool_gemeente = network.instance.pools.gemeente.tolist()
    for (q, p, t), count in flow["direct"].items():
        g = pool_gemeente[p]
        for (k,), taken in linked[q, g, t].leave(count):
            found[k, g, -1, t, -1, p] += taken
    _locations(found, flow, network, linked)
    _residents(found, flow, network)
    return {row: count for row, count in sorted(found.items()) if count > 0}


def _link(flow: dict[str, dict[Any, int]], network: Network) -> dict[Any, Queue]:
    """Return who of which class has left COA, by need, municipality and period."""
    classes, offers = network.instance.classes, network.instance.offers
    leaving: dict[Any, Queue] = defaultdict(Queue)
    for (e, t), count in flow["vertrek"].items():
        leaving[int(classes.offer[e]), t].join((int(network.class_of[e]),), count)
    linked: dict[Any, Queue] = defaultdict(Queue)
    for (u, g, t), count in flow["koppeling"].items():
        for who, taken in leaving[u, t].leave(count):
            linked[int(offers.need[u]), g, t].join(who, taken)
    return linked


def _locations(
    found: dict[Row, int], flow: dict[str, dict[Any, int]], network: Network, linked: dict[Any, Queue]
) -> None:
    reach, pools, last = network.instance.reach, network.instance.pools, network.instance.n_periods
    inside: dict[Any, Queue] = defaultdict(Queue)
    for (q, r, t), count in sorted(flow["instroom"].items(), key=lambda item: (item[0][2], item[0])):
        for (k,), taken in linked[q, int(reach.gemeente[r]), t].leave(count):
            inside[q, r].join((k, r, t), taken)
    leaving: dict[Any, Queue] = defaultdict(Queue)
    for (q, r, s), count in sorted(flow["uitstroom"].items(), key=lambda item: (item[0][2], item[0])):
        for who, taken in inside[q, r].leave(count):
            leaving[q, int(reach.gemeente[r]), s].join(who, taken)
    for (q, p, s), count in flow["doorstroom"].items():
        g = int(pools.gemeente[p])
        for (k, r, t), taken in leaving[q, g, s].leave(count):
            found[k, g, int(reach.site[r]), t, s, p] += taken
    for (_, r), queue in inside.items():
        for (k, _, t), taken in queue.empty():
            found[k, int(reach.gemeente[r]), int(reach.site[r]), t, last, -1] += taken


def _residents(found: dict[Row, int], flow: dict[str, dict[Any, int]], network: Network) -> None:
    classes, pools, last = network.instance.classes, network.instance.pools, network.instance.n_periods
    leaving: dict[Any, Queue] = defaultdict(Queue)
    for (e, s), count in flow["bewoner_vertrekt"].items():
        k = int(network.class_of[e])
        leaving[network.need_of(e), network.home_of(k), s].join((k,), count)
    for (q, p, s), count in flow["bewoner_verhuist"].items():
        g = int(pools.gemeente[p])
        for (k,), taken in leaving[q, g, s].leave(count):
            found[k, g, int(classes.site[k]), -1, s, p] += taken
    for k in network.residents:
        found[k, network.home_of(k), int(classes.site[k]), -1, last, -1] += flow["bewoners"][k, last]
