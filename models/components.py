"""Parts of an instance that share nothing: they are separate problems whose costs and bounds add up."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from .epochs import Epochs
from .instance import Classes, Instance, Ints, Needs, Offers, Pools, Reach, Sharing, Sites
from .prices import Prices
from .start import Start
from .trajects import Trajects


@dataclass(frozen=True)
class Component:
    """One part, with the numbers its classes, municipalities, locations and pools have in the whole.

    Attributes
    ----------
    instance : Instance
        The part as a problem of its own.
    classes, gemeenten, sites, pools : Ints
        Numbers in the whole, ascending.
    """

    instance: Instance
    classes: Ints
    gemeenten: Ints
    sites: Ints
    pools: Ints

    def in_whole(self, trajects: Trajects) -> Trajects:
        """Return trajects of this part with the numbers of the whole."""

        def lift(numbers: Ints, index: Ints) -> Ints:
            return np.append(numbers, -1)[index]

        return replace(
            trajects,
            klasse=self.classes[trajects.klasse],
            gemeente=lift(self.gemeenten, trajects.gemeente),
            site=lift(self.sites, trajects.site),
            pool=lift(self.pools, trajects.pool),
        )

    def start(self, whole: Start, epochs: Epochs) -> Start:
        """Return what an earlier plan of the whole says about this part.

        `epochs` are those of the whole.
        """
        trajects, prices = whole.trajects, whole.prices
        klasse, gemeente = (
            _lowered(self.classes, trajects.klasse),
            _lowered(self.gemeenten, trajects.gemeente),
        )
        site, pool = _lowered(self.sites, trajects.site), _lowered(self.pools, trajects.pool)
        inside = (klasse >= 0) & ((gemeente >= 0) == (trajects.gemeente >= 0))
        inside &= ((site >= 0) == (trajects.site >= 0)) & ((pool >= 0) == (trajects.pool >= 0))
        within = replace(trajects, klasse=klasse, gemeente=gemeente, site=site, pool=pool)
        return Start(
            within.take(np.flatnonzero(inside)),
            whole.households[inside],
            None
            if prices is None
            else Prices(
                prices.woningen[np.isin(epochs.pool, self.pools)],
                prices.plaatsen[self.sites],
                prices.kamers[self.sites],
                prices.minimum[self.sites],
                prices.quota[self.gemeenten],
                prices.link[self.gemeenten],
                prices.maximum[self.gemeenten],
            ),
        )


def _lowered(numbers: Ints, index: Ints) -> Ints:
    """Return the number in the part of each number in the whole; -1 outside it."""
    place = np.full(int(max(index.max(initial=-1), numbers.max(initial=-1))) + 2, -1, dtype=np.int64)
    place[numbers] = np.arange(len(numbers))
    return place[index]


def split(instance: Instance) -> list[Component]:
    """Divide an instance into its parts, in the order of their first municipality.

    A budget, a limit on new locations or an equality goal binds everything it covers into one part.
    """
    n_g, n_l, n_k = len(instance.gemeenten), instance.n_sites, instance.n_classes
    sharing, sites = instance.sharing, instance.sites
    edges: list[tuple[Ints, Ints]] = [(instance.reach.gemeente, n_g + instance.reach.site)]
    lengths = np.diff(instance.offers.start)
    offer_of_member = np.repeat(np.arange(len(lengths)), lengths)
    first_member = instance.offers.member[instance.offers.start[:-1]]
    edges.append((instance.offers.member, first_member[offer_of_member]))
    entry_class = np.repeat(np.arange(n_k), np.diff(instance.classes.start))
    edges.append((n_g + n_l + entry_class, first_member[instance.classes.offer]))
    resident = np.flatnonzero(instance.classes.site >= 0)
    edges.append((n_g + n_l + resident, n_g + instance.classes.site[resident]))
    extension = np.flatnonzero(sites.parent >= 0)
    edges.append((n_g + extension, n_g + sites.parent[extension]))
    if np.isfinite(sharing.budget) or np.isfinite(sharing.max_open):
        candidate = n_g + np.flatnonzero(sites.candidate)
        edges.append((candidate, np.repeat(candidate[:1], len(candidate))))
    if sharing.inequality_asked or sharing.inequality_cost > 0:
        everyone = np.arange(n_g)
        edges.append((everyone, np.zeros_like(everyone)))
    row, column = (np.concatenate([edge[i] for edge in edges]) for i in range(2))
    size = n_g + n_l + n_k
    graph = sparse.coo_array((np.ones(len(row)), (row, column)), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    # A class that can only wait belongs with nobody; it joins the first part.
    alone = np.flatnonzero(np.diff(instance.classes.start) == 0)
    label[n_g + n_l + alone] = label[0]
    idle_site = np.flatnonzero(~np.isin(label[n_g : n_g + n_l], label[:n_g]))
    label[n_g + idle_site] = label[0]
    order = dict.fromkeys(label[:n_g].tolist())
    parts = [_part(instance, label == part) for part in order]
    return [part for part in parts if _matters(part)]


def _part(instance: Instance, inside: np.ndarray) -> Component:
    n_g, n_l = len(instance.gemeenten), instance.n_sites
    gemeenten = np.flatnonzero(inside[:n_g])
    sites = np.flatnonzero(inside[n_g : n_g + n_l])
    classes = np.flatnonzero(inside[n_g + n_l :])
    pools = np.flatnonzero(inside[:n_g][instance.pools.gemeente])
    new_g, new_l = _renumber(gemeenten, n_g), _renumber(sites, n_l)
    old = instance.classes
    entries = _ranges(old.start, classes)
    offers = np.unique(old.offer[entries])
    needs = np.unique(np.append(old.need[classes], instance.offers.need[offers]))
    new_u = _renumber(offers, len(instance.offers.need))
    new_q = _renumber(needs, len(instance.needs.personen))
    members = _ranges(instance.offers.start, offers)
    pairs = np.flatnonzero(inside[:n_g][instance.reach.gemeente])
    part = Instance(
        gemeenten=tuple(instance.gemeenten[g] for g in gemeenten),
        halfjaren=instance.halfjaren,
        half=instance.half,
        site_counts=instance.site_counts,
        needs=Needs(
            instance.needs.personen[needs],
            instance.needs.kamers[needs],
            instance.needs.link_half[needs],
            instance.needs.fits[np.ix_(needs, pools)],
            instance.needs.direct[needs],
            instance.needs.enters[np.ix_(needs, pairs)],
            instance.needs.lingers[needs],
        ),
        pools=_pools(instance.pools, pools, new_g),
        sites=_sites(instance.sites, sites, new_l),
        reach=Reach(
            new_l[instance.reach.site[pairs]],
            new_g[instance.reach.gemeente[pairs]],
            instance.reach.cost[pairs],
        ),
        offers=Offers(
            new_q[instance.offers.need[offers]],
            new_l[instance.offers.site[offers]],
            np.append(0, np.cumsum(np.diff(instance.offers.start)[offers])),
            new_g[instance.offers.member[members]],
        ),
        classes=Classes(
            old.size[classes],
            new_q[old.need[classes]],
            new_l[old.site[classes]],
            old.exit_cost[classes],
            old.constant[classes],
            np.append(0, np.cumsum(np.diff(old.start)[classes])),
            new_u[old.offer[entries]],
            old.entry_cost[entries],
        ),
        sharing=_sharing(instance.sharing, gemeenten),
    )
    return Component(part, classes, gemeenten, sites, pools)


def _renumber(kept: Ints, size: int) -> Ints:
    """Return the new number of each old one; -1 stays -1."""
    number = np.full(size + 1, -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    return number


def _ranges(start: Ints, items: Ints) -> Ints:
    """Return the positions ``start[i] .. start[i + 1] - 1`` of all items, one after the other."""
    if not len(items):
        return np.zeros(0, dtype=np.int64)
    return np.concatenate([np.arange(start[item], start[item + 1]) for item in items])


def _pools(pools: Pools, kept: Ints, new_g: Ints) -> Pools:
    return Pools(
        tuple(pools.names[p] for p in kept),
        new_g[pools.gemeente[kept]],
        pools.in_persons[kept],
        pools.counts[kept],
        pools.preference_cost[kept],
        pools.supply[kept],
        pools.last[kept],
    )


def _sites(sites: Sites, kept: Ints, new_l: Ints) -> Sites:
    return Sites(
        tuple(sites.names[site] for site in kept),
        sites.candidate[kept],
        sites.open_cost[kept],
        sites.transition_cost[kept],
        new_l[sites.parent[kept]],
        sites.capacity[kept],
        sites.rooms[kept],
        sites.minimum[kept],
        sites.usable[kept],
        sites.last_exit[kept],
        sites.stay_cost[kept],
        sites.locked[kept],
    )


def _sharing(sharing: Sharing, gemeenten: Ints) -> Sharing:
    return replace(
        sharing,
        quota=sharing.quota[gemeenten],
        inequality_base=sharing.inequality_base[gemeenten],
        link_room=sharing.link_room[gemeenten],
        maximum=sharing.maximum[gemeenten],
    )


def _matters(part: Component) -> bool:
    return bool(len(part.classes) or len(part.sites) or (part.instance.sharing.quota > 0).any())
