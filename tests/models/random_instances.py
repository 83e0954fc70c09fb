"""Small random instances with everything in them that the model knows."""

from __future__ import annotations

import numpy as np

from plaatsing.models import Classes, Instance, Needs, Offers, Pools, Reach, Sharing, Sites


def random_instance(seed: int, *, classes: int = 5, largest: int = 2) -> Instance:
    """Draw an instance with two or three municipalities, two or three locations and a few periods."""
    rng = np.random.default_rng(seed)
    n_g, n_t, n_l = int(rng.integers(2, 4)), int(rng.integers(2, 5)), int(rng.integers(1, 4))
    n_h = int(rng.integers(1, 3))
    half = np.sort(rng.integers(0, n_h + 1, n_t))
    n_p = int(rng.integers(1, 5))
    n_q = 4
    personen = rng.integers(1, 5, n_q)
    link_half = np.array([-1, -1, 0, min(1, n_h - 1)])
    pool_gemeente = np.sort(rng.integers(0, n_g, n_p))
    pools = Pools(
        names=tuple(f"pool{p}" for p in range(n_p)),
        gemeente=pool_gemeente,
        in_persons=rng.random(n_p) < 0.3,
        counts=rng.random(n_p) < 0.8,
        preference_cost=rng.integers(0, 3, n_p).astype(float),
        supply=rng.integers(0, 3, (n_p, n_t)) * (rng.random((n_p, n_t)) < 0.5),
        last=rng.integers(max(0, n_t - 2), n_t, n_p),
    )
    needs = Needs(
        personen=personen,
        kamers=(personen + 1) // 2,
        link_half=link_half,
        fits=np.repeat(rng.random((n_q, n_p, 1)) < 0.7, n_t, axis=2),
    )
    first, last = rng.integers(0, 2, n_l), rng.integers(n_t - 1, n_t + 1, n_l)
    candidate = rng.random(n_l) < 0.6
    first[~candidate] = 0
    usable = (np.arange(n_t + 1)[None] >= first[:, None]) & (np.arange(n_t + 1)[None] <= last[:, None])
    longest = int(rng.integers(1, n_t + 1))
    last_exit = np.zeros((n_l, n_t), dtype=np.int64)
    for site in range(n_l):
        for t in range(n_t):
            end = t
            while end < n_t and usable[site, end + 1] and end - t < longest:
                end += 1
            last_exit[site, t] = end
    parent = np.full(n_l, -1)
    if n_l > 1 and candidate[:2].all():
        parent[1] = 0
    sites = Sites(
        names=tuple(f"loc{site}" for site in range(n_l)),
        candidate=candidate,
        open_cost=np.where(candidate, rng.integers(0, 60, n_l), 0).astype(float),
        transition_cost=np.where(candidate, rng.integers(0, 60, n_l), 0).astype(float),
        parent=parent,
        capacity=rng.integers(1, 8, n_l),
        rooms=np.where(rng.random(n_l) < 0.5, rng.integers(1, 5, n_l), -1),
        minimum=rng.integers(0, 3, n_l),
        usable=usable,
        last_exit=last_exit,
        stay_cost=rng.integers(0, 3, (n_l, n_t + 1)).astype(float),
    )
    pairs = np.argwhere(rng.random((n_g, n_l)) < 0.7)
    reach = Reach(site=pairs[:, 1], gemeente=pairs[:, 0], cost=rng.integers(0, 5, len(pairs)).astype(float))

    offer_need: list[int] = []
    offer_site: list[int] = []
    members: list[list[int]] = []
    start, offers_of, entry_cost = [0], [], []
    size, need, class_site, exit_cost = [], [], [], []
    for _ in range(classes):
        q = int(rng.integers(0, n_q))
        resident = link_half[q] < 0 and not candidate.all() and rng.random() < 0.25
        site = int(rng.choice(np.flatnonzero(~candidate))) if resident else -1
        per_period = float(rng.integers(1, 20)) * personen[q]
        cost = per_period * np.arange(1, n_t + 2).astype(float)
        cost[-1] += float(rng.integers(0, 80))
        earliest = 0 if resident else int(rng.integers(0, n_t))
        cost[:earliest] = np.inf
        choices = [int(rng.integers(0, n_g))] if link_half[q] < 0 else sorted(
            rng.choice(n_g, int(rng.integers(1, n_g + 1)), replace=False).tolist()
        )
        split = [choices] if len(choices) < 2 or rng.random() < 0.5 else [choices[:1], choices[1:]]
        for part in split:
            offers_of.append(len(offer_need))
            offer_need.append(q)
            offer_site.append(site)
            members.append(part)
            entry_cost.append(0.0 if link_half[q] < 0 else float(rng.integers(0, 10)))
        start.append(len(offers_of))
        size.append(int(rng.integers(1, largest + 1)))
        need.append(q)
        class_site.append(site)
        exit_cost.append(cost)
    offers = Offers(
        need=np.array(offer_need),
        site=np.array(offer_site),
        start=np.cumsum([0] + [len(part) for part in members]),
        member=np.array([g for part in members for g in part]),
    )
    klassen = Classes(
        size=np.array(size),
        need=np.array(need),
        site=np.array(class_site),
        exit_cost=np.array(exit_cost),
        constant=rng.integers(0, 10, classes).astype(float),
        start=np.array(start),
        offer=np.array(offers_of),
        entry_cost=np.array(entry_cost),
    )
    quota = rng.integers(-2, 6, (n_g, n_h))
    sharing = Sharing(
        quota=quota,
        tekort_cost=40.0,
        inequality_base=np.maximum(quota, 0),
        inequality_cost=float(rng.choice([0.0, 100.0])),
        link_room=rng.integers(0, 5, (n_g, n_h)),
        link_penalty=100.0,
        capacity_penalty=np.full(n_t + 1, 30.0),
        minimum_penalty=np.full(n_t + 1, 5.0),
        budget=float(rng.choice([np.inf, 60.0])),
        budget_penalty=2.0,
        max_open=float(rng.choice([np.inf, 1.0])),
        max_open_penalty=50.0,
    )
    return Instance(
        gemeenten=tuple(f"G{g}" for g in range(n_g)),
        halfjaren=tuple(f"2025-{'I' * (h + 1)}" for h in range(n_h)),
        half=half,
        site_counts=bool(rng.random() < 0.8),
        needs=needs,
        pools=pools,
        sites=sites,
        reach=reach,
        offers=offers,
        classes=klassen,
        sharing=sharing,
    )
