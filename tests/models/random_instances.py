"""Small random instances with everything in them that the model knows.

What they may hold: no locations or no dwellings at all, candidates and extensions, locations that open
late, close early or are closed while people live in them, more residents than places, stay limits, dwellings
that fit only at some periods (as with relatives on their way), needs that may not go everywhere (locks),
offers that are cheaper for who does as in an earlier plan, forecasts in persons, supply after the last
move-in period, shared offers, households with nowhere to go, links and moves in half-years that end after
the horizon.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator

from plaatsing.models import Classes, Instance, Needs, Offers, Pools, Prices, Reach, Sharing, Sites
from plaatsing.models.epochs import Epochs
from plaatsing.models.instance import Bools, Ints
from plaatsing.models.layout import Layout
from plaatsing.models.pricing import Structure
from plaatsing.models.rounding import Rounding, Rule
from plaatsing.models.tallies import Kind, Tally

N_NEEDS = 5


def random_instance(
    seed: int, *, classes: int = 5, largest: int = 2, periods: int = 4, gemeenten: int = 3
) -> Instance:
    """Draw an instance with a few municipalities, locations, pools and periods."""
    rng = np.random.default_rng(seed)
    n_g, n_t, n_l = (
        int(rng.integers(2, gemeenten + 1)),
        int(rng.integers(2, periods + 1)),
        int(rng.integers(0, 4)),
    )
    n_h, n_p = int(rng.choice([0, 1, 1, 2, 2])), int(rng.integers(0, 5))
    pools = _pools(rng, n_g, n_p, n_t)
    needs = _needs(rng, n_p, n_t, n_h)
    sites = _sites(rng, n_l, n_t)
    pairs = np.argwhere(rng.random((n_g, n_l)) < 0.7)
    reach = Reach(site=pairs[:, 1], gemeente=pairs[:, 0], cost=rng.integers(0, 5, len(pairs)).astype(float))
    locks = np.random.default_rng([seed, 1])
    needs = _locked(locks, needs, len(pairs))
    offers, households = _households(rng, needs, sites, n_g, classes, largest, n_t)
    if locks.random() < 0.4:
        offers, households = _with_earlier_plan(locks, offers, households)
    instance = Instance(
        gemeenten=tuple(f"G{g}" for g in range(n_g)),
        halfjaren=tuple(f"2025-{'I' * (h + 1)}" for h in range(n_h)),
        half=np.sort(rng.integers(0, n_h + 1, n_t)),
        site_counts=bool(rng.random() < 0.7),
        needs=needs,
        pools=pools,
        sites=sites,
        reach=reach,
        offers=offers,
        classes=households,
        sharing=_sharing(rng, n_g, n_h, n_t),
    )
    return _decided(locks, instance) if locks.random() < 0.5 else instance


def random_prices(rng: Generator, instance: Instance, scale: float, *, signed: bool) -> Prices:
    """Draw row prices, also of rows that may be added; with `signed` each has the sign its row demands."""
    epochs = Epochs.of(instance.pools)
    zero = Prices.zero(instance, epochs)

    def draw(like: np.ndarray) -> np.ndarray:
        return np.asarray(scale * rng.normal(size=like.shape) * (rng.random(like.shape) < 0.7))

    # Only households in COA enter a location.
    from_coa = np.flatnonzero(instance.offers.site < 0).tolist()
    inflow = {
        (u, site): float(scale * rng.normal())
        for u in from_coa
        for site in np.flatnonzero(instance.sites.candidate).tolist()
        if rng.random() < 0.4
    }
    prices = Prices(
        draw(zero.woningen),
        draw(zero.plaatsen),
        draw(zero.kamers),
        draw(zero.minimum),
        draw(zero.quota),
        draw(zero.link),
        draw(zero.maximum),
        inflow,
        rounding={rounding: float(scale * rng.normal()) for rounding in some_roundings(instance, rng)},
    )
    # A location that counts no bedrooms, and a municipality without a limit, have no price.
    prices.kamers[instance.sites.rooms < 0] = 0.0
    prices.maximum[np.isinf(instance.sharing.maximum)] = 0.0
    return _right_signs(prices) if signed else prices


def some_roundings(instance: Instance, rng: Generator, share: float = 0.5) -> list[Rounding]:
    """Draw rounded rows of the rules taakstelling and koppelruimte, where these have rows."""
    layout = Layout(instance, Epochs.of(instance.pools))
    sides = (
        (Rule.TAAKSTELLING, layout.quota, instance.sharing.quota),
        (Rule.KOPPELRUIMTE, layout.link, -instance.sharing.link_room),
    )
    return [
        Rounding(rule, g, h, int(asked[g, h]), divisor)
        for rule, rows, asked in sides
        for g, h in np.argwhere(rows >= 0).tolist()
        for divisor in range(2, 9)
        if asked[g, h] % divisor and rng.random() < share
    ]


def some_tallies(instance: Instance, rng: Generator, share: float = 0.3) -> list[Tally]:
    """Draw counts of households that leave COA, of every kind there is."""
    structure = Structure(instance, Epochs.of(instance.pools))
    from_coa = np.flatnonzero(instance.offers.site < 0).tolist()
    in_coa = np.flatnonzero(instance.classes.site[structure.entry_class] < 0).tolist()
    periods, sites = range(instance.n_periods), range(-1, instance.n_sites)
    every = [
        *(Tally(Kind.GEMEENTE, u, g) for u in from_coa for g in structure.members(u).tolist()),
        *(Tally(Kind.SITE, u, site) for u in from_coa for site in sites),
        *(Tally(Kind.PERIOD, u, t) for u in from_coa for t in periods),
        *(Tally(Kind.ENTRY, e, t) for e in in_coa for t in periods),
    ]
    return [tally for tally in every if rng.random() < share]


def _right_signs(prices: Prices) -> Prices:
    return Prices(
        -abs(prices.woningen),
        -abs(prices.plaatsen),
        -abs(prices.kamers),
        abs(prices.minimum),
        abs(prices.quota),
        -abs(prices.link),
        -abs(prices.maximum),
        {key: -abs(value) for key, value in prices.inflow.items()},
        rounding={key: abs(value) for key, value in prices.rounding.items()},
    )


def _pools(rng: Generator, n_g: int, n_p: int, n_t: int) -> Pools:
    return Pools(
        names=tuple(f"pool{p}" for p in range(n_p)),
        gemeente=np.sort(rng.integers(0, n_g, n_p)),
        in_persons=rng.random(n_p) < 0.3,
        counts=rng.random(n_p) < 0.8,
        preference_cost=rng.integers(0, 3, n_p).astype(float),
        supply=rng.integers(0, 3, (n_p, n_t)) * (rng.random((n_p, n_t)) < 0.5),
        last=rng.integers(max(0, n_t - 2), n_t, n_p),
    )


def _needs(rng: Generator, n_p: int, n_t: int, n_h: int) -> Needs:
    personen = rng.integers(1, 5, N_NEEDS)
    fits = np.repeat(rng.random((N_NEEDS, n_p, 1)) < 0.75, n_t, axis=2)
    changes = rng.random((N_NEEDS, n_p)) < 0.3
    switch = rng.integers(0, n_t, (N_NEEDS, n_p))
    later = np.arange(n_t) >= switch[:, :, None]
    return Needs(
        personen=personen,
        kamers=(personen + 1) // 2,
        link_half=np.array([-1, -1, 0, max(0, n_h - 1), n_h]),
        fits=np.where(changes[:, :, None], fits ^ later, fits),
        direct=np.ones(N_NEEDS, dtype=bool),
        enters=np.ones((N_NEEDS, 0), dtype=bool),
        lingers=np.ones(N_NEEDS, dtype=bool),
    )


def _locked(rng: Generator, needs: Needs, n_pairs: int) -> Needs:
    """Lock some needs, and follow all of them by a stricter one: what an earlier plan did with them."""
    loose = rng.random() < 0.5
    direct = loose | (rng.random(N_NEEDS) < 0.7)
    enters = loose | (rng.random((N_NEEDS, n_pairs)) < 0.7)
    lingers = loose | (rng.random(N_NEEDS) < 0.7)
    stricter = rng.random((N_NEEDS, needs.fits.shape[1], 1)) < 0.6
    return Needs(
        personen=np.tile(needs.personen, 2),
        kamers=np.tile(needs.kamers, 2),
        link_half=np.tile(needs.link_half, 2),
        fits=np.concatenate([needs.fits, needs.fits & stricter]),
        direct=np.append(direct, direct & (rng.random(N_NEEDS) < 0.5)),
        enters=np.concatenate([enters, enters & (rng.random((N_NEEDS, n_pairs)) < 0.5)]),
        lingers=np.append(lingers, lingers & (rng.random(N_NEEDS) < 0.5)),
    )


def _with_earlier_plan(rng: Generator, offers: Offers, classes: Classes) -> tuple[Offers, Classes]:
    """Give classes a cheaper offer of one of their municipalities, for those who do as they did before."""
    groups = [
        (int(q), int(site), tuple(offers.member[low:high].tolist()))
        for q, site, low, high in zip(
            offers.need, offers.site, offers.start[:-1], offers.start[1:], strict=True
        )
    ]
    numbers = {group: number for number, group in enumerate(groups)}
    start, taken, cost = [0], [], []
    for k in range(len(classes.size)):
        own = range(int(classes.start[k]), int(classes.start[k + 1]))
        extra = 0.0
        if own and rng.random() < 0.6:
            need, site, members = groups[int(classes.offer[own[0]])]
            same = (need + N_NEEDS, site, (int(rng.choice(members)),))
            taken.append(numbers.setdefault(same, len(numbers)))
            cost.append(0.0)
            extra = float(rng.integers(1, 30))
        taken += [int(classes.offer[e]) for e in own]
        cost += [float(classes.entry_cost[e]) + extra for e in own]
        start.append(len(taken))
    found = list(numbers)
    return Offers(
        need=np.array([q for q, _, _ in found], dtype=np.int64),
        site=np.array([site for _, site, _ in found], dtype=np.int64),
        start=np.cumsum([0, *(len(group) for _, _, group in found)]),
        member=np.array([g for _, _, group in found for g in group], dtype=np.int64),
    ), replace(
        classes,
        start=np.array(start, dtype=np.int64),
        offer=np.array(taken, dtype=np.int64),
        entry_cost=np.array(cost, dtype=float),
    )


def _sites(rng: Generator, n_l: int, n_t: int) -> Sites:
    candidate = rng.random(n_l) < 0.6
    first = np.where(rng.random(n_l) < 0.6, 0, rng.integers(0, n_t, n_l))
    last = np.where(rng.random(n_l) < 0.6, n_t, rng.integers(-1, n_t + 1, n_l))
    moments = np.arange(n_t + 1)[None]
    usable = (moments >= first[:, None]) & (moments <= last[:, None])
    parent = np.full(n_l, -1)
    if n_l > 1 and candidate[:2].all():
        parent[1] = 0
    return Sites(
        names=tuple(f"loc{site}" for site in range(n_l)),
        candidate=candidate,
        open_cost=np.where(candidate, rng.integers(0, 60, n_l), 0).astype(float),
        transition_cost=np.where(candidate, rng.integers(0, 60, n_l), 0).astype(float),
        parent=parent,
        capacity=rng.integers(1, 8, n_l),
        rooms=np.where(rng.random(n_l) < 0.5, rng.integers(1, 5, n_l), -1),
        minimum=rng.integers(0, 4, n_l),
        usable=usable,
        last_exit=_last_exit(usable, rng.integers(1, n_t + 2, n_l)),
        stay_cost=rng.integers(0, 3, (n_l, n_t + 1)).astype(float),
        locked=np.full(n_l, -1),
    )


def _last_exit(usable: Bools, longest: Ints) -> Ints:
    n_l, n_t = usable.shape[0], usable.shape[1] - 1
    last_exit = np.zeros((n_l, n_t), dtype=np.int64)
    for site in range(n_l):
        for enter in range(n_t):
            end = enter
            while end < n_t and usable[site, end + 1] and end - enter < longest[site]:
                end += 1
            last_exit[site, enter] = end
    return last_exit


def _households(
    rng: Generator, needs: Needs, sites: Sites, n_g: int, classes: int, largest: int, n_t: int
) -> tuple[Offers, Classes]:
    """Draw classes; those with the same need and municipalities share an offer."""
    numbers: dict[tuple[int, int, tuple[int, ...]], int] = {}
    existing = np.flatnonzero(~sites.candidate)
    start, offers_of, entry_cost = [0], [], []
    need, at_site, exit_cost = [], [], []
    for _ in range(classes):
        q = int(rng.integers(0, N_NEEDS))
        linked = needs.link_half[q] < 0
        resident = linked and len(existing) > 0 and rng.random() < 0.4
        site = int(rng.choice(existing)) if resident else -1
        for group in _municipalities(rng, n_g, linked=bool(linked)):
            offers_of.append(numbers.setdefault((q, site, group), len(numbers)))
            entry_cost.append(0.0 if linked else float(rng.integers(0, 10)))
        start.append(len(offers_of))
        need.append(q)
        at_site.append(site)
        exit_cost.append(_exit_cost(rng, int(needs.personen[q]), n_t, resident=bool(resident)))
    groups = list(numbers)
    offers = Offers(
        need=np.array([q for q, _, _ in groups], dtype=np.int64),
        site=np.array([site for _, site, _ in groups], dtype=np.int64),
        start=np.cumsum([0, *(len(group) for _, _, group in groups)]),
        member=np.array([g for _, _, group in groups for g in group], dtype=np.int64),
    )
    households = Classes(
        size=rng.integers(1, largest + 1, classes),
        need=np.array(need, dtype=np.int64),
        site=np.array(at_site, dtype=np.int64),
        exit_cost=np.array(exit_cost).reshape(classes, n_t + 1),
        constant=rng.integers(0, 10, classes).astype(float),
        start=np.array(start, dtype=np.int64),
        offer=np.array(offers_of, dtype=np.int64),
        entry_cost=np.array(entry_cost, dtype=float),
    )
    return offers, households


def _municipalities(rng: Generator, n_g: int, *, linked: bool) -> list[tuple[int, ...]]:
    """Draw one municipality for who is linked; else one or two groups of them, or now and then none."""
    if linked:
        return [(int(rng.integers(0, n_g)),)]
    if rng.random() < 0.1:
        return []
    choices = tuple(sorted(rng.choice(n_g, int(rng.integers(1, n_g + 1)), replace=False).tolist()))
    return [choices] if len(choices) < 2 or rng.random() < 0.5 else [choices[:1], choices[1:]]


def _exit_cost(rng: Generator, persons: int, n_t: int, *, resident: bool) -> np.ndarray:
    cost = rng.uniform(1, 20) * persons * np.arange(1, n_t + 2)
    cost[-1] += float(rng.integers(0, 80))
    earliest = 0 if resident else int(rng.integers(0, n_t))
    cost[:earliest] = np.inf
    return np.asarray(cost)


def _sharing(rng: Generator, n_g: int, n_h: int, n_t: int) -> Sharing:
    quota = rng.integers(-2, 6, (n_g, n_h))
    return Sharing(
        quota=quota,
        tekort_cost=40.0,
        inequality_base=np.maximum(quota + rng.integers(-1, 3, (n_g, n_h)), 0).astype(float),
        inequality_cost=float(rng.choice([0.0, 100.0])),
        link_room=rng.integers(0, 5, (n_g, n_h)),
        link_penalty=100.0,
        maximum=np.full((n_g, 2), np.inf),
        maximum_penalty=float(rng.choice([30.0, 200.0])),
        capacity_penalty=rng.integers(5, 40, n_t + 1).astype(float),
        minimum_penalty=rng.integers(1, 9, n_t + 1).astype(float),
        budget=float(rng.choice([np.inf, 60.0])),
        budget_penalty=2.0,
        max_open=float(rng.choice([np.inf, 1.0])),
        max_open_penalty=50.0,
        locked_penalty=float(rng.choice([15.0, 300.0])),
    )


def _decided(rng: Generator, instance: Instance) -> Instance:
    """Set limits on some municipalities, and decide about some candidates."""
    sites, sharing = instance.sites, instance.sharing
    decided = rng.choice([-1, -1, 0, 1], instance.n_sites)
    limits = rng.integers(0, 6, sharing.maximum.shape).astype(float)
    limits[rng.random(limits.shape) < 0.6] = np.inf
    return replace(
        instance,
        sites=replace(sites, locked=np.where(sites.candidate, decided, -1)),
        sharing=replace(sharing, maximum=limits),
    )
