"""The Pyomo model, which is documented and decides the plan, equals the matrix of the pricing rounds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import pytest
from scipy import sparse

from plaatsing.models import Epochs, Instance, Stop, Trajects
from plaatsing.models.costs import Limit
from plaatsing.models.layout import Layout
from plaatsing.models.master import build_master
from plaatsing.models.master_lp import Added, MasterLp
from plaatsing.models.mip import compile_model
from plaatsing.models.routes import routes_of
from tests.models.enumeration import all_trajects
from tests.models.optimum import optimum
from tests.models.random_instances import random_instance

Key = tuple[str, tuple[int, ...]]

ROW_BLOCKS = {
    "klasse": "klasse",
    "woningen": "woningen",
    "plaatsen": "plaatsen",
    "kamers": "kamers",
    "minimum": "min_bezetting",
    "quota": "taakstelling",
    "link": "koppelruimte",
    "maximum": "maximum",
    "inequality": "rij_ongelijkheid",
    "parent": "uitbreiding",
    "budget": "budget",
    "max_open": "max_nieuwe_locaties",
    "locked": "vast_open",
    "goals": "eerdere_doelen",
}


def instance_of(seed: int) -> Instance:
    """Return a random instance, every second one with an earlier goal of other costs."""
    instance = random_instance(seed)
    if seed % 2:
        return instance
    costs = replace(instance.costs, tekort_cost=5.0 * instance.costs.tekort_cost)
    return replace(instance, limits=(Limit(costs, optimum(instance.under(costs)) + 5.0),))


@dataclass(frozen=True)
class Written:
    """A problem by meaning instead of by number; rows and columns without any coefficient left out."""

    entries: dict[tuple[Key, Key], float]
    rows: dict[Key, tuple[float, float]]
    cost: dict[Key, float]
    bounds: dict[Key, tuple[float, float]]


def inflow_pairs(instance: Instance) -> list[tuple[int, int]]:
    """Every second pair of an offer to households in COA and a candidate."""
    from_coa = np.flatnonzero(instance.offers.site < 0).tolist()
    candidates = np.flatnonzero(instance.sites.candidate).tolist()
    return [(u, site) for u in from_coa for site in candidates][::2]


def documented(instance: Instance) -> tuple[Written, dict[Key, bool]]:
    """Return the Pyomo model, and which of its variables are whole numbers."""
    trajects = Trajects.from_rows(all_trajects(instance))
    model = build_master(instance, Epochs.of(instance.pools), trajects, inflow=inflow_pairs(instance))
    arrays = compile_model(model)
    rows, columns = [parse(name) for name in arrays.rows], [parse(v.name) for v in arrays.variables]
    limits = np.column_stack([arrays.row_lower, arrays.row_upper])
    bounds = np.column_stack([arrays.lower, arrays.upper])
    written = write(arrays.matrix, rows, columns, limits, arrays.cost, bounds)
    return written, dict(zip(columns, arrays.integral.tolist(), strict=True))


def priced_master(instance: Instance) -> MasterLp:
    """Build the master of the rounds as it grows: routes, instroom rows, more routes."""
    trajects = Trajects.from_rows(all_trajects(instance))
    master = MasterLp(Layout(instance, Epochs.of(instance.pools)), Stop())
    takers = master.layout.takers
    first = np.arange(len(trajects)) % 2 == 0
    master.add(routes_of(trajects.take(np.flatnonzero(first)), instance, takers))
    master.add_inflow(inflow_pairs(instance))
    master.add(routes_of(trajects, instance, takers))
    return master


def in_whole(instance: Instance) -> Written:
    """Return the problem in the rows of the rounds, over whole trajects."""
    layout = Layout(instance, Epochs.of(instance.pools))
    for pair in inflow_pairs(instance):
        layout.add_inflow(*pair)
    trajects = Trajects.from_rows(all_trajects(instance))
    matrix = sparse.csc_array(sparse.hstack([layout.added_rows(), layout.matrix(trajects)]))
    columns = [structural_key(instance, name) for name in layout.columns.name]
    columns += [("x", (number,)) for number in range(len(trajects))]
    cost = np.r_[layout.columns.cost, trajects.cost(instance)]
    nothing, everything = np.zeros(len(trajects)), np.full(len(trajects), np.inf)
    bounds = np.column_stack([np.r_[layout.columns.lower, nothing], np.r_[layout.columns.upper, everything]])
    return write(matrix, row_keys(layout), columns, np.column_stack(layout.sides()), cost, bounds)


def row_keys(layout: Layout) -> list[Key]:
    keys: list[Key] = [("", ())] * layout.n_rows
    for attribute, name in ROW_BLOCKS.items():
        block = getattr(layout, attribute)
        for index in np.argwhere(block >= 0).tolist():
            keys[block[tuple(index)]] = (name, tuple(index))
    for pair, row in layout.inflow.items():
        keys[row] = ("instroom", pair)
    for pair, row in layout.joint.items():
        keys[row] = ("helften", pair)
    assert ("", ()) not in keys
    return keys


def structural_key(instance: Instance, name: str) -> Key:
    """Turn a column name with codes in it into one with numbers."""
    kind, _, inside = name.partition("[")
    names = (instance.sites.names, instance.gemeenten, instance.halfjaren)
    number = {code: index for codes in names for index, code in enumerate(codes)}
    parts = inside.rstrip("]").split(",") if inside else ["0"]
    return kind, tuple(number[part] if part in number else int(part) for part in parts)


def parse(name: str) -> Key:
    kind, _, inside = name.partition("[")
    return kind, tuple(int(part) for part in re.findall(r"\d+", inside)) or (0,)


def write(
    matrix: sparse.csc_array,
    rows: list[Key],
    columns: list[Key],
    limits: np.ndarray,
    cost: np.ndarray,
    bounds: np.ndarray,
) -> Written:
    table = sparse.coo_array(matrix)
    triples = zip(table.row.tolist(), table.col.tolist(), table.data.tolist(), strict=True)
    entries = {(rows[i], columns[j]): value for i, j, value in triples if value != 0}
    in_rows, in_columns = {row for row, _ in entries}, {column for _, column in entries}
    for row, (lower, upper) in zip(rows, limits.tolist(), strict=True):
        assert row in in_rows or lower <= 0 <= upper, f"{row} has no columns and does not hold"
    costs = {column: value for column, value in zip(columns, cost.tolist(), strict=True) if value != 0}
    return Written(
        entries,
        {row: (lo, up) for row, (lo, up) in zip(rows, limits.tolist(), strict=True) if row in in_rows},
        costs,
        {
            column: (lo, up)
            for column, (lo, up) in zip(columns, bounds.tolist(), strict=True)
            if column in in_columns or column in costs
        },
    )


@pytest.mark.parametrize("seed", range(60))
def test_model_and_rounds_state_the_same_problem(seed: int) -> None:
    instance = instance_of(seed)
    model, integral = documented(instance)
    rounds = in_whole(instance)
    assert rounds.entries == model.entries
    assert rounds.rows == model.rows
    assert rounds.cost == pytest.approx(model.cost, rel=1e-12)
    assert rounds.bounds.keys() == model.bounds.keys()
    for column, (lower, upper) in model.bounds.items():
        if column[0] == "x":
            # Rounds leave the size of the class to its row.
            klasse = all_trajects(instance)[column[1][0]][0]
            assert (lower, upper) == (0, instance.classes.size[klasse])
        else:
            assert rounds.bounds[column] == (lower, upper)
            assert np.isfinite(upper)
    assert {column[0] for column, whole in integral.items() if whole} <= {"x", "open"}
    assert all(whole for column, whole in integral.items() if column[0] in ("x", "open"))


@pytest.mark.parametrize("seed", range(60))
def test_model_and_rounds_have_the_same_relaxation(seed: int) -> None:
    instance = instance_of(seed)
    solution = priced_master(instance).solve()
    expected = optimum(instance, integral=False, inflow=inflow_pairs(instance))
    assert solution.objective + instance.constant == pytest.approx(expected, rel=1e-7, abs=1e-6)


@pytest.mark.parametrize("seed", range(20))
def test_reduced_costs_are_cost_less_what_the_rows_pay(seed: int) -> None:
    instance = instance_of(seed)
    master = priced_master(instance)
    dual = np.random.default_rng(seed).normal(size=master.layout.n_rows)
    paid: dict[Key, float] = {}
    price = dict(zip(row_keys(master.layout), dual.tolist(), strict=True))
    written = in_whole(instance)
    for (row, column), value in written.entries.items():
        paid[column] = paid.get(column, 0.0) + price[row] * value
    reduced = master.structural_reduced_cost(dual).tolist()
    for name, value in zip(master.layout.columns.name, reduced, strict=True):
        key = structural_key(instance, name)
        assert value == pytest.approx(written.cost.get(key, 0.0) - paid.get(key, 0.0), abs=1e-9)


@pytest.mark.parametrize("seed", range(20))
def test_prices_sorted_by_rule_go_back_to_their_rows(seed: int) -> None:
    layout = priced_master(instance_of(seed)).layout
    dual = np.random.default_rng(seed).normal(size=layout.n_rows)
    back = layout.duals(layout.prices(dual), np.zeros(layout.n_rows))
    of_trajects = {
        "woningen",
        "plaatsen",
        "kamers",
        "min_bezetting",
        "taakstelling",
        "koppelruimte",
        "maximum",
        "instroom",
        "eerdere_doelen",
    }
    touched = np.array([key[0] in of_trajects for key in row_keys(layout)])
    np.testing.assert_array_equal(back, np.where(touched, dual, 0.0))


@pytest.mark.parametrize("seed", range(40))
def test_the_master_grows_into_the_rows_and_columns_of_its_layout(seed: int) -> None:
    """Rows and columns that come one by one are those of the whole."""
    master = priced_master(instance_of(seed))
    layout, model, routes = master.layout, master._solver.getLp(), master.routes
    grown = sparse.csc_array(
        (model.a_matrix_.value_, model.a_matrix_.index_, model.a_matrix_.start_),
        shape=(model.num_row_, model.num_col_),
    ).toarray()
    first = np.arange(len(layout.columns.name))
    order = np.r_[first, master._column(Added.PATH), master._column(Added.DEPARTURE)]
    expected = sparse.hstack([layout.added_rows(), layout.routes(routes)]).toarray()
    np.testing.assert_array_equal(grown[:, order], expected)
    np.testing.assert_array_equal([model.row_lower_, model.row_upper_], layout.sides())
    cost = np.r_[layout.columns.cost, *routes.cost(layout.instance, layout.takers)]
    np.testing.assert_array_equal(np.array(model.col_cost_)[order], cost)


@pytest.mark.parametrize("seed", range(40))
def test_a_traject_uses_what_its_halves_use_together(seed: int) -> None:
    """The row that keeps halves equal sees one of each; every other row sees what the whole traject does."""
    instance = instance_of(seed)
    layout = priced_master(instance).layout
    trajects = Trajects.from_rows(all_trajects(instance))
    whole = layout.matrix(trajects).toarray()
    cost = trajects.cost(instance)
    for number in range(len(trajects)):
        routes = routes_of(trajects.take(np.array([number])), instance, layout.takers)
        np.testing.assert_array_equal(layout.routes(routes).toarray().sum(axis=1), whole[:, number])
        euro = sum(part.sum() for part in routes.cost(instance, layout.takers))
        assert euro == pytest.approx(cost[number], rel=1e-12)


@pytest.mark.parametrize("seed", range(40))
def test_rows_of_halves_have_both_halves_in_them(seed: int) -> None:
    layout = priced_master(instance_of(seed)).layout
    trajects = Trajects.from_rows(all_trajects(layout.instance))
    routes = routes_of(trajects, layout.instance, layout.takers)
    matrix = layout.routes(routes).toarray()
    for (offer, leave), row in layout.joint.items():
        follows = (routes.offer == offer) & (routes.paths.leave == leave)
        leaves = layout.instance.classes.offer[routes.departures.entry] == offer
        leaves &= routes.departures.leave == leave
        assert follows.any()
        assert leaves.any()
        np.testing.assert_array_equal(matrix[row], np.r_[-1.0 * follows, 1.0 * leaves])


def test_the_instances_have_rows_of_every_rule() -> None:
    seen: set[str] = set()
    for seed in range(60):
        seen |= {row[0] for row in in_whole(instance_of(seed)).rows}
        seen |= {row[0] for row in row_keys(priced_master(instance_of(seed)).layout)}
    assert seen == {*ROW_BLOCKS.values(), "instroom", "helften"}
