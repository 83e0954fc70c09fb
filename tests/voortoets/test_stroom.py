"""The bounds with households and regions taken together, against one program with each class by itself."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from plaatsing import Case
from plaatsing.generator import generate_case
from plaatsing.instantie import Instantie, build_instantie
from plaatsing.models import Epochs
from plaatsing.voortoets.moment import Moment
from plaatsing.voortoets.stroom import Stroom

Gebruik = list[tuple[tuple[str, int], float]]


def uses(instantie: Instantie, period: int) -> tuple[list[Gebruik], list[int], dict[tuple[str, int], float]]:
    """Return what every way of leaving COA takes of every limit, its persons, and the limits."""
    model, after = instantie.model, period + 1
    epochs, needs, offers = Epochs.of(model.pools), model.needs, model.offers
    ways: list[Gebruik] = []
    persons: list[int] = []
    limits: dict[tuple[str, int], float] = {}
    for klasse in np.flatnonzero(model.classes.site < 0).tolist():
        limits["klasse", klasse] = model.classes.size[klasse]
        may = np.flatnonzero(np.isfinite(model.classes.exit_cost[klasse, :after]))
        for offer in model.classes.offer[model.classes.start[klasse] : model.classes.start[klasse + 1]]:
            need = offers.need[offer]
            size = int(needs.personen[need])
            own: Gebruik = [(("klasse", klasse), 1.0)]
            for place in offers.member[offers.start[offer] : offers.start[offer + 1]].tolist():
                pairs = [
                    pair
                    for pair in np.flatnonzero((model.reach.gemeente == place) & needs.enters[need]).tolist()
                    if model.sites.usable[model.reach.site[pair], after]
                    and any(
                        t >= may[0] and model.sites.last_exit[model.reach.site[pair], t] > t
                        for t in range(after)
                        if len(may)
                    )
                ]
                pools = [
                    pool
                    for pool in np.flatnonzero(model.pools.gemeente == place).tolist()
                    if any(
                        t >= may[0] and needs.fits[need, pool, t] and epochs.of_move[pool, t] >= 0
                        for t in range(after)
                        if len(may)
                    )
                ]
                by_site = model.site_counts and bool(pairs)
                for pool in pools:
                    limits["woning", pool] = model.pools.supply[pool, :after].sum()
                    taken: Gebruik = [*own, (("woning", pool), size if model.pools.in_persons[pool] else 1.0)]
                    ways.append(
                        taken + [(("taak", place), -size)] * bool(model.pools.counts[pool] or by_site)
                    )
                    persons.append(size)
                for pair in pairs:
                    site = int(model.reach.site[pair])
                    limits["plaats", site] = model.sites.capacity[site]
                    taken = [*own, (("plaats", site), size)]
                    if model.sites.rooms[site] >= 0:
                        limits["kamer", site] = model.sites.rooms[site]
                        taken.append((("kamer", site), needs.kamers[need]))
                    ways.append(taken + [(("taak", place), -size)] * model.site_counts)
                    persons.append(size)
    return ways, persons, limits


def plain(instantie: Instantie, period: int) -> tuple[int, int]:
    """Return the most persons housed and the fewest short, with every class by itself."""
    ways, persons, limits = uses(instantie, period)
    model, n_ways = instantie.model, len(ways)
    tasks = {("taak", g): -max(0, int(model.sharing.quota[g, -1])) for g in range(len(model.gemeenten))}
    rows = {key: number for number, key in enumerate([*limits, *tasks])}
    matrix = np.zeros((len(rows), n_ways + len(tasks)))
    for column, taken in enumerate(ways):
        for key, value in taken:
            matrix[rows[key], column] += value
    for number, key in enumerate(tasks):
        matrix[rows[key], n_ways + number] = -1.0
    upper = np.array([*limits.values(), *tasks.values()], dtype=float)
    housed = linprog(np.r_[-np.array(persons), np.zeros(len(tasks))], A_ub=matrix, b_ub=upper)
    short = linprog(np.r_[np.zeros(n_ways), np.ones(len(tasks))], A_ub=matrix, b_ub=upper)
    assert housed.fun is not None
    assert short.fun is not None
    return int(np.floor(-housed.fun + 1e-6)), int(np.ceil(short.fun - 1e-6))


@pytest.mark.parametrize("seed", range(4))
def test_taking_together_changes_no_bound(seed: int) -> None:
    case = generate_case(
        regio="flevoland", halfjaar="2025-II", periode="maand", huishoudens=40, locaties=2, seed=seed
    )
    tables = dict(case.tabellen)
    homes = tables["huishoudens"]
    tables["huishoudens"] = homes[homes["in_locatie"].fillna("") == ""].reset_index(drop=True)
    case = Case.from_tables(case.instellingen, **tables)
    instantie = build_instantie(case)
    assert not (instantie.model.classes.site >= 0).any()
    period = int(np.flatnonzero(instantie.model.half <= 0)[-1])
    flow = Stroom(Moment(instantie, period), range(len(case.gemeenten)))
    assert (flow.most_housed(), flow.least_short()) == plain(instantie, period)
